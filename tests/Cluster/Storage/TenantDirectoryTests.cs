using Flexportal.Domain.Common;
using Flexportal.Storage.Reads;
using Flexportal.Storage.Tenants;
using Flexportal.Storage.Writes;
using Flexportal.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Flexportal.Tests.Cluster.Storage;

public sealed class TenantDirectoryTests(StorageFixture fixture) : IClassFixture<StorageFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ITenantDirectory Directory => fixture.Get<ITenantDirectory>();

    [Fact]
    public async Task Hosts_lead_to_their_tenant_and_unknown_ones_nowhere()
    {
        Assert.True(await Directory.AddHost(fixture.A, "Portal.Alfa.example", Cancellation));
        Assert.False(await Directory.AddHost(fixture.B, "portal.alfa.example", Cancellation));

        Assert.Equal(fixture.A, (await Directory.ByHost("alfa.localhost", Cancellation))!.Id);
        Assert.Equal(fixture.A, (await Directory.ByHost("ALFA.localhost.", Cancellation))!.Id);
        Assert.Equal(fixture.A, (await Directory.ByHost("portal.alfa.example", Cancellation))!.Id);
        foreach (var host in new[] { "localhost", "nobody.localhost", "alfa.example", "x.alfa.localhost", "alfa", "", ".localhost", "alfa.localhost.example" })
        {
            Assert.Null(await Directory.ByHost(host, Cancellation));
        }
    }

    [Fact]
    public async Task A_slug_is_given_once_and_comes_with_an_agency()
    {
        var tenant = new TenantId("gamma");

        var results = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => Directory.Create(tenant, "Gamma Flex", Sample.Start, Cancellation))));

        Assert.Equal(1, results.Count(made => made));
        Assert.Equal("Gamma Flex", (await fixture.Rows.Agency(tenant, Cancellation))!.Name);
        Assert.Contains(await Directory.All(Cancellation), info => info.Id == tenant);
    }

    [Fact]
    public async Task Another_host_learns_of_a_tenant_and_of_a_revoked_key_by_itself()
    {
        var key = new ApiKeyInfo(Sample.NewId(), fixture.A, Sample.NewId(), "fp_abc", "Backoffice", ["DOCUMENTS_WRITE"], Sample.Start);
        var elsewhere = fixture.Database.Host(fixture.Time).GetRequiredService<ITenantDirectory>();
        Assert.Null(await elsewhere.ByApiKey(key.SecretHash, Cancellation));
        await Directory.AddApiKey(key, Cancellation);

        fixture.Time.Advance(TimeSpan.FromSeconds(1));
        var found = (await elsewhere.ByApiKey(key.SecretHash, Cancellation))!;
        Assert.Equal((key.Id, key.Tenant, key.Label, key.RevokedAt), (found.Id, found.Tenant, found.Label, found.RevokedAt));
        Assert.Equal(key.Scopes, found.Scopes);

        await Directory.AddApiKey(key with { RevokedAt = Sample.Start }, Cancellation);
        fixture.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.NotNull((await elsewhere.ByApiKey(key.SecretHash, Cancellation))!.RevokedAt);
    }

    [Fact]
    public async Task Without_the_database_a_known_host_stays_its_tenants_and_a_key_is_not_trusted()
    {
        await using var database = await PostgresDatabase.Create(Cancellation);
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(Sample.Start);
        var directory = database.Host(time).GetRequiredService<ITenantDirectory>();
        var tenant = new TenantId("gevonden");
        await directory.Create(tenant, "Gevonden", Sample.Start, Cancellation);
        var key = new ApiKeyInfo(Sample.NewId(), tenant, Sample.NewId(), "fp_abc", "Backoffice", ["DOCUMENTS_WRITE"], Sample.Start);
        await directory.AddApiKey(key, Cancellation);
        Assert.Equal(tenant, (await directory.ByHost("gevonden.localhost", Cancellation))!.Id);
        var name = new Npgsql.NpgsqlConnectionStringBuilder(database.Superuser).Database;
        await using (var outside = Npgsql.NpgsqlDataSource.Create(PostgresServer.Superuser))
        await using (var drop = outside.CreateCommand($"drop database {name} with (force)"))
            await drop.ExecuteNonQueryAsync(Cancellation);

        foreach (var later in new[] { 11, 0, 1, 60 })
        {
            time.Advance(TimeSpan.FromSeconds(later));
            Assert.Equal(tenant, (await directory.ByHost("Gevonden.localhost.", Cancellation))!.Id);
            await Assert.ThrowsAsync<StorageException>(async () => await directory.ByHost("onbekend.localhost", Cancellation));
        }

        await Assert.ThrowsAsync<StorageException>(async () => await directory.ByApiKey(key.SecretHash, Cancellation));
    }

    [Fact]
    public async Task An_unknown_tenant_is_an_error_and_not_an_empty_list()
    {
        await Assert.ThrowsAsync<StorageException>(() => fixture.Get<IRowReader>().Agency(new TenantId("nobody"), Cancellation));
    }
}
