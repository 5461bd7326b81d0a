using System.Net;
using Flexportal.Web.Pages;
using Flexportal.Web.Pages.Personal;
using Xunit;

namespace Flexportal.Tests.Fast.Web;

/// <summary>W17 and W20, and U11: what is the worker's own.</summary>
public sealed class AccountTests : IAsyncLifetime
{
    private FakePortal _portal = null!;

    public async ValueTask InitializeAsync() => Sample.Fill(_portal = await FakePortal.Start());

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task W17_personal_documents_stand_by_dutch_year_and_a_removed_file_keeps_its_line()
    {
        using var browser = _portal.Browser();
        var html = await browser.GetStringAsync("/jouw-documenten", Cancel);
        var words = Pages.Words(html.Replace("<h2", " # <h2", StringComparison.Ordinal));

        string[] order = ["Jouw documenten", "# 2026", "Loonstrook week 46", "Download (pdf, 84 kB)", "Jaaropgave", "# 2025", "Loonstrook week 52", "Loonstrook week 51", "Dit bestand staat hier niet meer."];
        var place = -1;
        Assert.All(order, word => Assert.True((place = words.IndexOf(word, place + 1, StringComparison.Ordinal)) >= 0, word));
        Assert.Contains("Tal Demo Uitzendbureau kan een document hier weghalen als het oud is. Bewaar daarom zelf wat je nodig hebt.", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task W17_a_personal_document_is_read_and_never_signed()
    {
        using var browser = _portal.Browser();
        var html = await browser.GetStringAsync($"/d/{FakePortal.Id('9')}/lezen", Cancel);
        Assert.Contains("Stuur naar mijn e-mail", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Ondertekenen", Pages.Words(html), StringComparison.Ordinal);
        Assert.Equal($"/d/{FakePortal.Id('9')}/lezen", (await browser.GetAsync($"/d/{FakePortal.Id('9')}/ondertekenen", Cancel)).Headers.Location!.ToString());
    }

    [Theory]
    [InlineData("/jouw-documenten", '9', "/jouw-documenten?gemaild=1")]
    [InlineData("/d/99999999999999999999999999999999/lezen", '9', "/d/99999999999999999999999999999999/lezen?gemaild=1")]
    [InlineData("/d/11111111111111111111111111111111/klaar", '1', "/d/11111111111111111111111111111111/klaar?gemaild=1")]
    [InlineData("//evil.example", '1', "/d/11111111111111111111111111111111?gemaild=1")]
    public async Task U11_a_file_goes_to_the_workers_own_mail_and_the_same_page_says_so(string page, char document, string next)
    {
        using var browser = _portal.Browser();
        var answer = await browser.Submit("/jouw-documenten", $"/d/{FakePortal.Id(document)}/mail", new() { ["terug"] = page });

        Assert.Equal((HttpStatusCode.SeeOther, next), (answer.StatusCode, answer.Headers.Location!.ToString()));
        Assert.Equal(FakePortal.Id(document), FakePortal.BareId(_portal.Calls.Single(call => call.Operation == "DocumentMailCopy").Variables));
        if (next.StartsWith(page, StringComparison.Ordinal))
            Assert.Contains("We sturen het bestand naar n…@example.com.", await (await browser.GetAsync(next, Cancel)).Text(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TOO_OFTEN", "Je hebt al vaak een bestand laten mailen.")]
    [InlineData("CONFLICT", "Vraag Tal Demo Uitzendbureau om het document.")]
    [InlineData("MAIL_REJECTED", "We kunnen geen e-mail sturen naar jouw adres.")]
    public async Task U11_why_a_file_is_not_mailed_is_said_on_the_page(string code, string words)
    {
        _portal.Answer("DocumentMailCopy", new MailCopyData(new MailCopyPayload([new UserError(code)])));
        using var browser = _portal.Browser();
        var answer = await browser.Submit("/jouw-documenten", $"/d/{FakePortal.Id('9')}/mail", new() { ["terug"] = "/jouw-documenten" });
        Assert.Contains(words, await (await browser.GetAsync(answer.Headers.Location, Cancel)).Text(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HANDED_OVER", true, true)]
    [InlineData("DELIVERED", true, true)]
    [InlineData("QUEUED", true, false)]
    [InlineData("BOUNCED", true, false)]
    [InlineData("PURGED", false, false)]
    public async Task U11_a_signed_file_is_offered_by_mail_only_while_it_is_here(string copy, bool isHere, bool offered)
    {
        _portal.Answers["DonePage"] = v => Sample.Done(v, copy) is { Node: { } node } data
            ? data with { Node = node with { Proof = node.Proof! with { Download = isHere ? new Download("/files/z", 90_000) : null, MailedAt = new Moment(_portal.Now.AddDays(-1)), MailedTo = "o…@example.com" } } }
            : throw new InvalidOperationException();
        using var browser = _portal.Browser();
        var words = Pages.Words(await browser.GetStringAsync($"/d/{FakePortal.Id('1')}/klaar", Cancel)).Replace("\u2060", "", StringComparison.Ordinal);

        Assert.Equal(offered, words.Contains("Stuur naar mijn e-mail", StringComparison.Ordinal));
        Assert.Equal(copy == "PURGED", words.Contains("op zondag 22 november 2026 om 11:33 uur gemaild naar o…@example.com. Bewaar het meteen op een veilige plek waar je het terugvindt: wij bewaren het niet voor je. Kun je die e-mail niet vinden? Vraag Tal Demo Uitzendbureau", StringComparison.Ordinal));
    }

    [Fact]
    public async Task W20_devices_are_named_in_plain_words_and_this_one_is_marked()
    {
        using var browser = _portal.Browser();
        var html = await browser.GetStringAsync("/instellingen", Cancel);
        var words = Pages.Words(html);

        Assert.Contains("Chrome op Android (dit apparaat) Ingelogd op 23 nov. 2026 om 09:33 Firefox op Windows Ingelogd op 23 nov. 2026 om 09:33 Laatst gebruikt op 23 nov. 2026 om 11:29 Uitloggen Een onbekend apparaat", words, StringComparison.Ordinal);
        Assert.Contains("niki@example.com", words, StringComparison.Ordinal);
        Assert.Contains("Bel Tal Demo Uitzendbureau: alleen zij kunnen dit wijzigen.", words, StringComparison.Ordinal);
        Assert.Equal(2, html.Split("name=\"apparaat\"").Length - 1);
    }

    [Fact]
    public async Task W20_one_device_is_logged_out_and_the_page_says_so()
    {
        using var browser = _portal.Browser();
        var answer = await browser.Submit("/instellingen", "/uitloggen/apparaat", new() { ["apparaat"] = "bb" });

        Assert.Equal("/instellingen?uit=1", answer.Headers.Location!.ToString());
        Assert.Equal("bb", Assert.Single(_portal.SignedOut));
        Assert.Contains("Dat apparaat is uitgelogd.", await (await browser.GetAsync(answer.Headers.Location, Cancel)).Text(), StringComparison.Ordinal);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
