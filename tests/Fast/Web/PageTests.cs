using System.Net;
using System.Text.RegularExpressions;
using Flexportal.Api.InProcess;
using Flexportal.Domain.Common;
using Flexportal.Domain.Workers;
using Flexportal.Web;
using Flexportal.Web.Pages.Documents;
using Flexportal.Web.Pages.Signing;
using Flexportal.Web.Texts;
using Xunit;

namespace Flexportal.Tests.Fast.Web;

/// <summary>What the pages say and what they are made of.</summary>
public sealed partial class PageTests : IAsyncLifetime
{
    private FakePortal _portal = null!;

    public async ValueTask InitializeAsync() => Sample.Fill(_portal = await FakePortal.Start());

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task the_three_lists_are_worded_as_in_the_source()
    {
        using var browser = _portal.Browser();
        var words = Pages.Words(await browser.GetStringAsync("/", Cancel));
        string[] parts =
        [
            "Te ondertekenen documenten", "Ondertekende documenten", "10 dec. 2020 om 11:33 OVK N. van Dooren.pdf",
            "Wel heb je een overzicht van welke documenten je wanneer hebt getekend.",
            "Wij adviseren je na ontvangst van je getekende documenten, deze direct op te slaan in een veilige map waar je ze gemakkelijk terug kunt vinden.",
            "Jouw documenten",
            "Hier vind je een lijst met documenten die belangrijk zijn voor jouw archief. We raden je aan deze documenten te downloaden en in je administratie te bewaren.",
        ];
        var places = parts.Select(part => words.IndexOf(part, StringComparison.Ordinal)).ToList();
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
    }

    [Fact]
    public async Task an_empty_list_says_so_three_times_and_each_time_in_its_own_words()
    {
        _portal.Answer("Home", Sample.Home(_portal, 0, 0, 0));
        using var browser = _portal.Browser();
        var words = Pages.Words(await browser.GetStringAsync("/", Cancel));
        Assert.Equal(3, words.Split("Geen documenten gevonden").Length - 1);
        Assert.Contains("We mailen je als er iets klaarstaat.", words, StringComparison.Ordinal);
        Assert.Contains("Tal Demo Uitzendbureau heeft nog geen documenten voor je klaargezet.", words, StringComparison.Ordinal);
    }

    [Fact]
    public void a_name_that_ends_with_a_full_stop_brings_the_sentence_s()
    {
        var sentences = Texts.Languages.SelectMany(texts => typeof(Texts).GetMethods()
            .Where(method => method.ReturnType == typeof(string) && method.GetParameters() is { Length: > 0 } all && all.All(parameter => parameter.ParameterType == typeof(string)) && all.Any(parameter => parameter.Name is "agency" or "name"))
            .Select(method => (string)method.Invoke(texts, [.. method.GetParameters().Select(parameter => parameter.Name is "agency" or "name" ? "Flex B.V." : "x")])!)).ToList();
        Assert.True(sentences.Count > 20);
        Assert.DoesNotContain(sentences, sentence => sentence.Contains("..", StringComparison.Ordinal));
    }

