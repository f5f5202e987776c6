-- What calls the duty from the work itself is read on every look at the desk, as the other calls are.
create index record_clock_emergency_call on record_clock (organization_id, record_id)
  where name = 'emergencyCall' and state = 'running';
-- Whoever is called to an order that is not theirs sees it as long as it is open.
create index record_clock_emergency on record_clock (organization_id, record_id) where name = 'emergencyCall';
