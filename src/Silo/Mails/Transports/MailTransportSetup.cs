using Flexportal.Grains.Mails;
using Flexportal.Silo.Options;
using Flexportal.Silo.Setup;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Polly;

namespace Flexportal.Silo.Mails.Transports;

/// <summary>The one transport that the configuration names.</summary>
internal static class MailTransportSetup
{
    public static void AddMailTransport(this IServiceCollection services, IHostEnvironment environment, MailOptions options, string stateFolder)
    {
        if (options.Transport == MailTransportKind.Pickup && environment.IsProduction())
        {
            throw new SetupException($"{MailOptions.Section}:Transport is Pickup: Production does not leave mails with codes in a folder. Choose Smtp or Postmark.");
        }

        if (options.Transport == MailTransportKind.Postmark && options.Postmark.ServerToken.Length == 0)
        {
            throw new SetupException($"{MailOptions.Section}:Postmark:ServerToken is missing.");
        }

        switch (options.Transport)
        {
            case MailTransportKind.Pickup:
                services.AddSingleton(new PickupFolder(options.PickupFolder.Length > 0 ? options.PickupFolder : Path.Combine(stateFolder, "mail")));
                services.AddSingleton<IMailTransport, PickupTransport>();
                break;
            case MailTransportKind.Smtp:
                services.AddSingleton<IMailTransport, SmtpTransport>();
                break;
            case MailTransportKind.Postmark:
                services.AddPostmark();
                break;
        }
    }

    public static void AddPostmark(this IServiceCollection services)
    {
        services.AddHttpClient<IMailTransport, PostmarkTransport>(Configure).AddResilienceHandler("send", RetryUnsentOnly);
        services.AddHttpClient<PostmarkWitness>(Configure).AddStandardResilienceHandler();
    }

    private static void Configure(IServiceProvider services, HttpClient client)
    {
        var postmark = services.GetRequiredService<IOptions<MailOptions>>().Value.Postmark;
        client.BaseAddress = new Uri(postmark.Address);
        client.Timeout = Timeout.InfiniteTimeSpan;
        client.DefaultRequestHeaders.Add("X-Postmark-Server-Token", postmark.ServerToken);
        client.DefaultRequestHeaders.Add("Accept", "application/json");
    }

    // Sending twice what may have arrived would mail twice: only a request that never left is repeated here.
    private static void RetryUnsentOnly(ResiliencePipelineBuilder<HttpResponseMessage> pipeline) => pipeline.AddRetry(new HttpRetryStrategyOptions
    {
        MaxRetryAttempts = 2,
        Delay = TimeSpan.FromMilliseconds(200),
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        ShouldHandle = static outcome => ValueTask.FromResult(outcome.Outcome.Exception is HttpRequestException e && PostmarkTransport.NothingLeft(e)),
    });
}
