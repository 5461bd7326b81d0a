using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using System.Text;
using Flexportal.Contracts.Mails;
using Flexportal.Domain.Workers;
using Flexportal.Silo.Mails.Transports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Xunit;

namespace Flexportal.Tests.Cluster.Mails;

public sealed class PostmarkHookTests : IAsyncLifetime
{
    private const string Mark = "0123456789abcdef0123456789abcdef.taldemo";
    private const string Provider = "883953f4-6105-42a2-a16a-77a8eac79483";

    private readonly ConcurrentQueue<(string Key, DeliveryState State)> _reports = new();
    private FakePostmark _postmark = null!;
    private WebApplication _app = null!;
    private HttpClient _http = null!;
    private bool _grainsAreDown;

    public async ValueTask InitializeAsync()
    {
        _postmark = await FakePostmark.Start();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(Options.Create(_postmark.Options()));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddPostmark();
        builder.Services.AddSingleton(Grains());
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.MapPostmarkHook();
        await _app.StartAsync(TestContext.Current.CancellationToken);
        _http = new HttpClient { BaseAddress = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()) };
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
        await _postmark.DisposeAsync();
    }

    public static TheoryData<string, string, DeliveryState> Reports => new()
    {
        { Event("Delivery", "\"DeliveredAt\":\"2026-11-23T10:00:00Z\""), "Delivered", DeliveryState.Delivered },
        { Event("Bounce", "\"Type\":\"HardBounce\",\"BouncedAt\":\"2026-11-23T11:00:00+01:00\""), "Bounced", DeliveryState.Bounced },
        { Event("Bounce", "\"Type\":\"SoftBounce\",\"BouncedAt\":\"2026-11-23T11:00:00+01:00\""), "Bounced", DeliveryState.Bounced },
        { Event("Bounce", "\"Type\":\"Transient\",\"BouncedAt\":\"2026-11-23T11:00:00+01:00\""), "Transient", DeliveryState.Delayed },
        { Event("SpamComplaint", "\"BouncedAt\":\"2026-11-23T10:00:00Z\""), "SpamComplaint", DeliveryState.Complained },
    };

    [Theory]
    [MemberData(nameof(Reports))]
    public async Task a_report_that_postmark_confirms_reaches_the_mail(string body, string known, DeliveryState state)
    {
        _postmark.Known[Provider] = (Mark, [known]);

        Assert.Equal(HttpStatusCode.OK, await Post(body));

        Assert.Equal(("taldemo/0123456789abcdef0123456789abcdef", state), Assert.Single(_reports));
    }

    [Theory]
    [MemberData(nameof(Reports))]
    public async Task N2_a_forged_report_changes_nothing(string body, string known, DeliveryState state)
    {
        // Unknown at Postmark, then known but about another mail of ours.
        Assert.Equal(HttpStatusCode.OK, await Post(body));
        _postmark.Known[Provider] = ("ffffffffffffffffffffffffffffffff.taldemo", [known, state.ToString()]);
        Assert.Equal(HttpStatusCode.OK, await Post(body));

        Assert.Empty(_reports);
    }

    [Fact]
    public async Task N2_a_bounce_that_postmark_has_not_seen_changes_nothing()
    {
        _postmark.Known[Provider] = (Mark, ["Delivered"]);

        Assert.Equal(HttpStatusCode.OK, await Post(Event("Bounce", "\"Type\":\"HardBounce\",\"BouncedAt\":\"2026-11-23T10:00:00Z\"")));

        Assert.Empty(_reports);
    }

    [Theory]
    [InlineData("""{"RecordType":"Open","MessageID":"883953f4-6105-42a2-a16a-77a8eac79483"}""")]
    [InlineData("""{"RecordType":"Delivery","MessageID":"not-a-guid/../../x","Metadata":{"flexportal-mail":"0123456789abcdef0123456789abcdef.taldemo"},"DeliveredAt":"2026-11-23T10:00:00Z"}""")]
    [InlineData("""{"RecordType":"Bounce","Type":"AutoResponder","MessageID":"883953f4-6105-42a2-a16a-77a8eac79483","Metadata":{"flexportal-mail":"0123456789abcdef0123456789abcdef.taldemo"},"BouncedAt":"2026-11-23T10:00:00Z"}""")]
    [InlineData("""{"RecordType":"Delivery","MessageID":"883953f4-6105-42a2-a16a-77a8eac79483","Metadata":{},"DeliveredAt":"2026-11-23T10:00:00Z"}""")]
    [InlineData("[]")]
    public async Task what_is_not_about_our_mail_is_taken_and_forgotten(string body)
    {
        _postmark.Known[Provider] = (Mark, ["Delivered", "Bounced"]);

        Assert.Equal(HttpStatusCode.OK, await Post(body));

        Assert.Empty(_reports);
    }

    [Fact]
    public async Task N2_nobody_comes_in_without_address_and_password()
    {
        Assert.Equal(HttpStatusCode.NotFound, await Post("{}", "/hooks/postmark/wrong"));
        Assert.Equal(HttpStatusCode.Unauthorized, await Post("{}", password: "wrong"));
        Assert.Equal(HttpStatusCode.BadRequest, await Post("{"));
    }

    [Fact]
    public async Task a_report_that_cannot_be_recorded_is_asked_for_again()
    {
        _postmark.Known[Provider] = (Mark, ["Delivered"]);
        _grainsAreDown = true;

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await Post(Event("Delivery", "\"DeliveredAt\":\"2026-11-23T10:00:00Z\"")));
    }

    private static string Event(string type, string more) =>
        $$"""{"RecordType":"{{type}}","MessageID":"{{Provider}}","Details":"Test","Metadata":{"{{PostmarkEvents.MessageKey}}":"{{Mark}}"},{{more}}}""";

    private async Task<HttpStatusCode> Post(string body, string path = "/hooks/postmark/hook-secret", string password = "hook-password")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"postmark:{password}")));
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    private IGrainFactory Grains()
    {
        var factory = DispatchProxy.Create<IGrainFactory, Recorder>();
        ((Recorder)(object)factory).Invoked = (method, arguments) =>
        {
            if (_grainsAreDown)
            {
                throw new TimeoutException();
            }

            var grain = DispatchProxy.Create<IMailGrain, Recorder>();
            ((Recorder)(object)grain).Invoked = (_, report) =>
            {
                _reports.Enqueue(((string)arguments[0]!, (DeliveryState)report[0]!));
                return Task.CompletedTask;
            };
            return grain;
        };
        return factory;
    }

    public class Recorder : DispatchProxy
    {
        public Func<MethodInfo, object?[], object?>? Invoked { get; set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Invoked!(targetMethod!, args ?? []);
    }
}
