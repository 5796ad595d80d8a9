-- A generation waits for its turn: so many pictures are drawn at a time, and workspaces take turns (decision 38).
alter table creative.generations
  -- when it was let go on; null while it waits. What the code before made is begun at once, and counts when it runs
  add column turn_at timestamptz,
  -- how many pictures the run in hand draws
  add column turn_pictures integer not null default 1,
  -- how many pictures of its workspace may be drawn at a time, by the tier when it was asked for
  add column pictures_at_once integer not null default 8;
update creative.generations set turn_at = updated_at where status in ('queued', 'running');

-- The one role that looks across workspaces for whose turn it is.
do $$
begin
  if not exists (select from pg_roles where rolname = 'dhol_turns') then create role dhol_turns nologin; end if;
  execute format('grant dhol_turns to %I', current_user);
end
$$;
grant usage on schema creative to dhol_turns;
grant select (workspace_id, id, run, status, turn_at, turn_pictures, pictures_at_once), update (turn_at, updated_at)
  on creative.generations to dhol_turns;
create policy turns on creative.generations for select to dhol_turns using (status in ('queued', 'running'));
create policy turns_taken on creative.generations for update to dhol_turns using (status = 'queued');

-- Gives turns to generations that wait, as far as there is room: in the order of how many pictures of their workspace
-- are ahead of them, so that one which asked for much keeps nobody waiting. One call at a time.
create function creative.take_turns(now timestamptz, at_once integer)
  returns table ("workspaceId" text, "generationId" text, run integer)
  language sql volatile security definer set search_path = '' as $$
    select pg_advisory_xact_lock(hashtextextended('creative.take_turns', 0));
    with under_way as (
      select workspace_id, id, turn_pictures, pictures_at_once, turn_at is null and status = 'queued' as waits
      from creative.generations where status in ('queued', 'running')
    ), busy as (
      select workspace_id, sum(turn_pictures) as pictures from under_way where not waits group by workspace_id
    ), waiting as (
      select w.*, coalesce(b.pictures, 0) - w.turn_pictures
          + sum(w.turn_pictures) over (partition by w.workspace_id order by w.id) as ahead
      from under_way w left join busy b using (workspace_id) where w.waits
    ), next as (
      select workspace_id, id, sum(turn_pictures) over (order by ahead, id) as pictures
      from waiting where ahead = 0 or ahead + turn_pictures <= pictures_at_once
    )
    update creative.generations g set turn_at = $1, updated_at = $1 from next
    where g.workspace_id = next.workspace_id and g.id = next.id
      and next.pictures + (select coalesce(sum(pictures), 0) from busy) <= $2
    returning g.workspace_id, g.id, g.run
  $$;

-- What was asked for on a day of India, by a workspace, by a person in all their workspaces, and by the whole stage.
create table creative.asked (
  subject text collate "C" primary key,
  day date not null,
  pictures integer not null,
  cost_micro_usd bigint not null
);
grant select, insert, update on creative.asked to dhol_creative;
-- With a workspace that is removed.
grant delete on creative.asked to dhol_creative_sweep;

grant create on schema creative to dhol_turns;
alter function creative.take_turns owner to dhol_turns;
revoke create on schema creative from dhol_turns;
revoke execute on function creative.take_turns from public;
grant execute on function creative.take_turns to dhol_creative;
