using Flexportal.Api.InProcess;
using Flexportal.Domain.Budgets;
using Flexportal.Domain.Common;
using Flexportal.Sealing.Verify;
using Flexportal.Web.Pages.Check;
using Xunit;

namespace Flexportal.Tests.Fast.Web;

/// <summary>W23: the public check by transaction number, and its words.</summary>
public sealed class CheckTests : IAsyncLifetime
{
    private const string Number = "fa353dec5dec4b799ef00ef5187df7be";

    private FakePortal _portal = null!;

    public async ValueTask InitializeAsync()
    {
        Sample.Fill(_portal = await FakePortal.Start());
        _portal.Known["taldemo/" + Number] = new KnownSignature(new TransactionId(Number), new DateTimeOffset(2020, 12, 10, 10, 33, 36, TimeSpan.Zero), 5, new string('9', 64));
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Theory]
    [InlineData(Number)]
    [InlineData(" FA353DEC 5DEC4B79-9EF00EF5 187DF7BE ")]
    public async Task W23_a_known_number_tells_when_and_where_and_never_who(string typed)
    {
        using var browser = _portal.Browser(signedIn: false);
        var words = Pages.Words(await (await browser.Submit("/controleer", "/controleer", new() { ["nummer"] = typed })).Text());

        Assert.Contains("Op donderdag 10 december 2020 om 11:33 uur is bij Tal Demo Uitzendbureau een document van 5 pagina's ondertekend.", words, StringComparison.Ordinal);
        Assert.Contains(new string('9', 64), words, StringComparison.Ordinal);
        Assert.DoesNotContain("Niki", words, StringComparison.Ordinal);
        Assert.DoesNotContain(Sample.Title, words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task W23_an_unknown_number_and_one_of_another_agency_are_the_same()
    {
        using var browser = _portal.Browser(signedIn: false);
        using var elsewhere = _portal.Browser("werkstad", signedIn: false);
        var unknown = await (await browser.Submit("/controleer", "/controleer", new() { ["nummer"] = new string('0', 32) })).Text();
        var foreign = await (await elsewhere.Submit("/controleer", "/controleer", new() { ["nummer"] = Number })).Text();

        Assert.Contains("Dit nummer kennen we niet", unknown, StringComparison.Ordinal);
        Assert.Contains("Dit nummer kennen we niet", foreign, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fa353dec", "fout=NUMBER", "Dit is geen heel transactienummer.")]
    [InlineData("zz353dec5dec4b799ef00ef5187df7be", "fout=NUMBER", "Dit is geen heel transactienummer.")]
    [InlineData("  ", "fout=REQUIRED", "Kies een bestand of vul een transactienummer in.")]
    public async Task W23_what_cannot_be_a_number_is_said_at_its_field(string typed, string problem, string words)
    {
        using var browser = _portal.Browser(signedIn: false);
        var answer = await browser.Submit("/controleer", "/controleer", new() { ["nummer"] = typed });
        Assert.EndsWith(problem, answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Contains(words, await (await browser.GetAsync(answer.Headers.Location, Cancel)).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task W22_too_many_checks_in_a_minute_are_asked_to_wait()
    {
        using var browser = _portal.Browser(signedIn: false);
        HttpResponseMessage answer;
        var checks = 0;
        do
            answer = await browser.Submit("/controleer", "/controleer", new() { ["nummer"] = Number });
        while (answer.IsSuccessStatusCode && ++checks < 20);

        Assert.Equal((System.Net.HttpStatusCode.TooManyRequests, "60"), (answer.StatusCode, answer.Headers.GetValues("Retry-After").Single()));
        Assert.Contains("Even wachten", await answer.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task W2_checks_are_counted_by_network_over_all_hosts()
    {
        _portal.BudgetRefusal = new Refusal(RefusalCode.TooOften) { At = _portal.Now.AddMinutes(5) };
        using var browser = _portal.Browser(signedIn: false);
        var answer = await browser.Submit("/controleer", "/controleer", new() { ["nummer"] = Number });

        Assert.Equal((System.Net.HttpStatusCode.TooManyRequests, "300"), (answer.StatusCode, answer.Headers.GetValues("Retry-After").Single()));
        Assert.Equal(BudgetKey.OfAddress(BudgetUse.Check, "127.0.0.1"), Assert.Single(_portal.BudgetsAsked));
    }

    [Fact]
    public void W23_every_reason_of_the_verifier_has_plain_words_in_both_languages()
    {
        foreach (var reason in Enum.GetValues<VerificationReason>())
        {
            var code = new VerificationReport(Verdict.NotValid, reason, null, null, null).ReasonCode!;
            Assert.All(Flexportal.Web.Texts.Texts.Languages, texts => Assert.True(CheckReasons.Say(code, texts) is { Length: > 10 }, code));
        }

        Assert.Null(CheckReasons.Say("something_new", Flexportal.Web.Texts.Texts.Dutch));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
