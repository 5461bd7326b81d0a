-- $app$ serves tenants and sees one at a time; $worker$ sees the times of due work and nothing else.
grant select, insert on tenant, tenant_host to $app$;
grant select, insert, update on api_key to $app$;
grant select, insert on tenant_key to $app$;
grant select, insert, update on agency, worker, document, challenge, signature, mail, chain_head to $app$;
grant select, insert, update, delete on mail_link, session, idempotency, upload, data_key, blob, derived, due_work to $app$;
-- What happened cannot be changed or removed; its words can be erased, and the chainer fills in the links.
grant select, insert, update (body, salt, position, previous_hash, hash) on fact to $app$;
grant select, update (lease_owner, lease_until) on due_work to $worker$;

-- A tenant that is not set reads as null, or as an empty text once it has been set in a session: both match no row.
do
$$
    declare
        walled regclass;
    begin
        foreach walled in array array [
            'tenant_key', 'agency', 'worker', 'document', 'challenge', 'signature', 'mail', 'mail_link', 'session', 'idempotency',
            'fact', 'chain_head', 'upload', 'data_key', 'blob', 'derived', 'due_work']::regclass[]
        loop
            execute format('alter table %s enable row level security', walled);
            execute format('alter table %s force row level security', walled);
            execute format(
                'create policy own_tenant on %s to $app$
                 using (tenant = nullif(current_setting(''app.tenant'', true), ''''))
                 with check (tenant = nullif(current_setting(''app.tenant'', true), ''''))', walled);
        end loop;
    end
$$;

create policy all_tenants on due_work to $worker$ using (true) with check (true);
