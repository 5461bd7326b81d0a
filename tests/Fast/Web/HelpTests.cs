using System.Net;
using Flexportal.Api.InProcess;
using Flexportal.Domain.Agencies;
using Flexportal.Domain.Common;
using Flexportal.Domain.Workers;
using Flexportal.Web.Pages;
using Flexportal.Web.Pages.Help;
using Xunit;

namespace Flexportal.Tests.Fast.Web;

/// <summary>W13, W19 and W21: ways on for who is stuck.</summary>
public sealed class HelpTests : IAsyncLifetime
{
    private FakePortal _portal = null!;

    public async ValueTask InitializeAsync()
    {
        Sample.Fill(_portal = await FakePortal.Start());
        _portal.Answer("HelpRequest", new HelpData(new HelpPayload("FP-7K3M-22", [])));
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task W19_a_question_is_passed_on_and_gets_a_number()
    {
        using var browser = _portal.Browser();
        var answer = await browser.Submit("/hulp", "/hulp", new() { ["over"] = "0", ["tekst"] = "Nie dostaję kodu", ["telefoon"] = "06 12 34 56 78" });

        Assert.Equal("/hulp?nummer=FP-7K3M-22", answer.Headers.Location!.ToString());
        var sent = Assert.Single(_portal.Calls, call => call.Operation == "HelpRequest").Variables!;
        Assert.Equal((null, "NO_CODE_RECEIVED", "Nie dostaję kodu", "06 12 34 56 78"), (Value(sent, "documentId"), Value(sent, "topic"), Value(sent, "message"), Value(sent, "phone")));
        var page = Pages.Words(await browser.GetStringAsync(answer.Headers.Location, Cancel));
        Assert.Contains("We hebben je vraag doorgegeven. Tal Demo Uitzendbureau neemt contact met je op. Nummer: FP-7K3M-22.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Stel je vraag", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task W13_the_form_stands_on_the_page_of_a_blocked_document_and_names_it()
    {
        using var browser = _portal.Browser();
        var blocked = $"/d/{FakePortal.Id('e')}/geblokkeerd";
        var html = await browser.GetStringAsync(blocked, Cancel);
        Assert.Contains("Of stuur een bericht", html, StringComparison.Ordinal);
        Assert.Contains($"name=\"document\" value=\"{FakePortal.Id('e')}\"", html, StringComparison.Ordinal);

        await browser.Submit(blocked, "/hulp", new() { ["document"] = FakePortal.Id('e'), ["over"] = "1" });

        var sent = Assert.Single(_portal.Calls, call => call.Operation == "HelpRequest").Variables!;
        Assert.Equal((FakePortal.NodeIdOf(FakePortal.Id('e')), "LOCKED", null), (Value(sent, "documentId"), Value(sent, "topic"), Value(sent, "message")));
    }

    [Theory]
    [InlineData("", "hallo", "", "Kies waar je vraag over gaat.")]
    [InlineData("6", "hallo", "", "Kies waar je vraag over gaat.")]
    [InlineData("5", "hallo", "06 00000000000000000000000000000000000000000000", "Dit telefoonnummer is te lang.")]
    public async Task W19_what_is_missing_is_said_and_what_was_typed_stays(string over, string text, string phone, string words)
    {
        using var browser = _portal.Browser();
        var answer = await browser.Submit("/hulp", "/hulp", new() { ["document"] = FakePortal.Id('a'), ["over"] = over, ["tekst"] = text, ["telefoon"] = phone });
        var html = await (await browser.GetAsync(answer.Headers.Location, Cancel)).Text();

        Assert.Contains(words, html, StringComparison.Ordinal);
        Assert.Contains("<title>Fout: Hulp", html, StringComparison.Ordinal);
        Assert.Contains($">{text}</textarea>", html, StringComparison.Ordinal);
        Assert.Contains($"Je vraag gaat over {Sample.Title}.", html, StringComparison.Ordinal);
        Assert.DoesNotContain(_portal.Calls, call => call.Operation == "HelpRequest");
    }

    [Fact]
    public async Task W19_a_message_of_a_thousand_foreign_letters_survives_an_error_and_one_more_is_too_long()
    {
        using var browser = _portal.Browser();
        var text = new string('ж', HelpPages.MaxMessage);
        var answer = await browser.Submit("/hulp", "/hulp", new() { ["tekst"] = text });
        Assert.Contains(text, await (await browser.GetAsync(answer.Headers.Location, Cancel)).Text(), StringComparison.Ordinal);

        answer = await browser.Submit("/hulp", "/hulp", new() { ["over"] = "5", ["tekst"] = text + "ж" });
        Assert.Equal("/hulp?fout=TOO_LONG", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task W19_a_question_that_cannot_be_sent_shows_phone_and_mail()
    {
        _portal.Answer("HelpRequest", new HelpData(new HelpPayload(null, [new UserError("UNAVAILABLE")])));
        using var browser = _portal.Browser();
        var answer = await browser.Submit("/hulp", "/hulp", new() { ["over"] = "5" });
        var html = await (await browser.GetAsync(answer.Headers.Location, Cancel)).Text();

        Assert.Contains("Je vraag is niet verstuurd. Bel of mail Tal Demo Uitzendbureau.", html, StringComparison.Ordinal);
        Assert.Contains("href=\"tel:+31400000123\"", html, StringComparison.Ordinal);
        Assert.Contains("href=\"mailto:hulp@taldemo.example\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task W19_nobody_else_sees_the_form_and_a_foreign_document_is_an_unknown_one()
    {
        using var stranger = _portal.Browser(signedIn: false);
        Assert.DoesNotContain("name=\"tekst\"", await stranger.GetStringAsync("/hulp", Cancel), StringComparison.Ordinal);
        using var browser = _portal.Browser();
        Assert.DoesNotContain(Sample.Title, await browser.GetStringAsync($"/hulp?document={FakePortal.Id('0')}", Cancel), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Submit("/hulp", "/hulp", new() { ["document"] = "../x", ["over"] = "5" })).StatusCode);
        Assert.DoesNotContain("<b>", await browser.GetStringAsync("/hulp?nummer=%3Cb%3EFP-7K3M-22", Cancel).ContinueWith(html => html.Result.Split("<main")[1].Split("<section")[0], Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task W19_an_agency_without_mail_address_is_called()
    {
        _portal.Agencies["taldemo"] = _portal.Agencies["taldemo"] with { Contact = new AgencyContact("040 000 01 23", null, null, null) };
        using var browser = _portal.Browser();
        Assert.DoesNotContain("name=\"tekst\"", await browser.GetStringAsync("/hulp", Cancel), StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"tekst\"", await browser.GetStringAsync($"/d/{FakePortal.Id('e')}/geblokkeerd", Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task W21_the_link_of_somebody_else_says_so_and_names_nobody()
    {
        var token = new string('t', 43);
        _portal.Links[token] = new OpenLink(LinkKind.Invite, new WorkerId(new string('2', 32)), null, true);
        using var browser = _portal.Browser();
        var answer = await browser.GetAsync($"/m/{token}", Cancel);
        var words = Pages.Words(await answer.Content.ReadAsStringAsync(Cancel));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("Dit document hoort bij een ander account. Log uit en log in met het adres waar de e-mail naartoe ging.", words, StringComparison.Ordinal);
        Assert.DoesNotContain("Niki", words, StringComparison.Ordinal);
        Assert.DoesNotContain("@example.com", words, StringComparison.Ordinal);
    }

    private static object? Value(object of, string name) => of.GetType().GetProperty(name)!.GetValue(of);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
