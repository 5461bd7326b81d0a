-- Tables for Orleans 10.4 (AdoNet clustering, reminders, grain storage). Orleans knows only the keys, parameters and columns of the queries below;
-- the rest is ours: no functions, and a unique index over grain state, without which two first writes at once make two rows.
create table OrleansQuery
(
    QueryKey  text primary key,
    QueryText text not null
);

create table OrleansMembershipVersionTable
(
    DeploymentId text primary key,
    Version      integer not null default 0
);

create table OrleansMembershipTable
(
    DeploymentId text           not null references OrleansMembershipVersionTable,
    Address      text           not null,
    Port         integer        not null,
    Generation   integer        not null,
    SiloName     text           not null,
    HostName     text           not null,
    Status       integer        not null,
    ProxyPort    integer,
    SuspectTimes text,
    StartTime    timestamptz(3) not null,
    IAmAliveTime timestamptz(3) not null,
    primary key (DeploymentId, Address, Port, Generation)
) with (fillfactor = 50);

create table OrleansRemindersTable
(
    ServiceId    text           not null,
    GrainId      text           not null,
    ReminderName text           not null,
    StartTime    timestamptz(3) not null,
    Period       bigint         not null,
    GrainHash    integer        not null,
    Version      integer        not null,
    primary key (ServiceId, GrainId, ReminderName)
);
create index reminder_by_hash on OrleansRemindersTable (ServiceId, GrainHash);

create table OrleansStorage
(
    GrainIdHash            integer not null,
    GrainTypeHash          integer not null,
    GrainIdN0              bigint  not null,
    GrainIdN1              bigint  not null,
    GrainTypeString        text    not null,
    GrainIdExtensionString text,
    ServiceId              text    not null,
    PayloadBinary          bytea,
    Version                integer not null
) with (fillfactor = 80);
create unique index orleans_storage_one_row on OrleansStorage
    (GrainIdHash, GrainTypeHash, GrainIdN0, GrainIdN1, GrainTypeString, GrainIdExtensionString, ServiceId) nulls not distinct;

