-- The change log and the log of events by ranges of their sequences, so that what is no longer kept goes by dropping a table
-- (admin/Database/Partitions, docs/decisions/0019-replicas-and-partitions.md). What is there already becomes the first partition as
-- it stands: no row is copied. Of the rest, one partition takes what no other does, so that no write ever fails for want of one.
DO $$
DECLARE
  log record;
  bound bigint;
BEGIN
  -- Other admins may be at work; who writes holds this one.
  PERFORM pg_advisory_xact_lock(x'4F6E654C696E6B02'::bigint);
  FOR log IN SELECT * FROM (VALUES ('change_log', 'feed_state'), ('domain_events', 'event_state')) AS logs (name, state) LOOP
    EXECUTE format('ALTER TABLE %I RENAME TO %I', log.name, log.name || '_first');
    EXECUTE format('ALTER TABLE %I RENAME CONSTRAINT %I TO %I', log.name || '_first', log.name || '_pkey', log.name || '_first_pkey');
    EXECUTE format('ALTER INDEX %I RENAME TO %I', log.name || '_created', log.name || '_first_created');
    EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING DEFAULTS) PARTITION BY RANGE (sequence)', log.name, log.name || '_first');
    EXECUTE format('ALTER TABLE %I ADD PRIMARY KEY (sequence)', log.name);
    EXECUTE format('CREATE INDEX %I ON %I (created_at)', log.name || '_created', log.name);
    EXECUTE format('SELECT (last_sequence / 250000 + 1) * 250000 FROM %I WHERE id = 1', log.state) INTO bound;
    EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (MINVALUE) TO (%s)', log.name, log.name || '_first', bound);
    EXECUTE format('CREATE TABLE %I PARTITION OF %I DEFAULT', log.name || '_rest', log.name);
  END LOOP;
END $$;
