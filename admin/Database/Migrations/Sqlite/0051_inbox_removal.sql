-- By which deleted inboxes are found until nothing is left of them.
CREATE INDEX inboxes_deleted ON inboxes (deleted_at) WHERE deleted_at IS NOT NULL;
