-- What somebody does in a workspace waits for its turn: a transaction that changes something holds its person and its
-- workspace, and asks again whether it may, so that nothing outlives the end of a session, a role or a key. Row locks
-- need the right to update a column, and a policy for it.
grant update (created_at) on auth.users, auth.workspaces, auth.sessions, auth.members to dhol_gate;
create policy gate_holds on auth.members for update to dhol_gate using (true);
create policy gate_holds on auth.workspaces for update to dhol_gate using (true);

-- The same as `enter_as_person`, once nobody else acts as this person or in this workspace until the transaction ends.
-- Always in this order, so that two never wait for each other. Session and membership are held too, against whoever
-- ends them without waiting for a turn.
create function access.hold_as_person(person text, session text, workspace text)
  returns table (name text, role text, tier text, "hasSecondFactor" boolean, "confirmedAt" timestamptz)
  language sql volatile security definer set search_path = '' as $$
    select from auth.users where id = $1 for no key update;
    select from auth.workspaces where id = $3 for no key update;
    select from auth.sessions where id = $2 for share;
    select from auth.members where workspace_id = $3 and user_id = $1 for share;
    select name, role, tier, "hasSecondFactor", "confirmedAt" from access.enter_as_person($1, $2, $3)
  $$;

-- The same as `enter_with_key`, which has noted the use.
create function access.hold_with_key(key_hash text)
  returns table (id text, name text, "workspaceId" text, role text, tier text)
  language sql volatile security definer set search_path = '' as $$
    select from auth.workspaces where id = (select workspace_id from auth.api_keys where hash = $1)
      for no key update;
    select from auth.api_keys where hash = $1 for share;
    select k.id, k.name, k.workspace_id, k.role, w.tier
    from auth.api_keys k join auth.workspaces w on w.id = k.workspace_id
    where k.hash = $1 and k.revoked_at is null
  $$;

grant create on schema access to dhol_gate;
alter function access.hold_as_person owner to dhol_gate;
alter function access.hold_with_key owner to dhol_gate;
revoke create on schema access from dhol_gate;
revoke execute on function access.hold_as_person, access.hold_with_key from public;
grant execute on function access.hold_as_person, access.hold_with_key to dhol_service;

-- A function that was cut off in the middle of its transaction holds nobody up for longer than a statement may take.
do $$
begin
  execute format('alter database %I set idle_in_transaction_session_timeout = %L', current_database(), '20s');
end
$$;

-- Who gave a member their seat, and when: what a thief gave is found after the account has been taken back.
alter table auth.members add column seated_by_id text collate "C", add column seated_at timestamptz;
create index members_by_giver on auth.members (workspace_id, seated_by_id, seated_at);
-- Set by a new password after which a person should look at what was done in their name since then.
alter table auth.users add column review_since timestamptz;
