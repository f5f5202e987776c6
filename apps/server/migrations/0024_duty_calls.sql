-- What calls the duty now, and who was called, are read on every look at the desk: both are few, so their indexes are small.
create index record_clock_duty_call on record_clock (organization_id, record_id)
  where name = 'dutyCall' and state = 'running';
-- Everybody's own next turns.
create index duty_shift_staff on duty_shift (organization_id, staff_id, ends_at);
create index notice_duty_call on notice (organization_id, record_id) where kind = 'dutyRung';
