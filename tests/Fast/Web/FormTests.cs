using System.Net;
using Flexportal.Domain.Budgets;
using Flexportal.Domain.Common;
using Xunit;

namespace Flexportal.Tests.Fast.Web;

/// <summary>W7, W8 and U3: cookies, forged forms, and forms that are never sent twice by back or reload.</summary>
public sealed class FormTests : IAsyncLifetime
{
    private static readonly Dictionary<string, string> RightPassword = new() { ["mail"] = "niki@example.com", ["wachtwoord"] = FakePortal.Password };

    private FakePortal _portal = null!;

    public async ValueTask InitializeAsync() => Sample.Fill(_portal = await FakePortal.Start());

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Theory]
    [InlineData("Origin", "http://werkstad.localhost")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "none")]
    public async Task W8_a_form_from_a_sister_subdomain_is_refused_and_does_nothing(string header, string value)
    {
        using var browser = _portal.Browser();
        var answer = await browser.Submit("/", $"/d/{FakePortal.Id('a')}/ondertekenen", change: request =>
        {
            request.Headers.Remove(header);
            request.Headers.Add(header, value);
        });
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.DoesNotContain(_portal.Calls, call => call.Operation == "SigningStart");
    }

    [Fact]
    public async Task W8_a_form_without_a_token_or_with_one_of_another_tenant_or_session_is_refused()
    {
        using var other = _portal.Browser("werkstad");
        using var another = _portal.Browser();
        string[] foreign = ["", new string('A', 43), Pages.Token(await other.GetStringAsync("/hulp", Cancel)), Pages.Token(await another.GetStringAsync("/hulp", Cancel))];
        using var browser = _portal.Browser();
        foreach (var token in foreign)
        {
            using var form = new FormUrlEncodedContent([new("_t", token)]);
            Assert.Equal(HttpStatusCode.Forbidden, (await browser.PostAsync($"/d/{FakePortal.Id('a')}/ondertekenen", form, Cancel)).StatusCode);
        }

        Assert.DoesNotContain(_portal.Calls, call => call.Operation == "SigningStart");
    }

    [Fact]
    public async Task W8_the_same_session_cookie_at_another_tenant_gives_no_usable_token()
    {
        var secret = _portal.SignIn();
        using var here = _portal.Browser(signedIn: false);
        using var there = _portal.Browser("werkstad", signedIn: false);
        here.DefaultRequestHeaders.Add("X-Test-Cookie", $"__Host-fp={secret}");
        there.DefaultRequestHeaders.Add("X-Test-Cookie", $"__Host-fp={secret}");
        var token = Pages.Token(await there.GetStringAsync("/hulp", Cancel));
        using var form = new FormUrlEncodedContent([new("_t", token)]);
        Assert.Equal(HttpStatusCode.Forbidden, (await here.PostAsync("/uitloggen", form, Cancel)).StatusCode);
    }

    [Fact]
    public async Task W7_signing_in_gives_a_new_session_and_ignores_a_planted_one()
    {
        using var browser = _portal.Browser(signedIn: false);
        var planted = new string('p', 43);
        browser.DefaultRequestHeaders.Add("X-Test-Cookie", $"__Host-fp={planted}");
        var answer = await browser.Submit("/inloggen", "/inloggen", RightPassword);
        Assert.Equal((HttpStatusCode.SeeOther, "/"), (answer.StatusCode, answer.Headers.Location!.ToString()));
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), c => c.StartsWith("__Host-fp=", StringComparison.Ordinal));
        Assert.DoesNotContain(planted, cookie, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/", Cancel)).StatusCode);
    }

    [Fact]
    public async Task W7_every_cookie_is_host_bound_secure_http_only_and_lax()
    {
        using var browser = _portal.Browser(signedIn: false);
        var cookies = new List<string>();
        foreach (var answer in new[] { await browser.GetAsync("/inloggen", Cancel), await browser.Submit("/inloggen", "/inloggen", RightPassword), await browser.Submit("/", "/taal", new() { ["taal"] = "en" }) })
            cookies.AddRange(answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : []);
        Assert.True(cookies.Count >= 4);
        Assert.All(cookies, cookie =>
        {
            Assert.StartsWith("__Host-", cookie, StringComparison.Ordinal);
            Assert.All(new[] { "path=/", "secure", "httponly", "samesite=lax" }, attribute => Assert.Contains(attribute, cookie, StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain("domain", cookie, StringComparison.OrdinalIgnoreCase);
        });
    }

    [Fact]
    public async Task W11_a_revoked_session_is_over_at_once()
    {
        using var lost = _portal.Browser();
        Assert.Equal(HttpStatusCode.OK, (await lost.GetAsync("/", Cancel)).StatusCode);
        using var other = _portal.Browser();
        await other.Submit("/", "/uitloggen/overal");
        var answer = await lost.GetAsync("/", Cancel);
        Assert.Equal("/inloggen?terug=%2F&weg=1", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task a_wrong_password_is_answered_alike_for_known_and_unknown_addresses()
    {
        using var known = _portal.Browser(signedIn: false);
        using var unknown = _portal.Browser(signedIn: false);
        var one = await known.Submit("/inloggen", "/inloggen", new() { ["mail"] = "niki@example.com", ["wachtwoord"] = "verkeerd wachtwoord" });
        var two = await unknown.Submit("/inloggen", "/inloggen", new() { ["mail"] = "niet@example.com", ["wachtwoord"] = "verkeerd wachtwoord" });
        Assert.Equal((one.StatusCode, one.Headers.Location), (two.StatusCode, two.Headers.Location));
        var page = await (await known.GetAsync(one.Headers.Location, Cancel)).Text();
        Assert.Contains("Je e-mailadres of wachtwoord klopt niet. Probeer het nog een keer.", page, StringComparison.Ordinal);
        Assert.Contains("<title>Fout: Log in", page, StringComparison.Ordinal);
        Assert.Contains("value=\"niki@example.com\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task too_many_tries_say_how_long_to_wait()
    {
        _portal.SignInRefusal = new Refusal(RefusalCode.SignInTooOften) { At = _portal.Now.AddMinutes(7) };
        using var browser = _portal.Browser(signedIn: false);
        var answer = await browser.Submit("/inloggen", "/inloggen", RightPassword);
        Assert.Contains("Wacht 7 minuten of vraag een nieuw wachtwoord.", await (await browser.GetAsync(answer.Headers.Location, Cancel)).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task W2_a_full_network_is_told_so_and_how_to_go_on()
    {
        _portal.SignInRefusal = _portal.BudgetRefusal = new Refusal(RefusalCode.TooOften) { At = _portal.Now.AddMinutes(12) };
        using var browser = _portal.Browser(signedIn: false);
        foreach (var page in new[] { "/inloggen", "/wachtwoord-vergeten" })
        {
            var answer = await browser.Submit(page, page, RightPassword);
            var html = await (await browser.GetAsync(answer.Headers.Location, Cancel)).Text();
            Assert.Contains("Vanaf dit netwerk is het te vaak geprobeerd, misschien door iemand anders. Wacht 12 minuten of gebruik een ander netwerk", html, StringComparison.Ordinal);
            Assert.Contains("value=\"niki@example.com\"", html, StringComparison.Ordinal);
            Assert.DoesNotContain("Er is iets niet goed ingevuld", html, StringComparison.Ordinal);
        }

        Assert.Empty(_portal.Forgotten);
        Assert.Equal(BudgetKey.OfAddress(BudgetUse.ForgottenPassword, "127.0.0.1"), Assert.Single(_portal.BudgetsAsked));
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("javascript:alert(1)")]
    public async Task signing_in_never_leads_to_another_site(string back)
    {
        using var browser = _portal.Browser(signedIn: false);
        var answer = await browser.Submit("/inloggen", "/inloggen", new(RightPassword) { ["terug"] = back });
        Assert.Equal("/", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task U2_signing_in_leads_back_to_the_step_that_was_asked_for()
    {
        using var browser = _portal.Browser(signedIn: false);
        var asked = await browser.GetAsync($"/d/{FakePortal.Id('b')}", Cancel);
        Assert.Equal(HttpStatusCode.SeeOther, asked.StatusCode);
        Assert.Contains("Log in", await (await browser.GetAsync(asked.Headers.Location, Cancel)).Text(), StringComparison.Ordinal);
        var signedIn = await browser.Submit(asked.Headers.Location!.ToString(), "/inloggen", new(RightPassword) { ["terug"] = $"/d/{FakePortal.Id('b')}" });
        var step = await browser.GetAsync(signedIn.Headers.Location, Cancel);
        Assert.Equal($"/d/{FakePortal.Id('b')}/code", step.Headers.Location!.ToString());
    }

    [Fact]
    public async Task U3_every_form_answers_with_see_other()
    {
        var (a, b) = (FakePortal.Id('a'), FakePortal.Id('b'));
        using var browser = _portal.Browser();
        string[] forms = [$"/d/{a}/lezen", $"/d/{a}/ondertekenen", $"/d/{b}/code", $"/d/{b}/code/opnieuw", $"/d/{a}/weigeren", "/instellingen", "/taal", "/wachtwoord-vergeten", "/controleer", "/hulp", "/uitloggen"];
        foreach (var form in forms)
            Assert.Equal((form, HttpStatusCode.SeeOther), (form, (await browser.Submit("/", form, new() { ["code"] = "1234", ["waarom"] = "1" })).StatusCode));
    }

    [Fact]
    public async Task U4_a_form_sends_the_key_that_its_page_was_shown_with()
    {
        using var browser = _portal.Browser();
        var html = await browser.GetStringAsync($"/d/{FakePortal.Id('a')}/ondertekenen", Cancel);
        var key = html.Split("name=\"sleutel\" value=\"")[1].Split('"')[0];
        for (var tap = 0; tap < 2; tap++)
        {
            using var form = new FormUrlEncodedContent([new("_t", Pages.Token(html)), new("sleutel", key)]);
            await browser.PostAsync($"/d/{FakePortal.Id('a')}/ondertekenen", form, Cancel);
        }

        var sent = _portal.Calls.Where(call => call.Operation == "SigningStart").Select(call => call.Variables!.GetType().GetProperty("key")!.GetValue(call.Variables)!.ToString());
        Assert.Equal([key, key], sent);
        Assert.NotEqual(key, (await browser.GetStringAsync($"/d/{FakePortal.Id('a')}/ondertekenen", Cancel)).Split("name=\"sleutel\" value=\"")[1].Split('"')[0]);
    }

    [Fact]
    public async Task what_was_typed_comes_back_after_an_error_and_after_a_new_sign_in()
    {
        using var browser = _portal.Browser();
        var page = $"/d/{FakePortal.Id('a')}/weigeren";
        var answer = await browser.Submit(page, page, new() { ["tekst"] = "Het uurloon klopt niet: moi płaca" });
        Assert.Contains("moi płaca", await (await browser.GetAsync(answer.Headers.Location, Cancel)).Text(), StringComparison.Ordinal);
        var html = await browser.GetStringAsync(page, Cancel);
        _portal.Sessions.Clear();
        using var form = new FormUrlEncodedContent([new("_t", Pages.Token(html)), new("waarom", "0"), new("tekst", "tweede versie")]);
        var asked = await browser.PostAsync(page, form, Cancel);
        Assert.StartsWith("/inloggen?terug=", asked.Headers.Location!.ToString(), StringComparison.Ordinal);
        await browser.Submit(asked.Headers.Location.ToString(), "/inloggen", RightPassword);
        var back = await (await browser.GetAsync(page, Cancel)).Text();
        Assert.Contains("tweede versie", back, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_huge_form_is_refused_with_a_page()
    {
        using var browser = _portal.Browser();
        var answer = await browser.Submit("/", $"/d/{FakePortal.Id('a')}/weigeren", new() { ["tekst"] = new string('x', 200_000) });
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("te groot", await answer.Text(), StringComparison.Ordinal);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
