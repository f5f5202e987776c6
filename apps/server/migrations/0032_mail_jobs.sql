-- The next migration drops the queue of mails, which is there only where a mail server was set once: elsewhere it is
-- made here, to be dropped.
do $$ begin
  if to_regclass('pgboss.queue') is not null
    and not exists (select from pg_attribute where attrelid = 'delivery'::regclass and attname = 'next_at') then
    perform pgboss.create_queue('notify.mail', '{"policy": "standard"}'::jsonb)
    where not exists (select from pgboss.queue where name = 'notify.mail');
  end if;
end $$;
