using System.Runtime.Versioning;
using System.Security.Cryptography;
using Flexportal.Domain.Common;
using Flexportal.Silo.Options;
using Flexportal.Silo.Setup;
using Flexportal.Silo.Work;
using Flexportal.Storage.Due;
using Flexportal.Storage.Writes;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Xunit;

namespace Flexportal.Tests.Cluster.Hosting;

[SupportedOSPlatform("linux")]
public sealed class SetupTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("flexportal-setup");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void a_key_is_made_once_and_for_the_owner_only()
    {
        var path = Path.Combine(_folder.FullName, "keys", "master.key");

        var keys = Enumerable.Range(0, 8).AsParallel().WithDegreeOfParallelism(8).Select(_ => Convert.ToHexString(KeyFile.ReadOrMake(path))).ToList();

        Assert.Single(keys.Distinct());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public void a_key_that_everyone_can_read_or_that_is_too_short_is_refused()
    {
        var path = Path.Combine(_folder.FullName, "a.key");
        KeyFile.ReadOrMake(path);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        Assert.Throws<SetupException>(() => KeyFile.Read(path));

        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.WriteAllText(path, Convert.ToBase64String(new byte[31]));
        Assert.Throws<SetupException>(() => KeyFile.Read(path));
    }

    [Fact]
    public void form_tokens_hold_in_every_process_of_the_installation_for_their_purpose_only()
    {
        var key = RandomNumberGenerator.GetBytes(32);
        var sealedText = new DerivedProtection(key).CreateProtector("a").CreateProtector("b").Protect("tekst");

        Assert.Equal("tekst", new DerivedProtection(key).CreateProtector("a").CreateProtector("b").Unprotect(sealedText));
        Assert.ThrowsAny<CryptographicException>(() => new DerivedProtection(key).CreateProtector("a").CreateProtector("c").Unprotect(sealedText));
        Assert.ThrowsAny<CryptographicException>(() => new DerivedProtection(RandomNumberGenerator.GetBytes(32)).CreateProtector("a").CreateProtector("b").Unprotect(sealedText));
        Assert.ThrowsAny<CryptographicException>(() => new DerivedProtection(key).CreateProtector("a").Unprotect([]));
    }

    [Theory]
    [InlineData("postgresql://jan:p%40ss%3Aword@db.example:6432/portal?sslmode=require", "db.example", 6432, "portal", "jan", "p@ss:word")]
    [InlineData("postgres://jan@db.example/portal", "db.example", 5432, "portal", "jan", null)]
    [InlineData("Host=/run/pg;Username=jan;Database=portal", "/run/pg", 5432, "portal", "jan", null)]
    public void a_database_is_named_in_either_way(string text, string host, int port, string database, string user, string? password)
    {
        var address = new NpgsqlConnectionStringBuilder(DatabaseAddress.Parse(text));

        Assert.Equal((host, port, database, user, password), (address.Host, address.Port, address.Database, address.Username, address.Password));
        Assert.Equal(text.Contains("sslmode", StringComparison.Ordinal) ? SslMode.Require : SslMode.Prefer, address.SslMode);
    }

    [Theory]
    [InlineData(0.2, null)]
    [InlineData(-0.9, null)]
    [InlineData(1.5, "clock")]
    [InlineData(-1.5, "clock")]
    public async Task a_host_whose_clock_is_off_is_not_ready(double skew, string? problem)
    {
        using var readiness = new Readiness(new Clock(() => skew), new FakeTimeProvider()) { IsWarm = true };

        Assert.Equal(problem, await readiness.Problem(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(-300)]
    [InlineData(300)]
    public async Task F25_the_time_is_the_databases_however_wrong_the_machine_is_and_however_it_jumps(int wrong)
    {
        var real = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
        var machine = new WrongMachine(real) { Wrong = TimeSpan.FromSeconds(wrong) };
        var clock = new DatabaseClock(machine);
        Assert.Equal(machine.GetUtcNow(), clock.GetUtcNow());

        await clock.Set(new Clock(() => -machine.Wrong.TotalSeconds), TestContext.Current.CancellationToken);
        Assert.Equal(real.GetUtcNow(), clock.GetUtcNow());

        machine.Wrong = TimeSpan.FromHours(-1);
        real.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(real.GetUtcNow(), clock.GetUtcNow());
        await clock.Set(new Clock(() => 3600), TestContext.Current.CancellationToken);
        Assert.Equal(real.GetUtcNow(), clock.GetUtcNow());
    }

    private sealed class WrongMachine(TimeProvider real) : TimeProvider
    {
        public TimeSpan Wrong { get; set; }

        public override long TimestampFrequency => real.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => real.GetUtcNow() + Wrong;

        public override long GetTimestamp() => real.GetTimestamp();
    }

    [Fact]
    public async Task readiness_follows_the_life_of_the_process_and_asks_the_database_once_a_second()
    {
        var asked = 0;
        var time = new FakeTimeProvider();
        using var readiness = new Readiness(new Clock(() => ++asked < 2 ? 0 : throw new StorageException("gone")), time);
        Assert.Equal("starting", await readiness.Problem(TestContext.Current.CancellationToken));

        readiness.IsWarm = true;
        Assert.Null(await readiness.Problem(TestContext.Current.CancellationToken));
        Assert.Null(await readiness.Problem(TestContext.Current.CancellationToken));
        Assert.Equal(1, asked);

        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("database", await readiness.Problem(TestContext.Current.CancellationToken));
        readiness.IsLeaving = true;
        Assert.Equal("leaving", await readiness.Problem(TestContext.Current.CancellationToken));
    }

    private sealed class Clock(Func<double> skew) : IDueStore
    {
        public Task<double> ClockSkew(DateTimeOffset now, CancellationToken cancellation) => Task.FromResult(skew());

        public Task<IReadOnlyList<LeasedWork>> Lease(string owner, DateTimeOffset now, TimeSpan lease, int most, IReadOnlyCollection<TenantId> busy, CancellationToken cancellation) =>
            Task.FromResult<IReadOnlyList<LeasedWork>>([]);

        public Task Release(LeasedWork work, CancellationToken cancellation) => Task.CompletedTask;

        public Task Signalled(CancellationToken cancellation) => Task.CompletedTask;
    }
}
