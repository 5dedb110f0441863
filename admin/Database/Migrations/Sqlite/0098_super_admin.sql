-- What the console for those who run the installation needs (admin/SuperAdmin).

-- Who did what to the installation itself, which is no account's (admin/Audit/InstallationLog.cs). It takes in what was
-- written down of platform apps alone.
CREATE TABLE installation_log
(
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  at           INTEGER NOT NULL,
  actor_kind   TEXT    NOT NULL,
  actor_id     TEXT    NOT NULL,
  actor_name   TEXT    NOT NULL,             -- at that time
  action       TEXT    NOT NULL,             -- admin/Audit/AuditAction.cs
  object_id    TEXT    NOT NULL,
  object_name  TEXT,                         -- at that time
  changes      TEXT,                         -- JSON; null where nothing more is to be said
  request_id   TEXT
);
INSERT INTO installation_log (at, actor_kind, actor_id, actor_name, action, object_id, object_name, changes)
  SELECT at, 'system', '', 'OneLink', action, CAST(platform_app_id AS TEXT), platform_app,
         '[{"field":"' || object_kind || '",' || CASE action WHEN 'platform-app.revoked' THEN '"from":' ELSE '"to":' END || object_id || '}]'
  FROM platform_app_log ORDER BY id;
DROP TABLE platform_app_log;
CREATE INDEX installation_log_age ON installation_log (at, id);
CREATE INDEX installation_log_request ON installation_log (request_id) WHERE request_id IS NOT NULL;

-- What a request has changed and begun, by its id.
CREATE INDEX audit_log_request ON audit_log (request_id) WHERE request_id IS NOT NULL;
CREATE INDEX jobs_request ON jobs (request_id) WHERE request_id IS NOT NULL;

ALTER TABLE sessions ADD COLUMN password_at INTEGER;        -- when the password was given in it last; null where a link opened it
ALTER TABLE access_tokens ADD COLUMN last_used_at INTEGER;  -- written up to half a minute late
