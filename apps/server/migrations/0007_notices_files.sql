-- Notices in the app, the log of what left by mail, and files.
create table notice (
  organization_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  kind text not null,
  record_kind text,
  record_id uuid,
  params jsonb not null,
  created_at timestamptz not null,
  read_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, account_id) references account (organization_id, id)
);
create index on notice (organization_id, account_id, created_at desc, id desc);
-- one notice per account, kind and moment of a record, however often the relay delivers
create unique index on notice (organization_id, account_id, record_id, kind, (params ->> 'seq'));

-- Outgoing messages hold ids, never an address or a text: both are made from the records at the moment of sending.
create table delivery (
  organization_id uuid not null,
  id uuid not null,
  notice_id uuid not null,
  channel text not null,
  state text not null check (state in ('waiting', 'sent', 'failed', 'skipped')),
  attempts smallint not null default 0,
  last_error text,
  created_at timestamptz not null,
  sent_at timestamptz,
  primary key (organization_id, id),
  unique (organization_id, notice_id, channel)
);

create table file (
  organization_id uuid not null references organization,
  id uuid not null,
  record_kind text,
  record_id uuid,
  name text not null,
  media_type text not null,
  size integer not null,
  sha256 bytea not null,
  wrapped_key bytea not null,
  width integer,
  height integer,
  has_thumbnail boolean not null default false,
  uploaded_by uuid not null,
  created_at timestamptz not null,
  attached_at timestamptz,
  primary key (organization_id, id)
);
create index on file (organization_id, record_id) where record_id is not null;
create index file_orphans on file (organization_id, created_at) where attached_at is null;

select isolate('notice'), isolate('delivery'), isolate('file');
grant select, insert, update on notice, delivery to sims_app;
grant select, insert, update, delete on file to sims_app;
