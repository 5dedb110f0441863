-- Its totals went to account_clicks_by_quarter_hour and busy_day_values (0012). Emptied and not dropped: another admin may
-- be in the middle of the migration that reads it.
TRUNCATE TABLE IF EXISTS account_clicks_by_value;
