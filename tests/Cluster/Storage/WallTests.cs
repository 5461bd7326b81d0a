using Flexportal.Domain.Common;
using Flexportal.Storage.Writes;
using Npgsql;
using Xunit;

namespace Flexportal.Tests.Cluster.Storage;

/// <summary>The database's own locks, each tried from the wrong side.</summary>
public sealed class WallTests(StorageFixture fixture) : IClassFixture<StorageFixture>
{
    private static readonly string[] BeforeATenantIsKnown = ["tenant_host", "api_key"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_a_tenant_the_application_sees_and_writes_nothing()
    {
        await fixture.Offered(fixture.A);
        await using var app = new NpgsqlConnection(fixture.Database.Options.AppConnection);
        await app.OpenAsync(Cancellation);

        foreach (var table in await WalledTables())
        {
            Assert.Equal(0L, await Scalar(app, $"select count(*) from {table}"));
        }

        var refused = await Assert.ThrowsAsync<PostgresException>(() => Scalar(app, "insert into challenge (tenant, document, version, body) values ('alfa', 'x', 1, '')"));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task An_empty_tenant_left_over_in_the_connection_matches_nothing()
    {
        await fixture.Offered(fixture.A);
        await using var app = new NpgsqlConnection(fixture.Database.Options.AppConnection);
        await app.OpenAsync(Cancellation);
        await using (var batch = new NpgsqlBatch(app) { BatchCommands = { new("select set_config('app.tenant', 'alfa', true)"), new("select count(*) from document") } })
        {
            await using var reader = await batch.ExecuteReaderAsync(Cancellation);
            await reader.NextResultAsync(Cancellation);
            await reader.ReadAsync(Cancellation);
            Assert.True(reader.GetInt64(0) > 0);
        }

        Assert.Equal("", await Scalar(app, "select current_setting('app.tenant', true)"));
        Assert.Equal(0L, await Scalar(app, "select count(*) from document"));
    }

    [Fact]
    public async Task Another_tenants_rows_stay_invisible_even_to_a_statement_that_asks_for_them()
    {
        var foreign = await fixture.Offered(fixture.B);
        await fixture.Offered(fixture.A);
        await using var app = NpgsqlDataSource.Create(fixture.Database.Options.AppConnection);

        Assert.Equal(0L, await AsTenantA(app, $"select count(*) from document where tenant = 'beta' or id = '{foreign.Id}'"));
        Assert.Equal(0L, await AsTenantA(app, "with gone as (delete from due_work where tenant = 'beta' returning 1) select count(*) from gone"));
        Assert.Equal(0L, await AsTenantA(app, "with changed as (update document set version = 9 where tenant = 'beta' returning 1) select count(*) from changed"));
        await Assert.ThrowsAsync<PostgresException>(() => AsTenantA(app, $"update document set tenant = 'beta' where tenant = 'alfa'"));
        await Assert.ThrowsAsync<PostgresException>(() => AsTenantA(app, "insert into challenge (tenant, document, version, body) values ('beta', 'x', 1, '')"));
    }

    [Fact]
    public async Task A_foreign_id_answers_like_an_unknown_one()
    {
        var foreign = await fixture.Offered(fixture.B);

        Assert.Null(await fixture.Rows.Document(fixture.A, foreign.Id, Cancellation));
        Assert.Null(await fixture.Rows.SigningCase(fixture.A, foreign.Id, Cancellation));
        Assert.Empty(await fixture.Reads.DocumentsById(fixture.A, [foreign.Id], Cancellation));
        Assert.Equal(CommitResult.VersionConflict, await fixture.Commit(fixture.A, new Changes { Document = foreign with { Title = "mine" } }));
        Assert.Equal(foreign, await fixture.Rows.Document(fixture.B, foreign.Id, Cancellation));
    }

    [Fact]
    public async Task The_application_can_neither_take_the_wall_down_nor_change_the_schema()
    {
        await using var app = new NpgsqlConnection(fixture.Database.Options.AppConnection);
        await app.OpenAsync(Cancellation);

        foreach (var attempt in new[]
        {
            "alter table document disable row level security",
            "alter table document no force row level security",
            "drop policy own_tenant on document",
            "create table public.mine (id int)",
            "alter role current_user bypassrls",
            "set role flexportal",
            "delete from fact",
            "update fact set subject = 'document:1'",
            "delete from signature",
            "select * from schema_version",
            "truncate document",
        })
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() => Scalar(app, attempt));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }

        Assert.Equal(false, await Scalar(app, "select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb from pg_roles where rolname = current_user"));
        Assert.Equal(0L, await fixture.See("select count(*) from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname like 'fp_test%'"));
    }

