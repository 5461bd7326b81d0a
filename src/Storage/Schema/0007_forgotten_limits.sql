-- Counters of tries (per name, per network address) are of no use once their longest window, a day, is over; without an age they could not be forgotten.
alter table OrleansStorage add column ChangedAt timestamptz not null default now();
create index orleans_storage_by_age on OrleansStorage (ChangedAt);
update OrleansQuery set QueryText = replace(QueryText, 'Version = Version + 1', 'Version = Version + 1, ChangedAt = now()')
where QueryKey in ('WriteToStorageKey', 'ClearStorageKey');
