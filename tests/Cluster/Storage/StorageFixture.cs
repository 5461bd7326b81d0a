using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Workers;
using Flexportal.Storage.Reads;
using Flexportal.Storage.Writes;
using Flexportal.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Xunit;

namespace Flexportal.Tests.Cluster.Storage;

/// <summary>A database with two tenants, and one host over it, for the tests of one class.</summary>
public sealed class StorageFixture : IAsyncLifetime
{
    public PostgresDatabase Database { get; private set; } = null!;

    public ServiceProvider Host { get; private set; } = null!;

    public FakeTimeProvider Time { get; } = new(Sample.Start);

    public TenantId A { get; private set; }

    public TenantId B { get; private set; }

    public ICommitStore Commits => Get<ICommitStore>();

    public IRowReader Rows => Get<IRowReader>();

    public IDocumentReads Reads => Get<IDocumentReads>();

    public T Get<T>()
        where T : notnull => Host.GetRequiredService<T>();

    public async ValueTask InitializeAsync()
    {
        Database = await PostgresDatabase.Create(TestContext.Current.CancellationToken);
        Host = Database.Host(Time);
        A = await PostgresDatabase.Tenant(Host, "alfa", TestContext.Current.CancellationToken);
        B = await PostgresDatabase.Tenant(Host, "beta", TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    public async Task<CommitResult> Commit(TenantId tenant, Changes changes, StoredAnswer? answer = null) =>
        await Commits.Commit(tenant, changes, answer, TestContext.Current.CancellationToken);

    /// <summary>Writes a worker and a document of theirs, and reads the document back.</summary>
    public async Task<Document> Offered(TenantId tenant, Func<Document, Document>? change = null, Worker? worker = null)
    {
        worker ??= Sample.Worker();
        var document = Sample.Document(worker.Id);
        document = change?.Invoke(document) ?? document;
        Assert.Equal(CommitResult.Done, await Commit(tenant, new Changes { Worker = worker, Document = document }));
        return (await Rows.Document(tenant, document.Id, TestContext.Current.CancellationToken))!;
    }

    /// <summary>A single value, seen with a superuser's eyes.</summary>
    public async Task<object?> See(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Database.Superuser);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