    [Fact]
    public async Task Every_table_with_a_tenant_has_the_wall_and_no_view_or_function_leads_around_it()
    {
        var walled = await WalledTables();

        Assert.Equal(17, walled.Count);
        Assert.Equal("", await fixture.See($"""
            select coalesce(string_agg(c.relname, ','), '') from pg_class c
            join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant' and not a.attisdropped
            where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
              and not (c.relrowsecurity and c.relforcerowsecurity) and c.relname <> all(array['{string.Join("','", BeforeATenantIsKnown)}'])
            """));
        // A view owned by a superuser returns every tenant's rows; a function with its definer's rights does the same.
        Assert.Equal(0L, await fixture.See("select count(*) from pg_class where relkind in ('v', 'm') and relnamespace = 'public'::regnamespace"));
        // One there is: it takes nothing, tells a number only, looks up its names where nobody can put others, and is for the worker role.
        Assert.Equal(
            "analyze_new_tables()|integer|search_path=pg_catalog, pg_temp",
            await fixture.See("select string_agg(oid::regprocedure || '|' || prorettype::regtype || '|' || array_to_string(proconfig, ';'), ',') from pg_proc where prosecdef and pronamespace = 'public'::regnamespace"));
        await using var app = new NpgsqlConnection(fixture.Database.Options.AppConnection);
        await app.OpenAsync(Cancellation);
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => Scalar(app, "select analyze_new_tables()"))).SqlState);
    }

    [Fact]
    public async Task The_worker_role_sees_the_times_of_due_work_and_nothing_else()
    {
        await fixture.Commit(fixture.A, new Changes { Due = [new DueWork(DueKind.Seal, Sample.NewId(), Sample.Start)] });
        await using var worker = new NpgsqlConnection(fixture.Database.Options.WorkerConnection);
        await worker.OpenAsync(Cancellation);

        Assert.True((long)(await Scalar(worker, "select count(*) from due_work"))! >= 1);
        foreach (var attempt in new[] { "select * from document", "select * from tenant_key", "select * from api_key", "delete from due_work", "update due_work set due_at = '-infinity'", "insert into due_work values ('a','b','c', '-infinity')" })
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() => Scalar(worker, attempt));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }
    }

    [Fact]
    public async Task A_row_moved_to_another_id_or_tenant_does_not_open()
    {
        var one = await fixture.Offered(fixture.A);
        var other = await fixture.Offered(fixture.A);
        await fixture.See($"update document set body = (select body from document where id = '{one.Id}') where id = '{other.Id}'");

        await Assert.ThrowsAnyAsync<System.Security.Cryptography.CryptographicException>(() => fixture.Rows.Document(fixture.A, other.Id, Cancellation));
    }

    private async Task<IReadOnlyList<string>> WalledTables() => ((string)(await fixture.See("select string_agg(tablename, ',') from pg_policies where policyname = 'own_tenant'"))!).Split(',');

    private static async Task<object?> AsTenantA(NpgsqlDataSource app, string sql)
    {
        await using var batch = app.CreateBatch();
        batch.BatchCommands.Add(new("select set_config('app.tenant', 'alfa', true)"));
        batch.BatchCommands.Add(new(sql));
        await using var reader = await batch.ExecuteReaderAsync(Cancellation);
        await reader.NextResultAsync(Cancellation);
        return await reader.ReadAsync(Cancellation) ? reader.GetValue(0) : null;
    }

    private static async Task<object?> Scalar(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Cancellation);
    }
}
