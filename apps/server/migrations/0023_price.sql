-- What a paid repair costs its customer. Each quote is one row and stays; the request names the last one, with where the
-- consent stands. Requests that are there already have no price: their process began without one. Amounts in fen.
create table price_quote (
  organization_id uuid not null references organization,
  id uuid not null,
  request_id uuid not null,
  round smallint not null,
  -- [{kind, name, quantity, unitPrice}]
  items jsonb not null,
  amount integer not null check (amount >= 0),
  note text,
  state text not null check (state in ('open', 'agreed', 'declined', 'withdrawn')),
  quoted_by uuid,
  quoted_at timestamptz not null,
  decided_at timestamptz,
  -- null with a decision: the customer, in the app
  decided_by uuid,
  way text,
  said text,
  signature_id uuid,
  primary key (organization_id, id),
  unique (organization_id, request_id, round),
  foreign key (organization_id, request_id) references service_request (organization_id, id),
  foreign key (organization_id, quoted_by) references staff (organization_id, id),
  foreign key (organization_id, decided_by) references staff (organization_id, id),
  check ((state in ('agreed', 'declined')) <= (decided_at is not null))
);

-- price_state null: free of charge, or not yet known
alter table service_request
  add column price_state text check (price_state in ('none', 'quoted', 'agreed', 'declined', 'waived')),
  add column quote_id uuid,
  add column quote_amount integer,
  add foreign key (organization_id, quote_id) references price_quote (organization_id, id);

-- what was charged in the end, and on which quote
alter table work_order add column charge integer check (charge >= 0), add column charge_quote_id uuid,
  add foreign key (organization_id, charge_quote_id) references price_quote (organization_id, id);

select isolate('price_quote');
grant select, insert, update on price_quote to sims_app;
