-- A question about one link reads a piece of every part, a millisecond or two each, however few rows it finds. So a month
-- that nothing was added to for half a day becomes one part.
ALTER TABLE clicks
    MODIFY SETTING min_age_to_force_merge_seconds = 43200, min_age_to_force_merge_on_partition_only = 1;

ALTER TABLE clicks_by_quarter_hour
    MODIFY SETTING min_age_to_force_merge_seconds = 43200, min_age_to_force_merge_on_partition_only = 1;

ALTER TABLE account_clicks_by_quarter_hour
    MODIFY SETTING min_age_to_force_merge_seconds = 43200, min_age_to_force_merge_on_partition_only = 1;
