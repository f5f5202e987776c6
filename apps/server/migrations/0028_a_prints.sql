-- Each time that a work order was put on paper: the first copy is the original, each further one says so on the paper.
create table order_print (
  organization_id uuid not null references organization,
  order_id uuid not null,
  copy integer not null check (copy > 0),
  -- of the command, which may have printed many orders
  print_id uuid not null,
  printed_by uuid not null,
  printed_at timestamptz not null,
  primary key (organization_id, order_id, copy),
  foreign key (organization_id, order_id) references work_order (organization_id, id),
  foreign key (organization_id, printed_by) references staff (organization_id, id)
);

select isolate('order_print');
grant select, insert on order_print to sims_app;
