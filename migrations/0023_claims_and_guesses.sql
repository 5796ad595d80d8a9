-- Who sends a mail claims it first, so that an event which comes twice sends one. `id` is what has the mail sent: a
-- link, an invitation or an event. A claim that was not sent ends by itself.
create table auth.mail_claims (
  id text collate "C" primary key,
  claimed_at timestamptz not null,
  sent_at timestamptz
);
create index mail_claims_by_time on auth.mail_claims (claimed_at);
grant select, insert, update, delete on auth.mail_claims to dhol_auth;

-- When somebody was last told, in their activity, of guesses at their password.
alter table auth.users add column told_of_guesses_at timestamptz;
