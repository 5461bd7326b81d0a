using System.Diagnostics;
using Flexportal.Storage;
using Npgsql;
using Xunit;

namespace Flexportal.Tests.Cluster.Hosting;

/// <summary>What PostgreSQL says of a refused row names the row's values, a mail address among them: neither its log nor our exceptions may carry it.</summary>
public sealed class QuietDatabaseTests : IDisposable
{
    private const string Canary = "kanarie@mail.example";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fp-quiet-");

    public void Dispose()
    {
        Tool("postgres_stop \"$PLACE\"");
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task The_scripts_cluster_writes_no_value_of_a_refused_row_into_its_log()
    {
        // As root another user runs the server, who must be able to enter.
        Tool("chmod 755 \"$LOCAL\"");
        Tool("postgres_start \"$PLACE\"");
        await using var source = NpgsqlDataSource.Create(Tool("postgres_address \"$PLACE\" postgres").Trim() + ";Pooling=false");
        await using (var made = source.CreateCommand("create table worker (email text constraint worker_email unique, age int check (age > 0))"))
            await made.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        await Refused(source, Canary, 1, refused: false);
        await Refused(source, Canary, 1);
        await Refused(source, $"second {Canary}", -1);

        var log = Tool("as_server cat \"$PLACE/log\"");
        Assert.Contains("duplicate key value violates unique constraint \"worker_email\"", log, StringComparison.Ordinal);
        Assert.Contains("violates check constraint", log, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, log, StringComparison.Ordinal);
    }

    [Fact]
    public void Npgsql_is_never_asked_for_details_whatever_the_operator_wrote()
    {
        var options = new StorageOptions { ConnectionString = "Host=db;Database=x;Include Error Detail=true", MasterKey = new byte[32] };

        foreach (var connection in new[] { options.AppConnection, options.WorkerConnection })
            Assert.False(new NpgsqlConnectionStringBuilder(connection).IncludeErrorDetail);
    }

    private static async Task Refused(NpgsqlDataSource source, string email, int age, bool refused = true)
    {
        await using var insert = source.CreateCommand("insert into worker values ($1, $2)");
        insert.Parameters.AddWithValue(email);
        insert.Parameters.AddWithValue(age);
        var fault = await Record.ExceptionAsync(async () => await insert.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
        Assert.Equal(refused, fault is PostgresException);
    }

    private string Tool(string command)
    {
        var script = $"set -e; for tool in common packages postgres; do . \"$ROOT/tools/$tool.sh\"; done; {command}";
        var output = Path.Combine(_folder.FullName, "said");
        var start = new ProcessStartInfo("bash", ["-c", $"({script}) >'{output}' 2>&1 </dev/null"])
        {
            Environment = { ["ROOT"] = Root(), ["LOCAL"] = _folder.FullName, ["PLACE"] = Path.Combine(_folder.FullName, "pg") },
        };
        using var shell = Process.Start(start)!;
        shell.WaitForExit();
        var said = File.ReadAllText(output);
        Assert.True(shell.ExitCode == 0, said);
        return said;
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Flexportal.sln")))
            folder = folder.Parent;
        return folder.FullName;
    }
}
