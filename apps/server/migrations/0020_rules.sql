-- The life of a rule's version: draft, review, published from a date on, retired; a draft that is given up is retired
-- without ever having had a date. `revision` counts its changes, so that two who act at once are noticed; `authors` are
-- those who wrote its content, and none of them publishes it while somebody else could.
alter table regulation_version
  add column revision integer not null default 1,
  add column authors uuid[] not null default '{}',
  add column changed_at timestamptz,
  add column sent_back_reason text,
  add column published_by uuid,
  add column published_at timestamptz,
  add column retired_by uuid,
  add column retired_at timestamptz,
  add column retire_reason text;
alter table regulation_version drop constraint regulation_version_check;
alter table regulation_version add constraint regulation_version_dated
  check (status <> 'published' or effective_from is not null);
create unique index regulation_version_one_open on regulation_version (organization_id, kind, key)
  where status in ('draft', 'review');
create unique index regulation_version_one_a_moment on regulation_version (organization_id, kind, key, effective_from)
  where status = 'published';
grant update (content, revision, authors, changed_at, sent_back_reason, published_by, published_at, retired_by,
  retired_at, retire_reason) on regulation_version to sims_app;

-- What was published stays as it was: it may only be retired.
create or replace function regulation_is_fixed() returns trigger language plpgsql as $$
begin
  if old.status in ('published', 'retired') and new.status not in ('published', 'retired') then
    raise exception 'a published regulation cannot go back to %', new.status;
  end if;
  if old.status = 'retired' and new.status = 'published' then
    raise exception 'a retired regulation cannot come back';
  end if;
  if old.status in ('published', 'retired')
    and (new.content is distinct from old.content or new.effective_from is distinct from old.effective_from) then
    raise exception 'a published regulation never changes';
  end if;
  return new;
end $$;

-- Which version of the priority matrix gave a request its priority; requests from before say nothing.
alter table service_request add column matrix_version_id uuid;
