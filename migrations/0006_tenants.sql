-- Row-level security: a transaction says whose it is (functions/platform/db.ts), and a forgotten `where` finds nothing.
-- Roles are made by functions/system/on-deploy/migrate.ts before any migration; none of them owns a table.

grant usage on schema creative to dhol_app;
grant select, insert, update on creative.brands, creative.generations, creative.items to dhol_app;

alter table creative.brands enable row level security, force row level security;
alter table creative.generations enable row level security, force row level security;
alter table creative.items enable row level security, force row level security;
alter table auth.workspaces enable row level security, force row level security;
alter table auth.members enable row level security, force row level security;
alter table auth.invitations enable row level security, force row level security;
alter table auth.api_keys enable row level security, force row level security;
alter table audit.entries enable row level security, force row level security;

create policy of_workspace on creative.brands to dhol_app
  using (workspace_id = (select current_setting('dhol.workspace', true)));
create policy of_workspace on creative.generations to dhol_app
  using (workspace_id = (select current_setting('dhol.workspace', true)));
create policy of_workspace on creative.items to dhol_app
  using (workspace_id = (select current_setting('dhol.workspace', true)));
create policy of_workspace on auth.workspaces to dhol_identity
  using (id = (select current_setting('dhol.workspace', true)));
create policy of_workspace on auth.members to dhol_identity
  using (workspace_id = (select current_setting('dhol.workspace', true)));
create policy of_workspace on auth.invitations to dhol_identity
  using (workspace_id = (select current_setting('dhol.workspace', true)));
create policy of_workspace on auth.api_keys to dhol_identity
  using (workspace_id = (select current_setting('dhol.workspace', true)));
create policy of_workspace on audit.entries to dhol_app
  using (workspace_id = (select current_setting('dhol.workspace', true)));

-- A person sees where they belong, in whatever workspace they are.
create policy of_person on auth.members for select to dhol_identity
  using (user_id = (select current_setting('dhol.person', true)));
create policy of_person on auth.workspaces for select to dhol_identity
  using (id in (select workspace_id from auth.members where user_id = (select current_setting('dhol.person', true))));
-- What somebody does about themselves belongs to no workspace.
create policy of_nobody on audit.entries for insert to dhol_identity with check (workspace_id is null);

-- The sweep looks for lost orders in all workspaces; what it does to one it does as that workspace.
create policy under_way on creative.generations for select to dhol_system using (status in ('queued', 'running'));

-- The check at the beginning of each request, by the one role that may look across workspaces for it.
create schema access;
do $$
begin
  if not exists (select from pg_roles where rolname = 'dhol_gate') then create role dhol_gate nologin; end if;
  execute format('grant dhol_gate to %I', current_user);
end
$$;
grant usage on schema auth to dhol_gate;
grant usage, create on schema access to dhol_gate;
grant select (id, user_id, confirmed_at, ended_at) on auth.sessions to dhol_gate;
grant select (id, name) on auth.users to dhol_gate;
grant select (user_id, confirmed_at) on auth.second_factors to dhol_gate;
grant select (workspace_id, user_id, role) on auth.members to dhol_gate;
grant select (id, tier) on auth.workspaces to dhol_gate;
grant select (id, workspace_id, name, role, hash, revoked_at, last_used_at), update (last_used_at) on auth.api_keys
  to dhol_gate;
create policy gate on auth.members for select to dhol_gate using (true);
create policy gate on auth.workspaces for select to dhol_gate using (true);
create policy gate on auth.api_keys to dhol_gate using (true);

-- A session that is open: the role in the workspace, if there is one. No row for a session that has ended.
create function access.enter_as_person(person text, session text, workspace text)
  returns table (name text, role text, tier text, "hasSecondFactor" boolean, "confirmedAt" timestamptz)
  language sql stable security definer set search_path = '' as $$
    select u.name, m.role, w.tier, f.confirmed_at is not null, s.confirmed_at
    from auth.sessions s
    join auth.users u on u.id = s.user_id
    left join auth.second_factors f on f.user_id = s.user_id
    left join auth.members m on m.user_id = s.user_id and m.workspace_id = $3
    left join auth.workspaces w on w.id = m.workspace_id
    where s.id = $2 and s.user_id = $1 and s.ended_at is null
  $$;

-- Notes the use of a key once a minute at most, so that reading stays cheap.
create function access.enter_with_key(key_hash text, now timestamptz)
  returns table (id text, name text, "workspaceId" text, role text, tier text)
  language sql volatile security definer set search_path = '' as $$
    update auth.api_keys k set last_used_at = $2
    where k.hash = $1 and k.revoked_at is null
      and (k.last_used_at is null or k.last_used_at < $2 - interval '1 minute');
    select k.id, k.name, k.workspace_id, k.role, w.tier
    from auth.api_keys k join auth.workspaces w on w.id = k.workspace_id
    where k.hash = $1 and k.revoked_at is null
  $$;

alter function access.enter_as_person owner to dhol_gate;
alter function access.enter_with_key owner to dhol_gate;
revoke create on schema access from dhol_gate;
revoke execute on all functions in schema access from public;
grant usage on schema access to dhol_app;
grant execute on all functions in schema access to dhol_app;
