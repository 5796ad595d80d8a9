-- The list leaves out archived brands, of which a workspace may have many more than it uses.
create index brands_in_use on creative.brands (workspace_id, id) where archived_at is null;
