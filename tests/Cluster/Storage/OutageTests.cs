using Flexportal.Domain.Common;
using Flexportal.Storage;
using Flexportal.Storage.Reads;
using Flexportal.Storage.Writes;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace Flexportal.Tests.Cluster.Storage;

public sealed class OutageTests(StorageFixture fixture) : IClassFixture<StorageFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_connection_lost_in_the_middle_of_a_commit_is_an_unknown_outcome_and_the_next_commit_works()
    {
        var document = await fixture.Offered(fixture.A);
        await using var superuser = new NpgsqlConnection(fixture.Database.Superuser);
        await superuser.OpenAsync(Cancellation);
        Task<CommitResult> commit;
        await using (var holder = await superuser.BeginTransactionAsync(Cancellation))
        {
            await Scalar(superuser, $"select version from document where id = '{document.Id}' for update");
            commit = fixture.Commit(fixture.A, new Changes { Document = document with { Title = "lost" } });
            const string waiting = "from pg_stat_activity where wait_event_type = 'Lock' and usename like '%_app' and datname = current_database()";
            while (await Scalar(superuser, $"select count(*) {waiting}") is 0L)
            {
                await Task.Yield();
            }

            await Scalar(superuser, $"select count(pg_terminate_backend(pid)) {waiting}");
            var lost = await Assert.ThrowsAsync<StorageException>(() => commit);
            Assert.True(lost.OutcomeUnknown);
            await holder.RollbackAsync(Cancellation);
        }

        Assert.Equal(document, await fixture.Rows.Document(fixture.A, document.Id, Cancellation));
        Assert.Equal(CommitResult.Done, await fixture.Commit(fixture.A, new Changes { Document = document with { Title = "found" } }));
    }

    [Fact]
    public async Task A_database_out_of_reach_is_said_to_be_so_and_nothing_was_written()
    {
        await using var host = new ServiceCollection()
            .AddFlexportalStorage(fixture.Database.Options with { ConnectionString = "Host=/nowhere;Database=x", TimeoutSeconds = 1 })
            .BuildServiceProvider();

        var read = await Assert.ThrowsAsync<StorageException>(() => host.GetRequiredService<IRowReader>().Agency(fixture.A, Cancellation));
        var write = await Assert.ThrowsAsync<StorageException>(() => host.GetRequiredService<ICommitStore>().Commit(fixture.A, Changes.None, Sample.Answer("x"), Cancellation));
        Assert.False(read.OutcomeUnknown || write.OutcomeUnknown);
    }

    private static async Task<object?> Scalar(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Cancellation);
    }
}
