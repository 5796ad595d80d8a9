-- A person sees what was done to their own account: that belongs to no workspace.
create policy of_person on audit.entries for select to dhol_app
  using (workspace_id is null and actor_id = (select current_setting('dhol.person', true)));
create index entries_by_person on audit.entries (actor_id, id desc) where workspace_id is null;

-- Of an account to be: what its first workspace is called.
alter table auth.links add column workspace_name text;
