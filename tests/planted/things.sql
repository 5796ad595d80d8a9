create schema planted;
create table planted.things (
  workspace_id text collate "C" not null,
  note text not null check (note <> 'refused')
);
alter table planted.things enable row level security, force row level security;
create policy of_workspace on planted.things to dhol_planted
  using (workspace_id = (select current_setting('dhol.workspace', true)));
grant usage on schema planted to dhol_planted;
grant select, insert on planted.things to dhol_planted;
