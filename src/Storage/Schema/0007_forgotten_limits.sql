-- Counters of tries (per name, per network address) are of no use once their longest window, a day, is over. Orleans gives no instant with what it writes, so a write
-- only takes the mark away, and housekeeping, which knows the time, sets it and drops what kept it for long.
alter table OrleansStorage add column UnchangedSince timestamptz;
create index orleans_storage_by_rest on OrleansStorage (UnchangedSince);
update OrleansQuery set QueryText = replace(QueryText, 'Version = Version + 1', 'Version = Version + 1, UnchangedSince = null')
where QueryKey in ('WriteToStorageKey', 'ClearStorageKey');
