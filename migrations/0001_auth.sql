create schema auth;

create table auth.users (
  id text collate "C" primary key,
  name text not null,
  email text not null unique,
  -- bcrypt; the work factor stands in the hash
  password_hash text not null,
  created_at timestamptz not null
);

create table auth.workspaces (
  id text collate "C" primary key,
  name text not null,
  created_at timestamptz not null
);

create table auth.members (
  workspace_id text collate "C" not null references auth.workspaces,
  user_id text collate "C" not null references auth.users,
  created_at timestamptz not null,
  primary key (workspace_id, user_id)
);

create index members_by_user on auth.members (user_id, workspace_id);
