-- How often an account has named premises on a day, found or not: nobody learns a building by trying.
create table claim_count (
  organization_id uuid not null,
  account_id uuid not null,
  day date not null,
  tries smallint not null,
  primary key (organization_id, account_id, day),
  foreign key (organization_id, account_id) references account (organization_id, id)
);
select isolate('claim_count');
grant select, insert, update, delete on claim_count to sims_app;
