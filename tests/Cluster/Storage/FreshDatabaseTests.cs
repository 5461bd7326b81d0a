using System.Globalization;
using System.Text.RegularExpressions;
using Flexportal.Storage;
using Flexportal.Storage.Files;
using Flexportal.Storage.Reads;
using Flexportal.Storage.Writes;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace Flexportal.Tests.Cluster.Storage;

/// <summary>
/// A new database has no statistics until autovacuum's first round, a minute later. What a prepared statement is planned to do before that must not read more and more
/// rows as the tables fill.
/// </summary>
public sealed partial class FreshDatabaseTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    public static TheoryData<string, string> Statements => new()
    {
        { "signing case", RowReader.SelectSigningCase },
        { "due work that is done", CommitBatch.DeleteDue },
        { "agency", VersionedTable.Agency.Update },
        { "worker", VersionedTable.Worker.Update },
        { "document", VersionedTable.Document.Update },
        { "challenge", VersionedTable.Challenge.Update },
        { "signature", VersionedTable.Signature.Update },
        { "mail", VersionedTable.Mail.Update },
        { "bytes", FileStore.SelectBytes },
        { "derived file", FileStore.SelectDerived },
        { "keys of a purged upload", FileStatements.DestroyUploadKeys },
        { "bytes of a purged upload", FileStatements.DeleteOriginals },
        { "uploads that nobody claimed", FileStore.DropUploads },
    };

    [Theory]
    [MemberData(nameof(Statements))]
    public async Task A_statement_for_one_row_never_reads_all_rows_of_its_tenant_before_there_are_statistics(string what, string statement)
    {
        var plan = await GenericPlan(statement);

        Assert.True(!plan.Contains("Seq Scan", StringComparison.Ordinal) && Conditions().Matches(plan) is { Count: > 0 } all && all.All(NamesMoreThanItsTenant), $"{what}:\n{plan}");
    }

    // The agency has one row for each tenant.
    private static bool NamesMoreThanItsTenant(Match condition) =>
        condition.Groups["index"].Value == "agency_pkey" || condition.Groups["columns"].Value.Count(letter => letter == '=') > 1;

    private async Task<string> GenericPlan(string statement)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var source = NpgsqlDataSource.Create(storage.Host.GetRequiredService<StorageOptions>().AppConnection);
        await using var connection = await source.OpenConnectionAsync(cancellation);
        var most = Parameters().Matches(statement).Max(parameter => int.Parse(parameter.Groups[1].Value, CultureInfo.InvariantCulture));
        await using var command = new NpgsqlCommand(
            $"""
            set plan_cache_mode = force_generic_plan;
            prepare fresh as {statement};
            explain (costs off) execute fresh({string.Join(", ", Enumerable.Repeat("null", most))})
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

    [GeneratedRegex(@"(using|on) (?<index>\w+)[^\n]*\n\s*Index Cond: (?<columns>[^\n]+)", RegexOptions.None, 1000)]
    private static partial Regex Conditions();
}
