using System.Collections.Concurrent;
using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Signing;
using Flexportal.Sealing;
using Flexportal.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Flexportal.Tests.Cluster.Grains;

/// <summary>A seal that our own verifier does not accept is handed to nobody, and what it did not like is in the log.</summary>
public sealed class SealFaultTests : IAsyncLifetime
{
    private readonly SlowClock clock = new();
    private readonly Warnings warnings = new();
    private FlexCluster cluster = null!;
    private TestAgency agency = null!;

    public async ValueTask InitializeAsync()
    {
        cluster = await FlexCluster.Start(more: silo =>
        {
            silo.Services.AddLogging(logging => logging.AddProvider(warnings));
            silo.Services.Replace(ServiceDescriptor.Singleton(new Sealer(new SealerOptions(), clock)));
        });
        clock.Inner = cluster.Time;
        agency = await TestAgency.Create(cluster);
    }

    public ValueTask DisposeAsync() => cluster.DisposeAsync();

    // The self-check refuses a signature that lies in the future by its own clock.
    [Fact]
    public async Task A_failed_self_check_leaves_code_object_and_detail_in_the_log_at_upload_and_at_sealing()
    {
        var worker = await agency.Worker("Kanariewaarts");
        var document = await agency.Document(worker, VerificationMethod.None);
        clock.Behind = TimeSpan.FromDays(1);

        var refused = await agency.Grains.Document(new DocumentId(new string('c', 32))).Create(await agency.DocumentCommand(worker), TestAgency.ByKey());
        var signed = await agency.Start(document, worker);
        await cluster.Until(async () => (await agency.Signature(document))?.SealProblem is not null, "the seal failed");

        Assert.Equal((RefusalCode.Unavailable, "self_check_failed"), (refused.Refusal!.Code, refused.Refusal.Detail!.Split([':', ','])[0]));
        var (dry, real) = (warnings.Of(7203), warnings.Of(7201));
        Assert.Contains("lies in the future", (string)dry["Detail"]!, StringComparison.Ordinal);
        Assert.StartsWith("time_order: ", (string)real["Detail"]!, StringComparison.Ordinal);
        Assert.Equal(("self_check_failed", agency.Tenant, signed.Document!.Transaction), ((string)real["Problem"]!, (TenantId)real["Tenant"]!, (TransactionId?)real["Transaction"]));
        Assert.True(real.ContainsKey("ObjectNumber"));
        Assert.DoesNotContain(warnings.Lines, line => line.Contains("Kanarie", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(DocumentState.Signed, (await agency.Row(document)).State);
    }

    private sealed class SlowClock : TimeProvider
    {
        public TimeProvider Inner { get; set; } = System;

        public TimeSpan Behind { get; set; }

        public override DateTimeOffset GetUtcNow() => Inner.GetUtcNow() - Behind;
    }

    private sealed class Warnings : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<(int Event, Dictionary<string, object?> Values, string Line)> all = new();

        public IEnumerable<string> Lines => all.Select(warning => warning.Line);

        public Dictionary<string, object?> Of(int id) => all.First(warning => warning.Event == id).Values;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                all.Enqueue((eventId.Id, (state as IEnumerable<KeyValuePair<string, object?>> ?? []).ToDictionary(), formatter(state, exception)));
            }
        }

        public void Dispose()
        {
        }
    }
}
