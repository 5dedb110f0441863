-- Contacts @first to @last: nine in ten have an e-mail address, half of those a phone number; 40 first names, 1,600 surnames.
WITH RECURSIVE
  numbers (i) AS (SELECT @first UNION ALL SELECT i + 1 FROM numbers WHERE i < @last),
  drawn (i, x, y, z) AS (SELECT i, i * 2654435761 % 4294967296 / 65536, i * 2246822519 % 4294967296 / 65536, i * 3266489917 % 4294967296 / 65536 FROM numbers),
  named (i, x, y, z, name) AS
    (SELECT i, x, y, z, upper(substr(a.word, 1, 1)) || substr(a.word, 2) || ' ' || b.word || c.word
     FROM drawn, load_words a ON a.id = x % 40, load_words b ON b.id = 40 + y % 40, load_words c ON c.id = 40 + z % 40),
  reached (i, x, y, z, name, email, phone) AS
    (SELECT i, x, y, z, name, CASE WHEN i % 10 > 0 THEN lower(replace(name, ' ', '.')) || '.' || i || '@example.com' END,
            CASE WHEN i % 10 > 4 THEN '+4930' || printf('%08d', i) END
     FROM named)
INSERT INTO contacts (id, account_id, uuid, name, email, phone_number, identifier, is_resolved, additional_attributes, custom_attributes,
                      sort_name, search_text, company, city, country, country_code, last_activity_at, created_at, updated_at)
SELECT @contact + i, @account, printf('%08x-0000-4000-8000-%012x', @account, @contact + i), name, email, phone,
       CASE WHEN i % 10 = 1 THEN 'customer-' || i END, i % 10 > 0,
       json_object('company_name', 'Company ' || (y % 5000), 'city', 'City ' || (z % 500), 'country', 'Germany', 'country_code', 'DE'),
       json_object('load_seats', x % 1000, 'load_plan', 'plan-' || (y % 5)),
       lower(name), lower(name) || coalesce(char(10) || email, '') || coalesce(char(10) || phone, ''), 'Company ' || (y % 5000), 'City ' || (z % 500), 'Germany', 'DE',
       CASE WHEN i % 3 > 0 THEN @now - x * 120000 END, @now - (@contacts - i) * 7776, @now - (@contacts - i) * 7776
FROM reached;

INSERT INTO contact_labels (account_id, contact_id, title)
WITH RECURSIVE
  numbers (i) AS (SELECT @first UNION ALL SELECT i + 1 FROM numbers WHERE i < @last),
  titles (k) AS (SELECT 0 UNION ALL SELECT k + 1 FROM titles WHERE k < 19)
SELECT @account, @contact + i, 'load-' || k FROM numbers, titles WHERE (i + k * 7919) * 2654435761 % 4294967296 / 65536 % (10 * k + 10) = 0;
