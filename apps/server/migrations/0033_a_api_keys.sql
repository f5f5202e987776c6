-- Keys by which other systems call. The secret is stored as its SHA-256 alone, the one before it for a while after a
-- rotation.
create table api_key (
  organization_id uuid not null references organization,
  id uuid not null,
  name text not null,
  -- the first signs of the secret, to tell keys apart
  hint text not null,
  scopes text[] not null check (cardinality(scopes) > 0),
  -- null: the whole company
  communities uuid[] check (cardinality(communities) > 0),
  address_ranges text[] not null default '{}',
  secret_hash bytea not null check (length(secret_hash) = 32),
  previous_hash bytea check (length(previous_hash) = 32),
  previous_until timestamptz,
  created_by uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  last_used_at timestamptz,
  last_used_from text,
  revoked_at timestamptz,
  version integer not null default 1,
  primary key (organization_id, id),
  foreign key (organization_id, created_by) references staff (organization_id, id)
);
create unique index api_key_id on api_key (id);
select isolate('api_key');
grant select, insert, update on api_key to sims_app;

-- What another system has reported, by its own number: the same number is never reported twice by one key.
create table request_intake (
  organization_id uuid not null,
  request_id uuid not null,
  api_key_id uuid not null,
  external_reference text not null,
  primary key (organization_id, request_id),
  foreign key (organization_id, request_id) references service_request (organization_id, id) on delete cascade,
  foreign key (organization_id, api_key_id) references api_key (organization_id, id)
);
create unique index request_intake_reference on request_intake (organization_id, external_reference, api_key_id);
select isolate('request_intake');
grant select, insert on request_intake to sims_app;

-- Before it is known whose a key is: the key of this id, if this is the hash of its secret or of the one before.
create function find_api_key(p_id uuid, p_hash bytea)
returns table (organization_id uuid, id uuid, name text, time_zone text, scopes text[], communities uuid[],
  address_ranges text[], expires_at timestamptz, last_used_at timestamptz, revoked_at timestamptz,
  good_until timestamptz)
language sql stable security definer set search_path = sims, pg_temp as $$
  select k.organization_id, k.id, k.name, o.time_zone, k.scopes, k.communities, k.address_ranges, k.expires_at,
         k.last_used_at, k.revoked_at,
         case when k.secret_hash = p_hash then k.expires_at else least(k.previous_until, k.expires_at) end
  from api_key k
  join organization o on o.organization_id = k.organization_id
  where k.id = p_id and p_hash in (k.secret_hash, k.previous_hash)
$$;
grant select on api_key to sims_identity;
create policy identity_reads on api_key for select to sims_identity using (true);
grant create on schema sims to sims_identity;
alter function find_api_key(uuid, bytea) owner to sims_identity;
revoke create on schema sims from sims_identity;
revoke all on function find_api_key(uuid, bytea) from public;
grant execute on function find_api_key(uuid, bytea) to sims_app;
