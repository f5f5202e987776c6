-- Complaints about people. One whose person nobody has named yet is kept for those who may handle it; one about a
-- manager for those above. What somebody was told before they were named is taken back.
alter table service_request add column kept_for text check (kept_for in ('handlers', 'overseers'));
alter table notice add column withdrawn_at timestamptz;
