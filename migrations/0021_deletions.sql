-- What people delete is marked and out of sight, can be restored for 30 days, and is then removed with its files
-- (decision 41). One deletion may mark many rows: a brand takes its generations along.
create table creative.deletions (
  id text collate "C" not null,
  workspace_id text collate "C" not null,
  kind text not null check (kind in ('brand', 'generation', 'picture')),
  subject_id text collate "C" not null,
  title text not null,
  deleted_by text not null,
  deleted_by_id text collate "C" not null,
  deleted_at timestamptz not null,
  restored_at timestamptz,
  -- from then on it cannot be restored
  removal_begun_at timestamptz,
  primary key (workspace_id, id)
);
create index deletions_not_restored on creative.deletions (workspace_id, id) where restored_at is null;
create index deletions_by_time on creative.deletions (deleted_at);

-- Null: not deleted.
alter table creative.brands add column deletion_id text collate "C",
  add foreign key (workspace_id, deletion_id) references creative.deletions;
alter table creative.generations add column deletion_id text collate "C",
  add foreign key (workspace_id, deletion_id) references creative.deletions;
alter table creative.pictures add column deletion_id text collate "C",
  add foreign key (workspace_id, deletion_id) references creative.deletions;

create index brands_deleted on creative.brands (workspace_id, deletion_id) where deletion_id is not null;
create index generations_deleted on creative.generations (workspace_id, deletion_id) where deletion_id is not null;
create index pictures_deleted on creative.pictures (workspace_id, deletion_id) where deletion_id is not null;

-- The lists leave out what is deleted. `brands_in_use` stays for the code before; it is to be dropped with a later release.
create index brands_listed on creative.brands (workspace_id, id) where archived_at is null and deletion_id is null;
create index generations_listed on creative.generations (workspace_id, id) where deletion_id is null;
create index generations_by_brand on creative.generations (workspace_id, brand_id);

alter table creative.deletions enable row level security, force row level security;
create policy of_workspace on creative.deletions to dhol_creative
  using (workspace_id = (select current_setting('dhol.workspace', true)));
-- The sweep finds what is due in all workspaces; what it removes of one it removes as that workspace.
create policy due on creative.deletions for select to dhol_creative_sweep
  using (deleted_at < now() - interval '30 days');

grant select, insert, update on creative.deletions to dhol_creative;
-- Nobody else removes rows.
grant delete on creative.deletions, creative.brands, creative.generations, creative.pictures to dhol_creative_sweep;
