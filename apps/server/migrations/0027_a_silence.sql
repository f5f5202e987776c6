-- An assigned order that nobody takes in time goes back to the pool: how often it did. And when its assignee set out.
alter table work_order add column silences smallint not null default 0, add column departed_at timestamptz;
