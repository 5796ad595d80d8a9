-- Each service logs in as a role of its own (`dhol_auth`), which reaches the schema of that name and, of others, only
-- what is granted here. Roles are made by functions/system/roles.sql.ts before any migration. `dhol_app`,
-- `dhol_identity` and the policy of `dhol_system` stay for the code before; they are to be dropped with a later release.

-- Every service asks who calls, writes the audit with `record`, and notes which events of vendors it took.
grant usage on schema access to dhol_service;
grant execute on all functions in schema access to dhol_service;
grant usage on schema audit to dhol_service;
grant insert on audit.entries to dhol_service;
revoke execute on function audit.refuse_change from public;
grant usage on schema webhooks to dhol_service;
grant select, insert, update (followed) on webhooks.seen to dhol_service;
alter policy of_workspace on audit.entries to dhol_app, dhol_service;

-- What people do about themselves is written by auth alone, and all of it is read by audit alone.
alter policy of_nobody on audit.entries to dhol_identity, dhol_auth;
grant select on audit.entries to dhol_audit;
alter policy of_tenant on audit.entries to dhol_app, dhol_audit;

grant usage on schema creative to dhol_creative;
grant select, insert, update on creative.brands, creative.generations, creative.pictures to dhol_creative;
alter policy of_workspace on creative.brands to dhol_app, dhol_creative;
alter policy of_workspace on creative.generations to dhol_app, dhol_creative;
alter policy of_workspace on creative.pictures to dhol_app, dhol_creative;
-- A sweep has the rights of its service, and may look for what it sweeps in all workspaces.
alter policy under_way on creative.generations to dhol_system, dhol_creative_sweep;

grant usage on schema auth to dhol_auth;
grant select, insert, update on auth.users, auth.sessions, auth.second_factors, auth.recovery_codes, auth.links,
  auth.refresh_tokens, auth.workspaces, auth.members, auth.invitations, auth.api_keys to dhol_auth;
grant delete on auth.refresh_tokens, auth.links, auth.second_factors, auth.recovery_codes, auth.members to dhol_auth;
alter policy of_workspace on auth.workspaces to dhol_identity, dhol_auth;
alter policy of_workspace on auth.members to dhol_identity, dhol_auth;
alter policy of_workspace on auth.invitations to dhol_identity, dhol_auth;
alter policy of_workspace on auth.api_keys to dhol_identity, dhol_auth;
alter policy of_person on auth.members to dhol_identity, dhol_auth;
alter policy of_person on auth.workspaces to dhol_identity, dhol_auth;
