using System.Net;
using System.Text.Json;
using Flexportal.Grains.Mails;
using Flexportal.Silo.Options;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Flexportal.Silo.Mails.Transports;

/// <summary>
/// Hands over by Postmark's HTTP API (<c>POST /email</c>). The API has no idempotency key, so nothing is repeated once the request may have arrived:
/// then the answer is unknown and the grain tries again with the same Message-ID, which Postmark keeps (<c>X-PM-KeepID</c>).
/// </summary>
internal sealed class PostmarkTransport(HttpClient http, IOptions<MailOptions> options, TimeProvider time) : IMailTransport
{
    // Faults of the account or of this configuration, not of the mail: it can go once they are mended.
    private static readonly int[] AccountFaults = [10, 400, 401, 405, 412, 413, 1235];

    private readonly PostmarkOptions _options = options.Value.Postmark;

    public string Name => "postmark";

    public bool ReportsDelivery => true;

    public async Task<HandOver> Send(OutgoingMail mail, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(_options.TimeoutSeconds));
        try
        {
            using var content = JsonContent.Create(Body(mail), PostmarkJson.Default.PostmarkEmail);
            using var response = await http.PostAsync(new Uri("email", UriKind.Relative), content, limit.Token);
            return Judge(response.StatusCode, await Read(response, limit.Token));
        }
        catch (HttpRequestException e) when (NothingLeft(e))
        {
            return new HandOver.Deferred($"no connection to the mail provider: {e.HttpRequestError}");
        }
        catch (HttpRequestException e)
        {
            return new HandOver.Unknown($"the connection broke: {e.HttpRequestError}");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new HandOver.Unknown($"no answer within {_options.TimeoutSeconds} s");
        }
    }

    /// <summary>The faults that come before any byte of the request was written.</summary>
    internal static bool NothingLeft(HttpRequestException e) => e.HttpRequestError is HttpRequestError.NameResolutionError
        or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;

    private PostmarkEmail Body(OutgoingMail mail)
    {
        var from = new MailboxAddress(mail.FromName, mail.FromAddress).ToString();
        return new(
            from,
            mail.To,
            mail.ReplyTo,
            mail.Subject,
            mail.Text,
            mail.Html,
            mail.Stream == "codes" ? _options.CodeStream : _options.DocumentStream,
            [new("Message-ID", $"<{mail.MessageId}>"), new("X-PM-KeepID", "true"), new("Auto-Submitted", "auto-generated")],
            mail.Attachments.Count == 0 ? null : [.. mail.Attachments.Select(file => new PostmarkAttachment(file.FileName, file.Content, file.MediaType))],
            new Dictionary<string, string> { [PostmarkEvents.MessageKey] = PostmarkEvents.Mark(mail.MessageId) });
    }

    private HandOver Judge(HttpStatusCode status, PostmarkAnswer? answer)
    {
        var reply = $"{(int)status} {answer?.ErrorCode} {answer?.Message}".Trim();
        reply = reply.Length <= 300 ? reply : reply[..300];
        return (status, answer) switch
        {
            (HttpStatusCode.OK, { ErrorCode: 0 }) => new HandOver.Accepted(time.GetUtcNow(), answer.MessageID, reply),
            // A 200 that we cannot read was most likely taken.
            (HttpStatusCode.OK, null) => new HandOver.Unknown("an answer that could not be read"),
            (HttpStatusCode.OK or HttpStatusCode.UnprocessableEntity, { } fault) when !AccountFaults.Contains(fault.ErrorCode) => new HandOver.Refused(reply),
            (HttpStatusCode.RequestEntityTooLarge, _) => new HandOver.Refused(reply),
            _ => new HandOver.Deferred(reply),
        };
    }

    private static async Task<PostmarkAnswer?> Read(HttpResponseMessage response, CancellationToken cancellation)
    {
        try
        {
            return await response.Content.ReadFromJsonAsync(PostmarkJson.Default.PostmarkAnswer, cancellation);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
