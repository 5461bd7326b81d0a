-- A planner without statistics takes an index by chance: what is prepared then reads all rows of a tenant for one of them, and keeps doing so until the table is analysed.
-- Autovacuum visits a new database only after a minute, so the hosts ask for the first statistics themselves. reltuples is negative until they exist.
create function analyze_new_tables() returns integer
    language plpgsql
    security definer
    set search_path = pg_catalog, pg_temp as
$$
declare
    fresh    regclass;
    analyzed integer := 0;
begin
    if not pg_try_advisory_xact_lock(hashtext('analyze_new_tables')) then
        return 0;
    end if;

    for fresh in
        select oid from pg_class
        where relnamespace = 'public'::regnamespace and relkind = 'r' and reltuples < 0 and pg_relation_size(oid) > 4 * 8192
    loop
        execute format('analyze %s', fresh);
        analyzed := analyzed + 1;
    end loop;
    return analyzed;
end
$$;
revoke execute on function analyze_new_tables() from public;
grant execute on function analyze_new_tables() to $worker$;
