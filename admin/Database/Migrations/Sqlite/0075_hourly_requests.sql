-- Requests of an account that count against its hour (admin/Limits/HourlyLimits.cs): a bucket that drains evenly. Written
-- with each request that is let through, so that neither a restart nor a second process lets more by.
CREATE TABLE hourly_requests
(
  account_id  INTEGER PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
  used        DOUBLE PRECISION NOT NULL,
  counted_at  INTEGER NOT NULL
);
