-- Conversations @first to @last with their messages: half of them in one inbox, a fifth open, a third of one agent's, a fifth
-- nobody's. The first has 20,000 messages, the next forty 3,000 each, the others 2 to 18.
WITH RECURSIVE
  numbers (i) AS (SELECT @first UNION ALL SELECT i + 1 FROM numbers WHERE i < @last),
  drawn (i, x, y, z) AS (SELECT i, i * 2654435761 % 4294967296 / 65536, i * 2246822519 % 4294967296 / 65536, i * 3266489917 % 4294967296 / 65536 FROM numbers)
INSERT INTO load_conversations (i, contact, inbox, status, assignee, team, priority, created, count, gap)
SELECT i, @contact + CASE WHEN i <= 41 THEN i ELSE 42 + (i * 48271 % (@contacts - 42)) END,
       (SELECT id FROM load_inboxes WHERE n = CASE WHEN x % 2 = 0 THEN 0 ELSE 1 + y % 9 END),
       CASE WHEN y % 100 < 20 THEN 0 WHEN y % 100 < 90 THEN 1 WHEN y % 100 < 95 THEN 2 ELSE 3 END,
       CASE WHEN z % 100 < 35 THEN @user WHEN z % 100 < 80 THEN (SELECT id FROM load_agents WHERE n = x % 20) END,
       (SELECT id FROM load_teams WHERE n = z % 10), CASE WHEN x % 10 < 4 THEN x % 4 END,
       @now - 10368000000 + i * (7776000000 / @conversations),
       CASE WHEN i = 1 THEN 20000 WHEN i <= 41 THEN 3000 ELSE 2 + x % 17 END, CASE WHEN i <= 41 THEN 100 ELSE 60000 END
FROM drawn;

INSERT INTO contact_inboxes (id, account_id, contact_id, inbox_id, source_id, pubsub_token, created_at, updated_at)
SELECT @contactInbox + i, @account, contact, inbox, 'load-' || i, 'load-' || @account || '-' || i, created, created FROM load_conversations;

INSERT INTO conversations (id, account_id, inbox_id, contact_id, contact_inbox_id, display_id, uuid, status, priority, assignee_id, team_id,
                           snoozed_until, additional_attributes, custom_attributes, agent_last_seen_at, first_reply_created_at, waiting_since,
                           last_activity_at, last_incoming_at, created_at, updated_at)
SELECT @conversation + i, @account, inbox, contact, @contactInbox + i, @display + i, printf('%08x-0000-4000-8000-%012x', @account, @conversation + i),
       status, priority, assignee, team, CASE WHEN status = 3 THEN @now + 86400000 END,
       json_object('browser_language', CASE i % 3 WHEN 0 THEN 'en' WHEN 1 THEN 'de' ELSE 'fr' END, 'referer', 'https://example.com/page/' || (i % 1000)),
       json_object('load_seats', i % 1000, 'load_plan', 'plan-' || (i % 5)),
       CASE WHEN i % 2 = 0 THEN created + count * gap END, created + gap, CASE WHEN i % 4 = 0 THEN created + count * gap END,
       created + count * gap, created + count * gap, created, created + count * gap
FROM load_conversations;

INSERT INTO messages (account_id, inbox_id, conversation_id, message_type, content, sender_kind, sender_id, created_at, updated_at)
WITH RECURSIVE numbers (j) AS (SELECT 0 UNION ALL SELECT j + 1 FROM numbers WHERE j < (SELECT max(count) FROM load_conversations))
SELECT @account, inbox, @conversation + i, CASE WHEN j % 10 = 9 THEN 2 ELSE j % 2 END,
       CASE WHEN j = 0 THEN 'Where is my order ' || printf('%07d', i) || '?'
            ELSE a.word || ' ' || b.word || ' ' || c.word || ' please' END,
       CASE WHEN j % 10 = 9 THEN NULL WHEN j % 2 = 0 THEN 'contact' ELSE 'user' END,
       CASE WHEN j % 10 = 9 THEN NULL WHEN j % 2 = 0 THEN contact ELSE coalesce(assignee, @user) END,
       created + (j + 1) * gap, created + (j + 1) * gap
FROM load_conversations, numbers ON j < count,
     load_words a ON a.id = (i + j * 31) * 2654435761 % 4294967296 / 65536 % 80,
     load_words b ON b.id = (i + j * 37) * 2246822519 % 4294967296 / 65536 % 80,
     load_words c ON c.id = (i + j * 41) * 3266489917 % 4294967296 / 65536 % 80;

UPDATE conversations SET
  last_message_id = (SELECT max(id) FROM messages WHERE conversation_id = conversations.id),
  last_non_activity_message_id = (SELECT max(id) FROM messages WHERE conversation_id = conversations.id AND message_type < 2)
WHERE id IN (SELECT @conversation + i FROM load_conversations);

INSERT INTO conversation_labels (account_id, conversation_id, title)
WITH RECURSIVE titles (k) AS (SELECT 0 UNION ALL SELECT k + 1 FROM titles WHERE k < 19)
SELECT @account, @conversation + i, 'load-' || k FROM load_conversations, titles WHERE (i + k * 7919) * 2654435761 % 4294967296 / 65536 % (3 * k + 3) = 0;

INSERT INTO conversation_numbers (account_id, last_display_id) VALUES (@account, @display + @last)
ON CONFLICT (account_id) DO UPDATE SET last_display_id = excluded.last_display_id;

DELETE FROM load_conversations;
