-- A link to a new address counts in the session that asked for it. The address before can take the account back, and
-- whoever reads the mails of the new one can refuse it: then the account goes back to where it was.
alter table auth.links add column session_id text collate "C" references auth.sessions;
alter table auth.links
  drop constraint links_kind_check,
  add constraint links_kind_check
    check (kind in ('register', 'reset', 'change_email', 'take_back', 'give_back')),
  drop constraint links_check1,
  add constraint links_of_account check ((kind in ('change_email', 'take_back')) = (user_id is not null));
alter table auth.users add column email_before text;

-- A function that is gone in the midst of a transaction lets go of its locks before who waits for them gives up
-- (statement_timeout in migration 3).
do $$
begin
  execute format('alter database %I set idle_in_transaction_session_timeout = %L', current_database(), '10s');
end
$$;

-- A device is known by its cookie, no longer by its address.
drop index auth.sessions_by_address;
