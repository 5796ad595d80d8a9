-- What was tried since the user last asked stands in the row, where no new run of a machine begins to count anew.
-- `tries` counts what was begun, for prompts on the generation, for a drawing on the picture; `failures` has a name for
-- each that was heard of again.
alter table creative.generations
  add column begun_at timestamptz,
  add column tries integer not null default 0,
  add column failures text[] not null default '{}',
  -- of the calls that wrote prompts, millionths of a US dollar
  add column cost_micro_usd bigint not null default 0;
alter table creative.pictures
  add column tries integer not null default 0,
  add column failures text[] not null default '{}';