insert into OrleansQuery (QueryKey, QueryText) values
('InsertMembershipVersionKey', '
    with added as (
        insert into OrleansMembershipVersionTable (DeploymentId) values (@DeploymentId) on conflict do nothing returning 1)
    select count(*)::integer from added'),

('InsertMembershipKey', '
    with turn as (
        update OrleansMembershipVersionTable set Version = Version + 1
        where DeploymentId = @DeploymentId and Version = @Version
            and not exists (
                select from OrleansMembershipTable m
                where m.DeploymentId = @DeploymentId and m.Address = @Address and m.Port = @Port and m.Generation = @Generation)
        returning 1),
    added as (
        insert into OrleansMembershipTable (DeploymentId, Address, Port, Generation, SiloName, HostName, Status, ProxyPort, StartTime, IAmAliveTime)
        select @DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime from turn
        returning 1)
    select count(*)::integer from added'),

('UpdateMembershipKey', '
    with turn as (
        update OrleansMembershipVersionTable set Version = Version + 1
        where DeploymentId = @DeploymentId and Version = @Version
            and exists (
                select from OrleansMembershipTable m
                where m.DeploymentId = @DeploymentId and m.Address = @Address and m.Port = @Port and m.Generation = @Generation)
        returning 1),
    changed as (
        update OrleansMembershipTable set Status = @Status, SuspectTimes = @SuspectTimes, IAmAliveTime = @IAmAliveTime
        where DeploymentId = @DeploymentId and Address = @Address and Port = @Port and Generation = @Generation and exists (select from turn)
        returning 1)
    select count(*)::integer from changed'),

('UpdateIAmAlivetimeKey', '
    update OrleansMembershipTable set IAmAliveTime = @IAmAliveTime
    where DeploymentId = @DeploymentId and Address = @Address and Port = @Port and Generation = @Generation'),

('MembershipReadRowKey', '
    select v.DeploymentId, m.Address, m.Port, m.Generation, m.SiloName, m.HostName, m.Status, m.ProxyPort, m.SuspectTimes, m.StartTime, m.IAmAliveTime, v.Version
    from OrleansMembershipVersionTable v
    left join OrleansMembershipTable m on m.DeploymentId = v.DeploymentId and m.Address = @Address and m.Port = @Port and m.Generation = @Generation
    where v.DeploymentId = @DeploymentId'),

('MembershipReadAllKey', '
    select v.DeploymentId, m.Address, m.Port, m.Generation, m.SiloName, m.HostName, m.Status, m.ProxyPort, m.SuspectTimes, m.StartTime, m.IAmAliveTime, v.Version
    from OrleansMembershipVersionTable v
    left join OrleansMembershipTable m on m.DeploymentId = v.DeploymentId
    where v.DeploymentId = @DeploymentId'),

('DeleteMembershipTableEntriesKey', '
    delete from OrleansMembershipTable where DeploymentId = @DeploymentId;
    delete from OrleansMembershipVersionTable where DeploymentId = @DeploymentId'),

('GatewaysQueryKey', '
    select Address, ProxyPort, Generation from OrleansMembershipTable
    where DeploymentId = @DeploymentId and Status = @Status and ProxyPort > 0'),

-- Status 3 is Active: those are voted out first, never deleted.
('CleanupDefunctSiloEntriesKey', '
    delete from OrleansMembershipTable where DeploymentId = @DeploymentId and IAmAliveTime < @IAmAliveTime and Status <> 3'),

('ReadReminderRowsKey', '
    select GrainId, ReminderName, StartTime, Period, Version from OrleansRemindersTable
    where ServiceId = @ServiceId and GrainId = @GrainId'),

('ReadReminderRowKey', '
    select GrainId, ReminderName, StartTime, Period, Version from OrleansRemindersTable
    where ServiceId = @ServiceId and GrainId = @GrainId and ReminderName = @ReminderName'),

('ReadRangeRows1Key', '
    select GrainId, ReminderName, StartTime, Period, Version from OrleansRemindersTable
    where ServiceId = @ServiceId and GrainHash > @BeginHash and GrainHash <= @EndHash'),

-- The range that wraps around the end of the ring.
('ReadRangeRows2Key', '
    select GrainId, ReminderName, StartTime, Period, Version from OrleansRemindersTable
    where ServiceId = @ServiceId and (GrainHash > @BeginHash or GrainHash <= @EndHash)'),

('UpsertReminderRowKey', '
    insert into OrleansRemindersTable as r (ServiceId, GrainId, ReminderName, StartTime, Period, GrainHash, Version)
    values (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash, 0)
    on conflict (ServiceId, GrainId, ReminderName)
        do update set StartTime = excluded.StartTime, Period = excluded.Period, GrainHash = excluded.GrainHash, Version = r.Version + 1
    returning Version'),

('DeleteReminderRowKey', '
    with gone as (
        delete from OrleansRemindersTable
        where ServiceId = @ServiceId and GrainId = @GrainId and ReminderName = @ReminderName and Version = @Version
        returning 1)
    select count(*)::integer from gone'),

('DeleteReminderRowsKey', '
    delete from OrleansRemindersTable where ServiceId = @ServiceId'),

-- Answers the version that now stands, or the one that was sent when nothing was written: Orleans takes an unchanged version as a conflict.
('WriteToStorageKey', '
    with added as (
        insert into OrleansStorage (GrainIdHash, GrainTypeHash, GrainIdN0, GrainIdN1, GrainTypeString, GrainIdExtensionString, ServiceId, PayloadBinary, Version)
        select @GrainIdHash, @GrainTypeHash, @GrainIdN0, @GrainIdN1, @GrainTypeString, @GrainIdExtensionString::text, @ServiceId, @PayloadBinary::bytea, 1
        where @GrainStateVersion::integer is null
        on conflict do nothing
        returning Version),
    changed as (
        update OrleansStorage set PayloadBinary = @PayloadBinary::bytea, Version = Version + 1
        where GrainIdHash = @GrainIdHash and GrainTypeHash = @GrainTypeHash and GrainIdN0 = @GrainIdN0 and GrainIdN1 = @GrainIdN1
            and GrainTypeString = @GrainTypeString and GrainIdExtensionString is not distinct from @GrainIdExtensionString::text
            and ServiceId = @ServiceId and Version = @GrainStateVersion::integer
        returning Version)
    select coalesce((select Version from added), (select Version from changed), @GrainStateVersion::integer) as NewGrainStateVersion'),

('ReadFromStorageKey', '
    select PayloadBinary, Version from OrleansStorage
    where GrainIdHash = @GrainIdHash and GrainTypeHash = @GrainTypeHash and GrainIdN0 = @GrainIdN0 and GrainIdN1 = @GrainIdN1
        and GrainTypeString = @GrainTypeString and GrainIdExtensionString is not distinct from @GrainIdExtensionString::text and ServiceId = @ServiceId'),

('ClearStorageKey', '
    update OrleansStorage set PayloadBinary = null, Version = Version + 1
    where GrainIdHash = @GrainIdHash and GrainTypeHash = @GrainTypeHash and GrainIdN0 = @GrainIdN0 and GrainIdN1 = @GrainIdN1
        and GrainTypeString = @GrainTypeString and GrainIdExtensionString is not distinct from @GrainIdExtensionString::text
        and ServiceId = @ServiceId and Version = @GrainStateVersion::integer
    returning Version as NewGrainStateVersion'),

('DeleteStorageKey', '
    delete from OrleansStorage
    where GrainIdHash = @GrainIdHash and GrainTypeHash = @GrainTypeHash and GrainIdN0 = @GrainIdN0 and GrainIdN1 = @GrainIdN1
        and GrainTypeString = @GrainTypeString and GrainIdExtensionString is not distinct from @GrainIdExtensionString::text
        and ServiceId = @ServiceId and Version = @GrainStateVersion::integer
    returning Version + 1 as NewGrainStateVersion');

grant select on OrleansQuery to $app$;
grant select, insert, update, delete on OrleansMembershipVersionTable, OrleansMembershipTable, OrleansRemindersTable, OrleansStorage to $app$;
