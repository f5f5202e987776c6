-- Each year of a working calendar is a rule; calendar_year and calendar_day hold what the rule in force says. The owner
-- of the tables is held by row-level security as well, so it is lifted for what follows.
alter table organization no force row level security;
alter table regulation_version no force row level security;
alter table calendar_year no force row level security;
alter table calendar_day no force row level security;
update calendar_year set source = '国务院办公厅历年节假日安排通知（整理自 chinese-days）' where source = 'chinese-days';
insert into regulation_version (organization_id, id, kind, key, version, status, effective_from, content, created_at)
select o.organization_id, gen_random_uuid(), 'calendar', y.year::text, 1, 'published', o.created_at,
  jsonb_build_object('year', y.year, 'source', y.source, 'days', coalesce(
    (select jsonb_agg(jsonb_build_object('day', d.day, 'working', d.working, 'name', d.name) order by d.day)
     from calendar_day d where d.organization_id = y.organization_id and extract(year from d.day) = y.year), '[]')),
  o.created_at
from calendar_year y join organization o on o.organization_id = y.organization_id;
alter table organization force row level security;
alter table regulation_version force row level security;
alter table calendar_year force row level security;
alter table calendar_day force row level security;