    [Fact]
    public async Task the_list_page_is_small_and_carries_no_script()
    {
        _portal.Answer("Home", Sample.Home(_portal, 8, 8, 4));
        using var browser = _portal.Browser();
        var html = await browser.GetStringAsync("/", Cancel);
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(html), 4_000, 8_192);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.InRange(OwnFiles.Length("portal.css"), 8_000, 14_000);
    }

    [Fact]
    public async Task every_page_keeps_the_rules_of_its_markup_and_words()
    {
        using var browser = _portal.Browser();
        foreach (var path in AllPages())
        {
            var answer = await browser.GetAsync(path, Cancel);
            var html = await answer.Content.ReadAsStringAsync(Cancel);
            Assert.True(answer.IsSuccessStatusCode, path);
            Assert.DoesNotMatch(StyleAttribute(), html);
            Assert.DoesNotMatch(InlineCode(), html);
            Assert.Single(Heading().Matches(html));
            Assert.Contains("<html lang=\"nl\" dir=\"ltr\"", html, StringComparison.Ordinal);
            Assert.DoesNotContain("_blank", html, StringComparison.Ordinal);
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            var nonce = policy.Split("'nonce-")[1].Split('\'')[0];
            Assert.Contains($"<style nonce=\"{nonce}\">", html, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Equal(html.Contains("<script", StringComparison.Ordinal), policy.Contains("script-src 'self'", StringComparison.Ordinal));
            Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.DoesNotMatch(TradeWords(), Pages.Words(html));
        }
    }

    [Fact]
    public async Task pages_speak_english_when_asked_and_remember_it()
    {
        using var browser = _portal.Browser();
        await browser.Submit("/", "/taal", new() { ["taal"] = "en" });
        var html = await browser.GetStringAsync("/", Cancel);
        Assert.Contains("<html lang=\"en\"", html, StringComparison.Ordinal);
        Assert.Contains("Documents to sign", html, StringComparison.Ordinal);
        Assert.Contains(_portal.Calls, call => call.Operation == "WorkerPreferencesUpdate");
    }

    [Fact]
    public async Task an_unknown_host_gets_a_plain_404_that_names_no_agency()
    {
        using var browser = _portal.Browser("nietvanons");
        foreach (var path in new[] { "/", "/inloggen", "/a/x.css", "/controleer" })
        {
            var answer = await browser.GetAsync(path, Cancel);
            Assert.Equal((HttpStatusCode.NotFound, "Not found\n"), (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel)));
        }
    }

    [Fact]
    public async Task T4_a_forwarded_host_changes_nothing()
    {
        using var browser = _portal.Browser(signedIn: false);
        browser.DefaultRequestHeaders.Add("X-Forwarded-Host", "evil.example");
        var html = await browser.GetStringAsync("/inloggen", Cancel);
        Assert.Contains("Tal Demo Uitzendbureau", html, StringComparison.Ordinal);
        Assert.DoesNotContain("evil", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task T5_the_same_address_at_two_agencies_gives_two_pages()
    {
        using var one = _portal.Browser(signedIn: false);
        using var two = _portal.Browser("werkstad", signedIn: false);
        var (here, there) = (await one.GetStringAsync("/inloggen", Cancel), await two.GetStringAsync("/inloggen", Cancel));
        Assert.Contains("--accent:#0B5563", here, StringComparison.Ordinal);
        Assert.Contains("--accent:#FFC21A", there, StringComparison.Ordinal);
        Assert.DoesNotContain("Tal Demo", there, StringComparison.Ordinal);
    }

    [Fact]
    public async Task T6_a_name_cannot_leave_its_place()
    {
        _portal.Agencies["taldemo"] = _portal.Agencies["taldemo"] with { Name = "</style><script>alert(1)</script>'t \u202Eom" };
        using var browser = _portal.Browser(signedIn: false);
        var html = await browser.GetStringAsync("/inloggen", Cancel);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.Equal(2, html.Split("</style>").Length);
    }

    [Fact]
    public async Task W10_the_id_of_somebody_else_answers_as_an_unknown_and_a_malformed_one()
    {
        using var browser = _portal.Browser();
        foreach (var page in new[] { "", "/lezen", "/tekst", "/ondertekenen", "/code", "/klaar", "/geblokkeerd", "/weigeren", "/gesloten" })
        {
            var foreign = await browser.GetAsync($"/d/{FakePortal.Id('0')}{page}", Cancel);
            var malformed = await browser.GetAsync($"/d/..%2f{page}", Cancel);
            Assert.Equal((page, HttpStatusCode.NotFound), (page, foreign.StatusCode));
            Assert.Equal(HttpStatusCode.NotFound, malformed.StatusCode);
            Assert.Equal(Pages.Words(await foreign.Text()), Pages.Words(await malformed.Text()));
        }
    }

    [Fact]
    public async Task a_fault_becomes_a_page_with_a_number_and_no_trace()
    {
        _portal.Answers["Home"] = _ => throw new InvalidOperationException("geheim van binnen");
        using var browser = _portal.Browser();
        var answer = await browser.GetAsync("/", Cancel);
        var html = await answer.Text();
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Matches(@"FP-[0-9A-Z]{4}-\d\d", html);
        Assert.Contains("Het ligt aan ons.", html, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", html, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task an_outage_says_that_the_portal_is_closed_for_a_moment()
    {
        _portal.Answers["Home"] = _ => throw new WorkerOperationException("Home", "UNAVAILABLE");
        using var browser = _portal.Browser();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await browser.GetAsync("/", Cancel)).StatusCode);
    }

    [Fact]
    public async Task S1_opening_and_submitting_every_form_behind_a_link_uses_nothing_up()
    {
        var token = new string('t', 43);
        _portal.Links[token] = new OpenLink(LinkKind.Invite, _portal.Worker.Id, new DocumentId(FakePortal.Id('a')), MaySetPassword: true);
        using var scanner = _portal.Browser(signedIn: false);
        for (var round = 0; round < 3; round++)
        {
            Assert.Contains($"/welkom/{token}", await scanner.GetStringAsync($"/m/{token}", Cancel), StringComparison.Ordinal);
            using var head = new HttpRequestMessage(HttpMethod.Head, $"/m/{token}");
            await scanner.SendAsync(head, Cancel);
            var answer = await scanner.Submit($"/welkom/{token}", $"/welkom/{token}", new() { ["nieuw"] = "", ["herhaal"] = "" });
            Assert.DoesNotContain(answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : [], c => c.StartsWith("__Host-fp=", StringComparison.Ordinal));
        }

        Assert.Empty(_portal.PasswordsSet);
        using var worker = _portal.Browser(signedIn: false);
        var first = await worker.Submit($"/welkom/{token}", $"/welkom/{token}", new() { ["nieuw"] = FakePortal.Password, ["herhaal"] = FakePortal.Password });
        Assert.Equal($"/d/{FakePortal.Id('a')}", first.Headers.Location!.ToString());
        Assert.Equal(LinkToken.Hash(token), Assert.Single(_portal.PasswordsSet).TokenHash);
    }

    [Fact]
    public async Task an_old_link_says_what_to_do_and_a_forgotten_password_answers_always_alike()
    {
        using var browser = _portal.Browser(signedIn: false);
        Assert.Contains("Deze link werkt niet meer", await (await browser.GetAsync($"/m/{new string('z', 43)}", Cancel)).Text(), StringComparison.Ordinal);
        foreach (var mail in new[] { "niki@example.com", "onbekend@example.com", "geen adres" })
            Assert.Equal("/wachtwoord-vergeten?verstuurd=1", (await browser.Submit("/wachtwoord-vergeten", "/wachtwoord-vergeten", new() { ["mail"] = mail })).Headers.Location!.ToString());
        Assert.Equal(["niki@example.com", "onbekend@example.com"], _portal.Forgotten);
    }

    [Theory]
    [InlineData("CODE_INCORRECT", "Deze code klopt niet. Je kunt nog 2 keer proberen.")]
    [InlineData("CODE_REPLACED", "Dit is de vorige code. Gebruik de code van 11:33.")]
    [InlineData("CODE_NOT_NUMERIC", "Vul alleen cijfers in.")]
    [InlineData("CODE_LENGTH", "De code heeft 4 cijfers. Je hebt er 3 ingevuld.")]
    [InlineData("REQUIRED", "Vul de code uit de e-mail in.")]
    public async Task a_wrong_code_is_told_by_its_cause(string code, string words)
    {
        _portal.Answer("SigningConfirm", Sample.Refused(code));
        using var browser = _portal.Browser();
        var page = $"/d/{FakePortal.Id('b')}/code";
        var answer = await browser.Submit(page, page, new() { ["code"] = "12 3" });
        var html = await (await browser.GetAsync(answer.Headers.Location, Cancel)).Text();
        Assert.Equal(2, html.Split(words).Length - 1);
        Assert.Contains("<title>Fout: Vul de code in", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task the_code_page_shows_the_clusters_clock_and_one_field()
    {
        using var browser = _portal.Browser();
        var html = await (await browser.GetAsync($"/d/{FakePortal.Id('b')}/code", Cancel)).Text();
        Assert.Contains("Je hebt nog 1 minuut en 18 seconden, tot 11:34.", html, StringComparison.Ordinal);
        Assert.Contains("--life:90s;--past:-12s", html, StringComparison.Ordinal);
        Assert.Contains("inputmode=\"numeric\" autocomplete=\"one-time-code\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("maxlength", html, StringComparison.Ordinal);
        Assert.Contains("Over 3 seconden kun je een nieuwe code vragen.", html, StringComparison.Ordinal);
        Assert.Contains("disabled", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task no_time_runs_on_the_page_before_the_mail_has_gone()
    {
        var leaving = Sample.Running(_portal) with { ExpiresAt = null, SentAt = null, Delivery = "DELAYED" };
        _portal.Answers["CodePage"] = v => new NodeData<CodeDocument>(Sample.Code(_portal, v, leaving));
        using var browser = _portal.Browser();
        var html = await (await browser.GetAsync($"/d/{FakePortal.Id('b')}/code", Cancel)).Text();
        Assert.Contains("De tijd begint pas als de e-mail weg is.", html, StringComparison.Ordinal);
        Assert.DoesNotContain("role=\"timer\"", html, StringComparison.Ordinal);
        Assert.Contains("name=\"code\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task when_the_time_is_over_a_new_code_is_the_one_button_and_without_one_the_phone()
    {
        var over = Sample.Running(_portal) with { ExpiresAt = _portal.Now.AddSeconds(-1), ResendsLeft = 1 };
        _portal.Answers["CodePage"] = v => new NodeData<CodeDocument>(Sample.Code(_portal, v, over));
        using var browser = _portal.Browser();
        var html = await (await browser.GetAsync($"/d/{FakePortal.Id('b')}/code", Cancel)).Text();
        Assert.Contains("Stuur een nieuwe code (nog 1 keer)", html, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"code\"", html, StringComparison.Ordinal);
        over = over with { ResendsLeft = 0 };
        Assert.Contains("Je kunt geen nieuwe code meer vragen.", await (await browser.GetAsync($"/d/{FakePortal.Id('b')}/code", Cancel)).Text(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SEALING", "Je handtekening staat vast. Het document klaarmaken duurt langer dan anders; we blijven het proberen.")]
    [InlineData("QUEUED", "We mailen je het document")]
    [InlineData("HANDED_OVER", "We hebben je het document met het transactiebewijs gemaild naar n…@example.com.")]
    [InlineData("DELIVERED", "Het is aangekomen op n…@example.com.")]
    [InlineData("BOUNCED", "is niet aangekomen. Je handtekening staat vast.")]
    [InlineData("PURGED", "Het is aangekomen op n…@example.com.")]
    public async Task INV6_the_success_page_says_what_is_known_of_the_mail_and_no_more(string copy, string words)
    {
        _portal.Answers["DonePage"] = v => Sample.Done(v, copy);
        using var browser = _portal.Browser();
        var html = await (await browser.GetAsync($"/d/{FakePortal.Id('1')}/klaar", Cancel)).Text();
        Assert.Contains($"Je hebt {Sample.Title} ondertekend", html, StringComparison.Ordinal);
        Assert.Contains("Op donderdag 10 december 2020 om 11:33 uur.", html, StringComparison.Ordinal);
        Assert.Contains(words, html, StringComparison.Ordinal);
        Assert.Equal(copy is "HANDED_OVER" or "DELIVERED" or "PURGED", html.Contains("gemaild", StringComparison.Ordinal));
        Assert.Equal(copy is not ("SEALING" or "BOUNCED"), html.Contains("Bewaar het meteen op een veilige plek waar je het terugvindt: wij bewaren het niet voor je.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task a_seal_that_was_just_asked_for_is_not_called_late()
    {
        _portal.Now = new DateTimeOffset(2020, 12, 10, 10, 33, 46, TimeSpan.Zero);
        _portal.Answers["DonePage"] = v => Sample.Done(v, "SEALING");
        using var browser = _portal.Browser();
        var html = await (await browser.GetAsync($"/d/{FakePortal.Id('1')}/klaar", Cancel)).Text();
        Assert.Contains("We maken je document klaar. Dit duurt meestal 5 seconden.", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_page_of_another_step_leads_to_the_present_one()
    {
        using var browser = _portal.Browser();
        foreach (var (id, step) in new[] { ('a', "lezen"), ('b', "code"), ('e', "geblokkeerd"), ('f', "gesloten"), ('1', "klaar") })
            foreach (var page in new[] { "ondertekenen", "code", "klaar", "geblokkeerd", "gesloten" }.Where(p => p != step && !(id == 'a' && p == "ondertekenen")))
            {
                var answer = await browser.GetAsync($"/d/{FakePortal.Id(id)}/{page}", Cancel);
                Assert.Equal(($"{id} {page}", $"/d/{FakePortal.Id(id)}/{step}"), ($"{id} {page}", answer.Headers.Location?.ToString()));
            }
    }

    [Fact]
    public async Task own_files_may_be_kept_for_ever_and_hsts_is_set_outside_development()
    {
        using var browser = _portal.Browser(signedIn: false);
        var answer = await browser.GetAsync(OwnFiles.Css, Cancel);
        Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
        await using var production = await FakePortal.Start("Production");
        using var outside = production.Browser(signedIn: false);
        Assert.True((await outside.GetAsync("/inloggen", Cancel)).Headers.Contains("Strict-Transport-Security"));
    }

    private static string[] AllPages()
    {
        var (a, b, e, f, done) = (FakePortal.Id('a'), FakePortal.Id('b'), FakePortal.Id('e'), FakePortal.Id('f'), FakePortal.Id('1'));
        return
        [
            "/", $"/d/{a}/lezen", $"/d/{a}/tekst", $"/d/{a}/ondertekenen", $"/d/{b}/code", $"/d/{b}/code?fout=CODE_INCORRECT", $"/d/{done}/klaar", $"/d/{e}/geblokkeerd", $"/d/{a}/weigeren",
            $"/d/{a}/weigeren?fout=REQUIRED", $"/d/{f}/gesloten", "/hulp", $"/hulp?document={a}", "/hulp?fout=REQUIRED", "/hulp/android", "/instellingen", "/privacy", "/toegankelijkheid", "/wachtwoord-vergeten", "/controleer", "/controleer?fout=NUMBER",
        ];
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [GeneratedRegex("\\sstyle\\s*=", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex StyleAttribute();

    [GeneratedRegex("\\son[a-z]+\\s*=|javascript:|<script(?! src=)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex InlineCode();

    [GeneratedRegex("<h1", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\b(sessie|token|authenticatie|verificatiemethode|ongeldig|time-out|OTP|2FA|server)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex TradeWords();
}
