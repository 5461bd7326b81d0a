using System.Collections.Concurrent;
using System.Text.Json;
using Flexportal.Silo.Mails.Transports;
using Flexportal.Silo.Options;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Flexportal.Tests.Cluster.Mails;

/// <summary>Plays Postmark's HTTP API on a local port, as its documentation describes it.</summary>
public sealed class FakePostmark : IAsyncDisposable
{
    public const string Token = "11111111-2222-3333-4444-555555555555";

    private readonly WebApplication _app;

    private FakePostmark(WebApplication app) => _app = app;

    /// <summary>What the next requests get: status and body. Empty: success.</summary>
    public ConcurrentQueue<(int Status, string Body)> Script { get; } = new();

    /// <summary>Takes the mail, and then never answers.</summary>
    public bool Silent { get; set; }

    public ConcurrentQueue<JsonElement> Taken { get; } = new();

    public ConcurrentQueue<string?> Tokens { get; } = new();

    /// <summary>Provider id to the events that it knows, with the metadata's mark.</summary>
    public ConcurrentDictionary<string, (string Mark, string[] Events)> Known { get; } = new();

    public string Address { get; private set; } = "";

    public static async Task<FakePostmark> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var fake = new FakePostmark(app);
        app.MapPost("/email", (Delegate)fake.Take);
        app.MapGet("/messages/outbound/{id}/details", fake.Details);
        await app.StartAsync(TestContext.Current.CancellationToken);
        fake.Address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/";
        return fake;
    }

    internal MailOptions Options(int timeoutSeconds = 5) => new()
    {
        Transport = MailTransportKind.Postmark,
        Postmark = new()
        {
            Address = Address,
            ServerToken = Token,
            CodeStream = "codes-stream",
            DocumentStream = "documents-stream",
            TimeoutSeconds = timeoutSeconds,
            HookSecret = "hook-secret",
            HookUser = "postmark",
            HookPassword = "hook-password",
        },
    };

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> Take(HttpContext context)
    {
        var mail = await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.Body, cancellationToken: context.RequestAborted);
        Tokens.Enqueue(context.Request.Headers["X-Postmark-Server-Token"]);
        if (Script.TryDequeue(out var answer))
        {
            return Results.Text(answer.Body, "application/json", statusCode: answer.Status);
        }

        Taken.Enqueue(mail);
        if (Silent)
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        }

        return Results.Json(new { To = "x", SubmittedAt = "2026-11-23T10:00:00.0000000Z", MessageID = Guid.NewGuid(), ErrorCode = 0, Message = "OK" }, JsonSerializerOptions.Default);
    }

    private IResult Details(string id) => Known.TryGetValue(id, out var known)
        ? Results.Json(
            new
            {
                MessageID = id,
                Metadata = new Dictionary<string, string> { [PostmarkEvents.MessageKey] = known.Mark },
                MessageEvents = known.Events.Select(name => new { Type = name, ReceivedAt = "2026-11-23T10:00:00Z" }),
            },
            JsonSerializerOptions.Default)
        : Results.Json(new { ErrorCode = 701, Message = "This message does not exist" }, JsonSerializerOptions.Default, statusCode: 422);
}
