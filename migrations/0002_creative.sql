create schema creative;

create table creative.brands (
  id text collate "C" primary key,
  workspace_id text collate "C" not null,
  name text not null,
  sells text not null,
  audience text not null,
  colours text[] not null,
  tone text not null,
  created_at timestamptz not null
);

create index brands_by_workspace on creative.brands (workspace_id, id desc);

create table creative.generations (
  id text collate "C" primary key,
  workspace_id text collate "C" not null,
  brand_id text collate "C" not null references creative.brands,
  brief text not null,
  status text not null check (status in ('queued', 'running', 'succeeded', 'partly_succeeded', 'failed', 'cancelled')),
  credits integer not null check (credits > 0),
  idempotency_key text,
  -- of the order that came with the key: the same key with another order is a mistake
  order_hash text not null,
  -- executions so far; the machine's execution is named by id and run
  run integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  finished_at timestamptz,
  unique (workspace_id, idempotency_key)
);

create index generations_by_workspace on creative.generations (workspace_id, id desc);
create index generations_under_way on creative.generations (updated_at) where status in ('queued', 'running');

create table creative.items (
  id text collate "C" primary key,
  workspace_id text collate "C" not null,
  generation_id text collate "C" not null references creative.generations,
  position integer not null,
  aspect_ratio text not null,
  status text not null check (
    status in ('queued', 'writing_prompt', 'rendering', 'checking', 'ready', 'blocked', 'failed', 'cancelled')
  ),
  -- the unguessable folder of its files, set once, so that a retry writes over its own
  storage_key text not null unique,
  prompt text,
  alt_text text,
  model_asked text,
  model_used text,
  -- provider calls begun; also the fence that keeps a late call from writing over a newer one
  attempts integer not null default 0,
  expected_seconds integer not null,
  started_at timestamptz,
  took_ms integer,
  -- all calls together, millionths of a US dollar
  cost_micro_usd bigint not null default 0,
  asset jsonb,
  problem jsonb,
  updated_at timestamptz not null,
  unique (generation_id, position)
);
