-- A workspace and an account can be deleted, and restored for 30 days; then auth/schedules/remove-deleted removes them.
-- A workspace that went with the account of its only member has the same time as that.
alter table auth.workspaces add column deleted_at timestamptz, add column deleted_by_id text collate "C";
alter table auth.users add column deleted_at timestamptz;
create index workspaces_deleted on auth.workspaces (deleted_at) where deleted_at is not null;
create index users_deleted on auth.users (deleted_at) where deleted_at is not null;

-- Whoever comes to a deleted workspace finds none, and a deleted account has no session.
grant select (deleted_at) on auth.users, auth.workspaces to dhol_gate;

create or replace function access.enter_as_person(person text, session text, workspace text)
  returns table (name text, role text, tier text, "hasSecondFactor" boolean, "confirmedAt" timestamptz)
  language sql stable security definer set search_path = '' as $$
    select u.name, m.role, w.tier, f.confirmed_at is not null, s.confirmed_at
    from auth.sessions s
    join auth.users u on u.id = s.user_id and u.deleted_at is null
    left join auth.second_factors f on f.user_id = s.user_id
    left join (auth.members m join auth.workspaces w on w.id = m.workspace_id and w.deleted_at is null)
      on m.user_id = s.user_id and m.workspace_id = $3
    where s.id = $2 and s.user_id = $1 and s.ended_at is null
  $$;

create or replace function access.enter_with_key(key_hash text, now timestamptz)
  returns table (id text, name text, "workspaceId" text, role text, tier text)
  language sql volatile security definer set search_path = '' as $$
    update auth.api_keys k set last_used_at = $2
    where k.hash = $1 and k.revoked_at is null
      and (k.last_used_at is null or k.last_used_at < $2 - interval '1 minute');
    select k.id, k.name, k.workspace_id, k.role, w.tier
    from auth.api_keys k join auth.workspaces w on w.id = k.workspace_id and w.deleted_at is null
    where k.hash = $1 and k.revoked_at is null
  $$;

create or replace function access.hold_with_key(key_hash text)
  returns table (id text, name text, "workspaceId" text, role text, tier text)
  language sql volatile security definer set search_path = '' as $$
    select from auth.workspaces where id = (select workspace_id from auth.api_keys where hash = $1)
      for no key update;
    select from auth.api_keys where hash = $1 for share;
    select k.id, k.name, k.workspace_id, k.role, w.tier
    from auth.api_keys k join auth.workspaces w on w.id = k.workspace_id and w.deleted_at is null
    where k.hash = $1 and k.revoked_at is null
  $$;

-- What removes them looks for them in all workspaces, and is the only one that may: the API deletes no such row.
create policy long_deleted on auth.workspaces for select to dhol_auth_sweep
  using (deleted_at < now() - interval '30 days');
grant delete on auth.workspaces, auth.invitations, auth.api_keys, auth.sessions, auth.users to dhol_auth_sweep;
-- To delete a user asks for all of their sessions, those that have ended too.
create index sessions_by_user on auth.sessions (user_id);
