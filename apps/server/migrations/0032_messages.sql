-- What leaves by mail, text message and WeChat is a queue of its own: the row says when it is looked at next, so that it
-- can wait for a morning, be tried for days, be cancelled and tried again by hand. It holds ids and the kind of message,
-- never an address or a text.
alter table delivery no force row level security;
alter table notice no force row level security;
alter table delivery
  alter column notice_id drop not null,
  -- null: a code for a phone that nobody knows yet
  add column account_id uuid,
  add column kind text,
  -- passes quiet hours and daily caps
  add column urgent boolean not null default false,
  -- waiting, quiet: when to look at it; while it is being sent, when another worker takes it for lost
  add column next_at timestamptz,
  -- quiet: why it waits
  add column held text check (held in ('quietHours', 'dailyCap')),
  -- merged: the message in which it leaves
  add column merged_into uuid,
  add column delivered_at timestamptz,
  drop constraint delivery_state_check;
update delivery d set account_id = n.account_id, kind = n.kind,
  next_at = case when d.state = 'waiting' then d.created_at end
  from notice n where n.organization_id = d.organization_id and n.id = d.notice_id;
alter table delivery force row level security;
alter table notice force row level security;
alter table delivery
  alter column kind set not null,
  add check (state in ('waiting', 'quiet', 'merged', 'sent', 'delivered', 'failed', 'gaveUp', 'skipped', 'cancelled')),
  add check ((state in ('waiting', 'quiet')) = (next_at is not null)),
  add check ((state = 'quiet') = (held is not null)),
  add check ((state = 'merged') = (merged_into is not null)),
  add foreign key (organization_id, account_id) references account (organization_id, id);
create index delivery_due on delivery (channel, next_at) where next_at is not null;
create index delivery_newest on delivery (organization_id, created_at desc, id desc);
create index delivery_day on delivery (organization_id, account_id, channel, sent_at) where sent_at is not null;
create index delivery_merged on delivery (organization_id, merged_into) where merged_into is not null;

-- Every attempt, written when it begins: one without an outcome was broken off.
create table delivery_attempt (
  organization_id uuid not null,
  delivery_id uuid not null,
  attempt smallint not null,
  began_at timestamptz not null,
  outcome text check (outcome in ('accepted', 'refused', 'retry', 'skipped')),
  -- one word, never the other side's text
  reason text,
  primary key (organization_id, delivery_id, attempt),
  foreign key (organization_id, delivery_id) references delivery (organization_id, id)
);

-- When an organization lets people rest, and how much it sends one person a day by one channel (null: no end).
create table message_defaults (
  organization_id uuid not null references organization,
  quiet_from text not null,
  quiet_to text not null,
  daily_cap smallint check (daily_cap between 1 and 500),
  changed_at timestamptz not null,
  primary key (organization_id)
);

-- What a person has chosen: by topic the channels beside the app; quiet hours of their own, none, or (null) the company's.
create table message_choice (
  organization_id uuid not null,
  account_id uuid not null,
  channels jsonb not null,
  quiet text check (quiet in ('own', 'none')),
  quiet_from text,
  quiet_to text,
  changed_at timestamptz not null,
  primary key (organization_id, account_id),
  foreign key (organization_id, account_id) references account (organization_id, id),
  check ((quiet is not distinct from 'own') = (quiet_from is not null and quiet_to is not null))
);
select isolate('delivery_attempt'), isolate('message_defaults'), isolate('message_choice');
grant select, insert, update on delivery_attempt, message_defaults, message_choice to sims_app;

-- Organizations with something to send by a channel, the longest waiting first.
create function due_delivery_organizations(p_channel text, p_now timestamptz) returns setof uuid
language sql stable security definer set search_path = sims, pg_temp as $$
  select d.organization_id from delivery d
  where d.channel = p_channel and d.next_at <= p_now group by 1 order by min(d.next_at)
$$;
grant select on delivery to sims_worker;
create policy worker_reads on delivery for select to sims_worker using (true);
grant create on schema sims to sims_worker;
alter function due_delivery_organizations(text, timestamptz) owner to sims_worker;
revoke create on schema sims from sims_worker;
revoke all on function due_delivery_organizations(text, timestamptz) from public;
grant execute on function due_delivery_organizations(text, timestamptz) to sims_app;

-- The jobs that sent mails before: their deliveries are in the queue above.
do $$ begin
  if to_regclass('pgboss.queue') is not null then
    perform pgboss.delete_queue('notify.mail');
  end if;
end $$;
