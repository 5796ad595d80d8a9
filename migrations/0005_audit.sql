-- Who changed what, and why. Written in the transaction of the change, and never changed afterwards.
create schema audit;

create table audit.entries (
  id text collate "C" primary key,
  -- null for what concerns a person and no workspace, such as their password
  workspace_id text collate "C",
  at timestamptz not null,
  actor_kind text not null check (actor_kind in ('person', 'key', 'rule', 'ai', 'meta', 'razorpay', 'system')),
  actor_id text collate "C",
  -- as it was then: somebody who left stays readable
  actor_name text not null,
  action text collate "C" not null,
  subject text collate "C" not null,
  before jsonb,
  after jsonb,
  why text,
  request_id text,
  address text
);
create index entries_by_workspace on audit.entries (workspace_id, id desc);
create index entries_by_actor on audit.entries (workspace_id, actor_id, id desc);
create index entries_by_subject on audit.entries (workspace_id, subject, id desc);
create index entries_by_action on audit.entries (workspace_id, action, id desc);

create function audit.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'audit.entries is append-only';
end
$$;
create trigger append_only before update or delete or truncate on audit.entries
  for each statement execute function audit.refuse_change();

grant usage on schema audit to dhol_app;
grant select, insert on audit.entries to dhol_app;
