-- Several people of a household may have one phone: each has an account, and who signs in is asked once the phone is
-- proven. One phone may also be known to several companies.
alter table account drop constraint account_phone_hash_key;
create index account_phone on account (phone_hash) where phone_hash is not null;
