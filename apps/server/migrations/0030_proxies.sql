-- Who may act for another customer: a proxy (代办人) for somebody who cannot or will not use a phone, a contact person
-- for a firm. What it covers, whose consent it rests on, until when; ended ones stay.
create table authority (
  organization_id uuid not null references organization,
  id uuid not null,
  principal_id uuid not null,
  agent_id uuid not null,
  scope text[] not null check (scope <@ '{report,rate,agree}' and scope <> '{}'),
  consent text not null check (consent in ('paper', 'inApp')),
  until date,
  created_by uuid not null,
  created_at timestamptz not null,
  revoked_at timestamptz,
  revoked_by uuid,
  note text,
  primary key (organization_id, id),
  foreign key (organization_id, principal_id) references customer (organization_id, id),
  foreign key (organization_id, agent_id) references customer (organization_id, id),
  check (principal_id <> agent_id)
);
create unique index on authority (organization_id, principal_id, agent_id) where revoked_at is null;
create index on authority (organization_id, agent_id) where revoked_at is null;
create index authority_until on authority (organization_id, until) where revoked_at is null and until is not null;
select isolate('authority');
grant select, insert, update on authority to sims_app;
grant select on authority to sims_identity;
create policy identity_reads on authority for select to sims_identity using (true);

-- A session acts for its account's own person, or by one of their authorities.
alter table session add column acting_by uuid;

drop function find_session(bytea);
create function find_session(p_token_hash bytea)
returns table (organization_id uuid, session_id uuid, account_id uuid, staff_id uuid, customer_id uuid,
  name text, locale text, time_zone text, must_change_password boolean, created_at timestamptz,
  last_seen_at timestamptz, expires_at timestamptz, ended_at timestamptz, disabled_at timestamptz, left_on date,
  roles jsonb, teams uuid[], skills text[], principal_id uuid, scope text[], acting_until date)
language sql stable security definer set search_path = sims, pg_temp as $$
  select x.organization_id, x.id, x.account_id, a.staff_id, a.customer_id, s.name, a.locale, o.time_zone,
         a.must_change_password, x.created_at, x.last_seen_at, x.expires_at, x.ended_at, a.disabled_at, s.left_on,
         coalesce((select jsonb_agg(jsonb_build_object('role', g.role, 'communityId', g.community_id))
           from role_grant g where g.organization_id = a.organization_id and g.staff_id = a.staff_id), '[]'),
         array(select m.team_id from team_member m
           where m.organization_id = a.organization_id and m.staff_id = a.staff_id),
         array(select k.skill from staff_skill k
           where k.organization_id = a.organization_id and k.staff_id = a.staff_id),
         u.principal_id, u.scope, u.until
  from session x
  join account a on a.organization_id = x.organization_id and a.id = x.account_id
  join organization o on o.organization_id = x.organization_id
  left join staff s on s.organization_id = a.organization_id and s.id = a.staff_id
  left join authority u on u.organization_id = x.organization_id and u.id = x.acting_by
    and u.agent_id = a.customer_id and u.revoked_at is null
  where x.token_hash = p_token_hash
$$;
grant create on schema sims to sims_identity;
alter function find_session(bytea) owner to sims_identity;
revoke create on schema sims from sims_identity;
revoke all on function find_session(bytea) from public;
grant execute on function find_session(bytea) to sims_app;
