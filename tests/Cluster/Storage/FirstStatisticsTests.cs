using System.Globalization;
using System.Text.RegularExpressions;
using Flexportal.Storage;
using Flexportal.Storage.Due;
using Flexportal.Storage.Files;
using Flexportal.Storage.Reads;
using Flexportal.Storage.Writes;
using Npgsql;
using Xunit;

namespace Flexportal.Tests.Cluster.Storage;

/// <summary>A new database has no statistics until autovacuum's first visit, a minute later; what is prepared in that minute must not read a whole tenant for one row.</summary>
public sealed partial class FirstStatisticsTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private const string Fill = """
        insert into worker select 'alfa', 'w' || i, 1, 'own', i, i || '@example.nl', i, i, i, 'nl', 'Active', now(), '\x00' from generate_series(1, 2000) i;
        insert into document select 'alfa', 'd' || i, 1, 'w' || i % 50, 'Sign', 'Offered', 'OVK', 'ovk', 'a.pdf', 'a.pdf', 'nl', null, null, now(), null, null, now(), '\x00'
            from generate_series(1, 2000) i;
        insert into challenge select 'alfa', 'd' || i, 1, '\x00' from generate_series(1, 2000) i;
        insert into signature select 'alfa', 'd' || i, 1, 't' || i, '\x00' from generate_series(1, 2000) i;
        insert into mail select 'alfa', 'm' || i, 1, 'd' || i, now(), '\x00' from generate_series(1, 2000) i;
        insert into upload select 'alfa', 'u' || i, '\x00', now(), now(), case when i % 2 = 0 then 'd' || i end, '\x00' from generate_series(1, 2000) i;
        insert into data_key select 'alfa', 'upload:u' || i, '\x00' from generate_series(1, 2000) i;
        insert into blob select 'alfa', 'original', 'u' || i, '\x00' from generate_series(1, 2000) i;
        insert into derived select 'alfa', 'd' || i, 'page-1', '\x00' from generate_series(1, 2000) i;
        insert into due_work select 'alfa', 'Seal', 'd' || i, now(), null, null from generate_series(1, 2000) i
        """;

    public static TheoryData<string, string> Statements => new()
    {
        { "signing case", RowReader.SelectSigningCase },
        { "due work that is done", CommitBatch.DeleteDue },
        { "worker", VersionedTable.Worker.Update },
        { "document", VersionedTable.Document.Update },
        { "challenge", VersionedTable.Challenge.Update },
        { "signature", VersionedTable.Signature.Update },
        { "mail", VersionedTable.Mail.Update },
        { "bytes", FileStore.SelectBytes },
        { "derived file", FileStore.SelectDerived },
        { "claim of an upload", CommitBatch.ClaimUpload },
        { "keys of a purged upload", FileStatements.DestroyUploadKeys },
        { "bytes of a purged upload", FileStatements.DeleteOriginals },
    };

    [Theory]
    [MemberData(nameof(Statements))]
    public async Task A_statement_for_one_row_goes_by_that_rows_key(string what, string statement)
    {
        await FilledAndAnalyzed();

        var plan = await GenericPlan(statement);

        var used = Indexes().Matches(plan).Select(index => index.Groups[1].Value).ToList();
        Assert.True(
            !plan.Contains("Seq Scan", StringComparison.Ordinal) && used.Count > 0 && used.All(index => index.EndsWith("_pkey", StringComparison.Ordinal) || index == "upload_by_document"),
            $"{what}:\n{plan}");
    }

    [Fact]
    public async Task A_table_is_analysed_once_and_left_to_autovacuum_afterwards()
    {
        await FilledAndAnalyzed();

        Assert.Equal(0, await storage.Get<IHousekeeping>().AnalyzeNewTables(TestContext.Current.CancellationToken));
    }

    private async Task FilledAndAnalyzed()
    {
        if (await storage.See("select count(*) from document") is 0L)
        {
            await storage.See(Fill);
            Assert.True(await storage.Get<IHousekeeping>().AnalyzeNewTables(TestContext.Current.CancellationToken) >= 10);
        }
    }

    private async Task<string> GenericPlan(string statement)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var source = NpgsqlDataSource.Create(storage.Get<StorageOptions>().AppConnection);
        await using var connection = await source.OpenConnectionAsync(cancellation);
        var most = Parameters().Matches(statement).Max(parameter => int.Parse(parameter.Groups[1].Value, CultureInfo.InvariantCulture));
        await using var command = new NpgsqlCommand(
            $"""
            set plan_cache_mode = force_generic_plan;
            prepare planned as {statement};
            explain (costs off) execute planned({string.Join(", ", Enumerable.Repeat("null", most))})
            """,
            connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var lines = new List<string>();
        while (await reader.ReadAsync(cancellation))
        {
            lines.Add(reader.GetString(0));
        }

        return string.Join('\n', lines);
    }

    [GeneratedRegex(@"\$(\d+)", RegexOptions.None, 1000)]
    private static partial Regex Parameters();

    [GeneratedRegex(@"Index (?:Only )?Scan (?:using|on) (\w+)", RegexOptions.None, 1000)]
    private static partial Regex Indexes();
}
