-- Who passed a work order on, while whoever got it has neither taken nor declined it.
alter table work_order add column transferred_from uuid,
  add foreign key (organization_id, transferred_from) references staff (organization_id, id);
