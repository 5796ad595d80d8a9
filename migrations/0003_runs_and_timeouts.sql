-- Runs that were lost since the user last asked. The number of the run itself also counts what the user tried again.
alter table creative.generations add column lost_runs integer not null default 0;

-- Here and not with each connection: RDS Proxy refuses it as a startup parameter and pins a session that sets it.
do $$
begin
  execute format('alter database %I set statement_timeout = %L', current_database(), '20s');
end
$$;
