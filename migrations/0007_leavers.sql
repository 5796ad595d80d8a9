-- Whoever leaves a workspace leaves no key and no invitation behind, so these know who made them, not only by name.
alter table auth.api_keys add column created_by_id text collate "C";
alter table auth.invitations add column invited_by_id text collate "C";
create index api_keys_by_maker on auth.api_keys (workspace_id, created_by_id) where revoked_at is null;
create index invitations_by_maker on auth.invitations (workspace_id, invited_by_id) where ended_at is null;

create index links_open_by_email on auth.links (email) where used_at is null;
create index links_open_by_user on auth.links (user_id) where used_at is null;
