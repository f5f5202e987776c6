-- By which an organization's text messages and WeChat messages leave. The key is sealed with a data key of its own.
create table gateway (
  organization_id uuid not null references organization,
  channel text not null check (channel in ('sms', 'wechat')),
  url text not null,
  key_id text not null,
  wrapped_key bytea not null,
  key_sealed bytea not null,
  changed_at timestamptz not null,
  primary key (organization_id, channel)
);
select isolate('gateway');
grant select, insert, update, delete on gateway to sims_app;

-- Before anybody has signed in: whether any organization here sends text messages, and nothing else of it.
create function gateway_anywhere() returns boolean
language sql stable security definer set search_path = sims, pg_temp as $$
  select exists (select from gateway where channel = 'sms')
$$;
grant select on gateway to sims_identity;
create policy identity_reads on gateway for select to sims_identity using (true);
grant create on schema sims to sims_identity;
alter function gateway_anywhere() owner to sims_identity;
revoke create on schema sims from sims_identity;
revoke all on function gateway_anywhere() from public;
grant execute on function gateway_anywhere() to sims_app;

-- How many codes a phone has asked for since when, beside those of the last hour: text messages cost money.
alter table one_time_code
  add column asked_in_day smallint not null default 1,
  add column day_since timestamptz not null default '-infinity';
