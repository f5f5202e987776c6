-- Communities, the location tree, customers with their residencies.
create table community (
  organization_id uuid not null references organization,
  id uuid not null,
  name text not null,
  kind text not null check (kind in ('residential', 'commercial')),
  address text,
  service_phone text,
  primary key (organization_id, id),
  unique (organization_id, name)
);
alter table role_grant add foreign key (organization_id, community_id) references community (organization_id, id);

-- Buildings, entrances, premises and common areas are nodes of one tree, since every screen picks a place by cascade.
-- full_name is the path as people say it, such as '3栋2单元1501'.
create table place (
  organization_id uuid not null,
  id uuid not null,
  community_id uuid not null,
  parent_id uuid,
  kind text not null check (kind in ('building', 'entrance', 'premises', 'area')),
  premises_kind text check (premises_kind in ('home', 'shop', 'office', 'parkingSpace', 'storeroom')),
  name text not null,
  full_name text not null,
  position integer not null,
  primary key (organization_id, id),
  foreign key (organization_id, community_id) references community (organization_id, id),
  foreign key (organization_id, parent_id) references place (organization_id, id),
  unique nulls not distinct (organization_id, community_id, parent_id, name),
  check ((kind = 'premises') = (premises_kind is not null))
);
create index on place (organization_id, parent_id, position);

-- Name and phone are sealed with the customer's own data key; search goes by blind tokens (see platform/privacy).
create table customer (
  organization_id uuid not null references organization,
  id uuid not null,
  kind text not null default 'person' check (kind in ('person', 'firm')),
  wrapped_key bytea not null,
  name_sealed bytea not null,
  phone_sealed bytea,
  email_sealed bytea,
  blind_tokens integer[] not null,
  -- an unknown caller becomes a customer that nobody has verified yet
  verified boolean not null default false,
  created_at timestamptz not null,
  primary key (organization_id, id)
);
create index on customer using gin (blind_tokens);
alter table account add foreign key (organization_id, customer_id) references customer (organization_id, id);

create table residency (
  organization_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  premises_id uuid not null,
  kind text not null check (kind in ('owner', 'lessee', 'householdMember')),
  verified_at timestamptz,
  verified_by uuid,
  moved_in_on date,
  ended_on date,
  created_at timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, customer_id) references customer (organization_id, id),
  foreign key (organization_id, premises_id) references place (organization_id, id)
);
create index on residency (organization_id, premises_id);
create index on residency (organization_id, customer_id);
create unique index on residency (organization_id, customer_id, premises_id) where ended_on is null;

-- A printed invitation binds whoever scans it to its premises, until it expires or is used up.
create table invitation (
  organization_id uuid not null,
  id uuid not null,
  premises_id uuid not null,
  residency_kind text not null check (residency_kind in ('owner', 'lessee', 'householdMember')),
  token_hash bytea not null unique,
  created_by uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  uses_left smallint not null,
  primary key (organization_id, id),
  foreign key (organization_id, premises_id) references place (organization_id, id)
);

select isolate('community'), isolate('place'), isolate('customer'), isolate('residency'), isolate('invitation');
grant select, insert, update on community, place, customer, residency, invitation to sims_app;

grant select on invitation, place, community, organization to sims_identity;
create policy identity_reads on invitation for select to sims_identity using (true);
create policy identity_reads on place for select to sims_identity using (true);
create policy identity_reads on community for select to sims_identity using (true);

create function find_invitation(p_token_hash bytea)
returns table (organization_id uuid, id uuid, premises_id uuid, residency_kind text, expires_at timestamptz,
  uses_left smallint, organization_name text, community_name text, premises_name text)
language sql stable security definer set search_path = sims, pg_temp as $$
  select i.organization_id, i.id, i.premises_id, i.residency_kind, i.expires_at, i.uses_left, o.name, c.name,
         p.full_name
  from invitation i
  join organization o on o.organization_id = i.organization_id
  join place p on p.organization_id = i.organization_id and p.id = i.premises_id
  join community c on c.organization_id = p.organization_id and c.id = p.community_id
  where i.token_hash = p_token_hash
$$;
grant create on schema sims to sims_identity;
alter function find_invitation(bytea) owner to sims_identity;
revoke create on schema sims from sims_identity;
revoke all on function find_invitation(bytea) from public;
grant execute on function find_invitation(bytea) to sims_app;

-- Under row-level security an array operator never uses its index (it is not leakproof): the search is this function,
-- which names the organization itself. The caller decrypts the candidates and checks each.
create function find_customers_by_tokens(p_tokens integer[], p_limit integer)
returns table (id uuid)
language sql stable security definer set search_path = sims, pg_temp as $$
  with candidates as materialized (
    select c.id, c.organization_id from customer c where c.blind_tokens @> p_tokens limit p_limit * 20
  )
  select candidates.id from candidates where organization_id = (select sims_org()) limit p_limit
$$;
grant select on customer to sims_search;
create policy search_reads on customer for select to sims_search using (true);
grant create on schema sims to sims_search;
alter function find_customers_by_tokens(integer[], integer) owner to sims_search;
revoke create on schema sims from sims_search;
revoke all on function find_customers_by_tokens(integer[], integer) from public;
grant execute on function find_customers_by_tokens(integer[], integer) to sims_app;
