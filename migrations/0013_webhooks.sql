-- Which events of vendors were taken. It holds ids alone, belongs to no workspace, and is swept after a month: no vendor
-- sends an event again after a week.
create schema webhooks;

create table webhooks.seen (
  vendor text collate "C" not null,
  -- the vendor's id of the event, `@`, and the workspace that took it
  key text collate "C" not null,
  seen_at timestamptz not null,
  -- whether what follows the change (an event, a machine) is done too
  followed boolean not null default false,
  primary key (vendor, key)
);

grant usage on schema webhooks to dhol_app;
grant select, insert, update (followed) on webhooks.seen to dhol_app;
grant delete on webhooks.seen to dhol_system;
