-- Staff, their teams, skills and roles; accounts and sessions of staff and residents.
create table staff (
  organization_id uuid not null references organization,
  id uuid not null,
  employee_number text not null,
  name text not null,
  phone text,
  email text,
  left_on date,
  created_at timestamptz not null,
  primary key (organization_id, id),
  unique (organization_id, employee_number)
);

create table team (
  organization_id uuid not null references organization,
  id uuid not null,
  name text not null,
  lead_id uuid,
  primary key (organization_id, id),
  foreign key (organization_id, lead_id) references staff (organization_id, id)
);

create table team_member (
  organization_id uuid not null,
  team_id uuid not null,
  staff_id uuid not null,
  primary key (organization_id, team_id, staff_id),
  foreign key (organization_id, team_id) references team (organization_id, id),
  foreign key (organization_id, staff_id) references staff (organization_id, id)
);
create index on team_member (organization_id, staff_id);

-- A skill is the key of a trade, such as 'plumbing'; a category asks for one.
create table staff_skill (
  organization_id uuid not null,
  staff_id uuid not null,
  skill text not null,
  primary key (organization_id, staff_id, skill),
  foreign key (organization_id, staff_id) references staff (organization_id, id)
);

-- community_id null: in every community. The generated column makes the three administrators exclusive (GB/T 22239).
create table role_grant (
  organization_id uuid not null,
  id uuid not null,
  staff_id uuid not null,
  role text not null,
  community_id uuid,
  administrator boolean generated always as (
    case when role in ('systemAdministrator', 'securityAdministrator', 'auditAdministrator') then true end
  ) stored,
  primary key (organization_id, id),
  foreign key (organization_id, staff_id) references staff (organization_id, id),
  unique nulls not distinct (organization_id, staff_id, role, community_id),
  unique (organization_id, staff_id, administrator)
);

create table account (
  organization_id uuid not null references organization,
  id uuid not null,
  -- staff: the folded login; residents: null, they are found by the keyed hash of their phone
  login text unique,
  phone_hash bytea unique,
  staff_id uuid,
  customer_id uuid,
  password_hash text,
  must_change_password boolean not null default false,
  password_changed_at timestamptz,
  failed_logins smallint not null default 0,
  locked_until timestamptz,
  disabled_at timestamptz,
  locale text not null default 'zh-CN',
  created_at timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, staff_id) references staff (organization_id, id),
  check ((staff_id is null) <> (customer_id is null)),
  check ((login is null) = (staff_id is null))
);
create unique index on account (organization_id, staff_id);
create unique index on account (organization_id, customer_id);

create table session (
  organization_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  token_hash bytea not null unique,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  ip text,
  user_agent text,
  primary key (organization_id, id),
  foreign key (organization_id, account_id) references account (organization_id, id)
);
create index on session (organization_id, account_id) where ended_at is null;

-- A code is asked for before anybody knows an account: no organization, no phone, only its keyed hash.
create table one_time_code (
  phone_hash bytea primary key,
  code_hash bytea not null,
  attempts smallint not null default 0,
  expires_at timestamptz not null,
  created_at timestamptz not null
);
grant select, insert, update, delete on one_time_code to sims_app;

select isolate('staff'), isolate('team'), isolate('team_member'), isolate('staff_skill'), isolate('role_grant'),
  isolate('account'), isolate('session');
grant select, insert, update on staff, team, account, session to sims_app;
grant select, insert, delete on team_member, staff_skill, role_grant to sims_app;

grant select on account, session, staff, role_grant, organization, team_member, staff_skill to sims_identity;
create policy identity_reads on account for select to sims_identity using (true);
create policy identity_reads on session for select to sims_identity using (true);
create policy identity_reads on staff for select to sims_identity using (true);
create policy identity_reads on role_grant for select to sims_identity using (true);
create policy identity_reads on organization for select to sims_identity using (true);
create policy identity_reads on team_member for select to sims_identity using (true);
create policy identity_reads on staff_skill for select to sims_identity using (true);

-- Who logs in: found before an organization is known.
create function find_account(p_login text, p_phone_hash bytea)
returns table (organization_id uuid, id uuid, password_hash text, failed_logins smallint, locked_until timestamptz,
  disabled_at timestamptz, must_change_password boolean, password_changed_at timestamptz, left_on date,
  staff_id uuid, customer_id uuid)
language sql stable security definer set search_path = sims, pg_temp as $$
  select a.organization_id, a.id, a.password_hash, a.failed_logins, a.locked_until, a.disabled_at,
         a.must_change_password, a.password_changed_at, s.left_on, a.staff_id, a.customer_id
  from account a left join staff s on s.organization_id = a.organization_id and s.id = a.staff_id
  where a.login = p_login or a.phone_hash = p_phone_hash
$$;

-- Everything the server needs to know of the holder of a session token, in one read.
create function find_session(p_token_hash bytea)
returns table (organization_id uuid, session_id uuid, account_id uuid, staff_id uuid, customer_id uuid,
  name text, locale text, time_zone text, must_change_password boolean, created_at timestamptz,
  last_seen_at timestamptz, expires_at timestamptz, ended_at timestamptz, disabled_at timestamptz, left_on date,
  roles jsonb, teams uuid[], skills text[])
language sql stable security definer set search_path = sims, pg_temp as $$
  select x.organization_id, x.id, x.account_id, a.staff_id, a.customer_id, s.name, a.locale, o.time_zone,
         a.must_change_password, x.created_at, x.last_seen_at, x.expires_at, x.ended_at, a.disabled_at, s.left_on,
         coalesce((select jsonb_agg(jsonb_build_object('role', g.role, 'communityId', g.community_id))
           from role_grant g where g.organization_id = a.organization_id and g.staff_id = a.staff_id), '[]'),
         array(select m.team_id from team_member m
           where m.organization_id = a.organization_id and m.staff_id = a.staff_id),
         array(select k.skill from staff_skill k
           where k.organization_id = a.organization_id and k.staff_id = a.staff_id)
  from session x
  join account a on a.organization_id = x.organization_id and a.id = x.account_id
  join organization o on o.organization_id = x.organization_id
  left join staff s on s.organization_id = a.organization_id and s.id = a.staff_id
  where x.token_hash = p_token_hash
$$;

grant create on schema sims to sims_identity;
alter function find_account(text, bytea) owner to sims_identity;
alter function find_session(bytea) owner to sims_identity;
revoke create on schema sims from sims_identity;
revoke all on function find_account(text, bytea), find_session(bytea) from public;
grant execute on function find_account(text, bytea), find_session(bytea) to sims_app;
