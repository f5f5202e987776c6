-- What an order has used: [{partId, name, unit, quantity, unitPrice, payer}], names and prices as they were.
alter table work_order add column parts jsonb not null default '[]';
