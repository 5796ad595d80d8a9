-- Who somebody is: accounts, sessions, second factors. Only the role dhol_identity reads and writes these.

alter table auth.workspaces
  add column tier text not null default 'starter' check (tier in ('starter', 'growth', 'business'));

-- Whoever had a workspace before there were roles owned it.
alter table auth.members
  add column role text not null default 'owner' check (role in ('owner', 'admin', 'editor', 'approver', 'viewer')),
  add column daily_limit_paise bigint check (daily_limit_paise >= 0),
  add check ((role = 'approver') = (daily_limit_paise is not null));
alter table auth.members alter column role drop default;

create table auth.sessions (
  id text collate "C" primary key,
  user_id text collate "C" not null references auth.users,
  device text not null,
  address text not null,
  -- makes each refresh token's successor, so that two tabs which refresh at once get the same one
  chain_key text not null,
  created_at timestamptz not null,
  last_used_at timestamptz not null,
  -- of the last step-up
  confirmed_at timestamptz,
  ended_at timestamptz,
  ended_why text check (ended_why in ('logged_out', 'signed_out', 'password_changed', 'token_reused', 'expired')),
  check ((ended_at is null) = (ended_why is null))
);
create index sessions_open_by_user on auth.sessions (user_id, last_used_at desc) where ended_at is null;
create index sessions_by_address on auth.sessions (user_id, address, created_at);

create table auth.refresh_tokens (
  hash text collate "C" primary key,
  session_id text collate "C" not null references auth.sessions,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index refresh_tokens_by_session on auth.refresh_tokens (session_id, expires_at);
create index refresh_tokens_by_end on auth.refresh_tokens (expires_at);

-- Links in mails. The token is made when the mail is, and only its hash is kept.
create table auth.links (
  id text collate "C" primary key,
  kind text not null check (kind in ('register', 'reset', 'change_email')),
  email text not null,
  -- of a change of address
  user_id text collate "C" references auth.users,
  -- of an account to be
  name text,
  password_hash text,
  token_hash text collate "C" unique,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  sent_at timestamptz,
  used_at timestamptz,
  check ((kind = 'register') = (name is not null and password_hash is not null)),
  check ((kind = 'change_email') = (user_id is not null))
);
create index links_by_end on auth.links (expires_at);

create table auth.second_factors (
  user_id text collate "C" primary key references auth.users,
  -- JWE, bound to this row
  sealed_secret text not null,
  confirmed_at timestamptz,
  -- of the last code that was taken: none is taken twice
  last_step bigint not null default 0
);

create table auth.recovery_codes (
  user_id text collate "C" not null references auth.users,
  hash text collate "C" not null,
  used_at timestamptz,
  primary key (user_id, hash)
);

create table auth.invitations (
  id text collate "C" primary key,
  workspace_id text collate "C" not null references auth.workspaces,
  email text not null,
  role text not null check (role in ('owner', 'admin', 'editor', 'approver', 'viewer')),
  daily_limit_paise bigint check (daily_limit_paise >= 0),
  token_hash text collate "C" unique,
  invited_by text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  sent_at timestamptz,
  ended_at timestamptz,
  check ((role = 'approver') = (daily_limit_paise is not null))
);
create unique index invitations_open on auth.invitations (workspace_id, email) where ended_at is null;

create table auth.api_keys (
  id text collate "C" primary key,
  workspace_id text collate "C" not null references auth.workspaces,
  name text not null,
  role text not null check (role in ('editor', 'viewer')),
  hash text collate "C" not null unique,
  hint text not null,
  created_by text not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index api_keys_by_workspace on auth.api_keys (workspace_id, id desc);

grant usage on schema auth to dhol_identity;
grant select, insert, update on auth.users, auth.sessions, auth.second_factors, auth.recovery_codes, auth.links,
  auth.refresh_tokens to dhol_identity;
grant delete on auth.refresh_tokens, auth.links, auth.second_factors, auth.recovery_codes to dhol_identity;
grant select, insert, update on auth.workspaces, auth.members, auth.invitations, auth.api_keys to dhol_identity;
grant delete on auth.members to dhol_identity;
