-- Each list of a workspace has an index in which its rows stand together and in the order of the list, and there is no
-- other way to that order. A primary key on `id` alone was one: for a workspace that has many rows the planner walked
-- it from the newest id down, past all that others had made since.

alter table creative.items drop constraint items_generation_id_fkey;
alter table creative.generations drop constraint generations_brand_id_fkey;
alter table creative.brands drop constraint brands_pkey, add primary key (workspace_id, id);
alter table creative.generations drop constraint generations_pkey, add primary key (workspace_id, id);
alter table creative.items drop constraint items_pkey, add primary key (workspace_id, id);
alter table creative.generations add foreign key (workspace_id, brand_id) references creative.brands;
alter table creative.items add foreign key (workspace_id, generation_id) references creative.generations;
drop index creative.brands_by_workspace;
drop index creative.generations_by_workspace;

alter table auth.invitations drop constraint invitations_pkey, add primary key (workspace_id, id);
alter table auth.api_keys drop constraint api_keys_pkey, add primary key (workspace_id, id);
drop index auth.api_keys_by_workspace;
-- Nobody ends an invitation that has expired.
create index invitations_open_by_end on auth.invitations (workspace_id, expires_at) where ended_at is null;

-- Entries of no workspace keep this table from a primary key with one.
alter table audit.entries drop constraint entries_pkey;
drop index audit.entries_by_workspace;
create unique index entries_by_workspace on audit.entries (workspace_id, id) nulls not distinct;

-- All actions of a noun are one value, not a range in which ids are out of order.
alter table audit.entries
  add column noun text collate "C" not null generated always as (split_part(action, '.', 1)) stored;
create index entries_by_noun on audit.entries (workspace_id, noun, id desc);

-- Two policies were joined by `or`, which the planner took for so few rows that it read and sorted all of a workspace's.
-- This one it cannot guess by, so it goes by what the statement says.
drop policy of_workspace on audit.entries;
drop policy of_person on audit.entries;
create policy of_tenant on audit.entries for select to dhol_app using (
  case
    when workspace_id is null then actor_id = (select current_setting('dhol.person', true))
    else workspace_id = (select current_setting('dhol.workspace', true))
  end
);
create policy of_workspace on audit.entries for insert to dhol_app
  with check (workspace_id = (select current_setting('dhol.workspace', true)));
