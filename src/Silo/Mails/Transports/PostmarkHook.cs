using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Flexportal.Contracts;
using Flexportal.Silo.Options;
using Microsoft.Extensions.Options;

namespace Flexportal.Silo.Mails.Transports;

/// <summary>
/// <c>POST /hooks/postmark/{secret}</c>: deliveries, bounces and complaints. 200 for everything that is recorded or is not about us;
/// 503 when it could be neither confirmed nor recorded, so that Postmark sends it again and nothing is lost.
/// </summary>
internal static class PostmarkHook
{
    private const int MaxBytes = 256 * 1024;

    public static void MapPostmarkHook(this IEndpointRouteBuilder endpoints) => endpoints.MapPost("/hooks/postmark/{secret}", Take);

    private static async Task<IResult> Take(
        string secret, HttpContext context, IOptions<MailOptions> options, PostmarkWitness witness, IGrainFactory grains, ILogger<PostmarkWitness> log)
    {
        var postmark = options.Value.Postmark;
        if (postmark.HookSecret.Length == 0 || !Same(secret, postmark.HookSecret))
        {
            return Results.NotFound();
        }

        if (!Same(context.Request.Headers.Authorization.ToString(), Basic(postmark.HookUser, postmark.HookPassword)))
        {
            return Results.Unauthorized();
        }

        if (await Body(context) is not { } body)
        {
            return Results.BadRequest();
        }

        if (PostmarkEvents.Read(body) is not { } report)
        {
            return Results.Ok();
        }

        try
        {
            if (await witness.Confirms(report, context.RequestAborted))
            {
                TenantScope.Enter(report.Tenant);
                await new TenantGrains(grains, report.Tenant).Mail(report.Message).Report(report.State, report.At, report.Detail);
            }
            else
            {
                log.LogWarning("Postmark does not confirm a report of {State} for mail {Message}", report.State, report.Message);
            }

            return Results.Ok();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogWarning("A report of {State} for mail {Message} waits: {Fault}", report.State, report.Message, e.GetType().Name);
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static async Task<JsonElement?> Body(HttpContext context)
    {
        if (context.Request.ContentLength > MaxBytes)
        {
            return null;
        }

        try
        {
            return await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.Body, cancellationToken: context.RequestAborted);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Basic(string user, string password) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));

    // Hashing first makes the comparison independent of the length, too.
    private static bool Same(string given, string expected) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(expected)));
}
