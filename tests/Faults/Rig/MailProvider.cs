using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Flexportal.Tests.Faults.Rig;

/// <summary>A mail that the provider accepted.</summary>
internal sealed record Letter(string Provider, string MessageId, string Mark, string To, string Subject, string? PdfSha256, byte[]? Pdf, DateTimeOffset At)
{
    public string Tenant => Mark.Split('.')[1];

    public string? Code => MailProvider.CodeInSubject().Match(Subject) is { Success: true } match ? match.Groups[1].Value : null;
}

/// <summary>How the provider treats a mail.</summary>
internal enum Treatment
{
    Accept,
    ServerError,
    TooMany,
    Garbage,

    /// <summary>It is accepted, and the line breaks before the answer.</summary>
    AcceptAndHangUp,
}

/// <summary>
/// Plays the mail provider's HTTP API: keeps what it accepted (its word counts, not ours), reports delivery by webhook until one is taken, answers as told.
/// It lives in the test's process, which nobody kills.
/// </summary>
internal sealed partial class MailProvider : IAsyncDisposable
{
    public const string Token = "11111111-2222-3333-4444-555555555555";

    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, (Letter Letter, ConcurrentQueue<string> Events)> known = new();
    private readonly ConcurrentQueue<Letter> accepted = new();

    private MailProvider(WebApplication app) => this.app = app;

    /// <summary>What happens to an agency's next mails; then they are accepted.</summary>
    public ConcurrentDictionary<string, ConcurrentQueue<Treatment>> Script { get; } = new();

    /// <summary>Called with every letter that carries a file, to report its delivery.</summary>
    public Func<Letter, Task> Deliver { get; set; } = static _ => Task.CompletedTask;

    public string Address { get; private set; } = "";

    public IReadOnlyList<Letter> Accepted(string tenant) => [.. accepted.Where(letter => letter.Tenant == tenant)];

    public static async Task<MailProvider> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var provider = new MailProvider(app);
        app.MapPost("/email", (Delegate)provider.Take);
        app.MapGet("/messages/outbound/{id}/details", provider.Details);
        await app.StartAsync(CancellationToken.None);
        provider.Address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/";
        return provider;
    }

    /// <summary>The body of a webhook about a letter; from now on the provider knows of the event.</summary>
    public string Report(Letter letter, string record)
    {
        known[letter.Provider].Events.Enqueue(record == "Delivery" ? "Delivered" : "Bounced");
        return Unconfirmed(letter, record);
    }

    /// <summary>The same body, of which the provider knows nothing: a forgery.</summary>
    public static string Unconfirmed(Letter letter, string record) => JsonSerializer.Serialize(new Dictionary<string, object>
    {
        ["RecordType"] = record,
        ["MessageID"] = letter.Provider,
        ["Type"] = "HardBounce",
        ["DeliveredAt"] = letter.At.AddSeconds(1),
        ["BouncedAt"] = letter.At.AddSeconds(2),
        ["Metadata"] = new Dictionary<string, string> { ["flexportal-mail"] = letter.Mark },
    });

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task<IResult> Take(HttpContext context)
    {
        var mail = await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.Body, cancellationToken: context.RequestAborted);
        var mark = mail.GetProperty("Metadata").GetProperty("flexportal-mail").GetString()!;
        var subject = mail.GetProperty("Subject").GetString()!;
        var treatment = Script.TryGetValue(mark.Split('.')[1], out var script) && script.TryDequeue(out var next) ? next : Treatment.Accept;
        switch (treatment)
        {
            case Treatment.ServerError:
                return Results.Text("{\"ErrorCode\":100,\"Message\":\"Maintenance\"}", "application/json", statusCode: 503);
            case Treatment.TooMany:
                return Results.Text("{\"ErrorCode\":429,\"Message\":\"Slow down\"}", "application/json", statusCode: 429);
            case Treatment.Garbage:
                return Results.Text("<html>", "text/html", statusCode: 502);
        }

        var letter = Keep(mail, mark, subject);
        if (letter.Pdf is not null)
        {
            _ = Task.Run(() => Deliver(letter));
        }

        if (treatment == Treatment.AcceptAndHangUp)
        {
            context.Abort();
        }

        return Results.Json(new { To = letter.To, SubmittedAt = letter.At, MessageID = letter.Provider, ErrorCode = 0, Message = "OK" }, JsonSerializerOptions.Default);
    }

    private Letter Keep(JsonElement mail, string mark, string subject)
    {
        var pdf = mail.TryGetProperty("Attachments", out var files) && files.ValueKind == JsonValueKind.Array && files.GetArrayLength() > 0
            ? files[0].GetProperty("Content").GetBytesFromBase64() : null;
        var id = mail.GetProperty("Headers").EnumerateArray().Single(header => header.GetProperty("Name").GetString() == "Message-ID").GetProperty("Value").GetString()!;
        var letter = new Letter(
            Guid.NewGuid().ToString(), id, mark, mail.GetProperty("To").GetString()!, subject, pdf is null ? null : Convert.ToHexStringLower(SHA256.HashData(pdf)), pdf, Farm.Now);
        known[letter.Provider] = (letter, []);
        accepted.Enqueue(letter);
        return letter;
    }

    private IResult Details(string id) => known.TryGetValue(id, out var found)
        ? Results.Json(
            new
            {
                MessageID = id,
                Metadata = new Dictionary<string, string> { ["flexportal-mail"] = found.Letter.Mark },
                MessageEvents = found.Events.Select(name => new { Type = name, ReceivedAt = found.Letter.At }),
            },
            JsonSerializerOptions.Default)
        : Results.Json(new { ErrorCode = 701, Message = "This message does not exist" }, JsonSerializerOptions.Default, statusCode: 422);

    [GeneratedRegex(@"^(\d{4}) is ", RegexOptions.CultureInvariant, 1000)]
    internal static partial Regex CodeInSubject();
}
