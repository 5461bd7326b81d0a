-- Ends the whole commit when a row was not there, or no longer at the version that the rule has seen.
create function must_touch(touched bigint, what text) returns void
    language plpgsql as
$$
begin
    if touched = 0 then
        raise exception using errcode = 'FP001', message = what || ' has moved on', table = what;
    end if;
end
$$;

-- Links the tenant's new facts behind its chain's head, in one statement and behind the head's row lock.
-- hash = SHA-256(hash before || position as 8 bytes, big-endian || commitment); before the first stands SHA-256(tenant).
create function link_facts(of_tenant text, most integer) returns integer
    language plpgsql as
$$
declare
    head   chain_head;
    item   record;
    linked integer := 0;
begin
    insert into chain_head (tenant, position, hash) values (of_tenant, 0, sha256(convert_to(of_tenant, 'UTF8')))
    on conflict do nothing;
    select * into strict head from chain_head where tenant = of_tenant for update;

    for item in
        select sequence, commitment from fact where tenant = of_tenant and position is null order by sequence limit most
    loop
        head.position := head.position + 1;
        update fact
        set position      = head.position,
            previous_hash = head.hash,
            hash          = sha256(head.hash || int8send(head.position) || item.commitment)
        where tenant = of_tenant and sequence = item.sequence
        returning hash into head.hash;
        linked := linked + 1;
    end loop;

    if linked > 0 then
        update chain_head set position = head.position, hash = head.hash where tenant = of_tenant;
    end if;
    return linked;
end
$$;
