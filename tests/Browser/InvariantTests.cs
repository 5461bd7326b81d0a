using System.Net;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Flexportal.Tests.Browser;

/// <summary>What makes the flow immune against mail apps' browsers, scanners, cut lines and double taps (portal, section B3).</summary>
public sealed class InvariantTests(PortalProcess portal)
{
    [Fact]
    public async Task U1_opening_mailed_links_over_and_over_changes_nothing()
    {
        var agency = portal.Agency();
        var worker = await agency.Worker();
        var document = await agency.Document(worker);
        var link = MailReader.Link(await portal.Mail.Invitation(worker.Email));
        foreach (var script in new[] { false, true })
        {
            var scanner = await portal.Browser(script: script);
            for (var i = 0; i < 10; i++)
            {
                await scanner.GotoAsync(link);
                await scanner.Press("Verder");
                await scanner.Press("Bewaar mijn wachtwoord");
            }

            Assert.DoesNotContain(await scanner.Context.CookiesAsync(), c => c.Name == "__Host-fp");
        }

        Assert.Equal("OFFERED", await agency.State(document));
        var page = await portal.Browser();
        await page.FirstVisit(portal, worker);
        await Expect(page.Locator("h1")).ToHaveTextAsync(document.Title);
        Assert.Equal("OFFERED", await agency.State(document));
    }

    [Fact]
    public async Task U2_U5_U6_the_code_is_entered_in_a_third_browser_by_the_button_in_the_mail()
    {
        var agency = portal.Agency();
        var worker = await agency.Worker();
        var document = await agency.Document(worker);
        var first = await portal.Browser();
        await first.FirstVisit(portal, worker);
        await first.ReadAndSign();
        var code = await portal.Mail.Code(worker.Email);
        await first.Context.CloseAsync();

        var second = await portal.Browser(1280, 800);
        await second.SignIn($"{agency.Address}/d/{document.Bare}", worker);
        await Expect(second.Locator("h1")).ToHaveTextAsync("Vul de code in");
        await Expect(second.Locator("[role=timer]")).ToContainTextAsync("Je hebt nog");
        await second.Context.CloseAsync();

        var third = await portal.Browser(320, 640);
        var mail = await portal.Mail.Newest(worker.Email, m => m.Subject!.StartsWith(code, StringComparison.Ordinal));
        await third.GotoAsync(MailReader.Link(mail));
        if (await third.Locator("main").GetByRole(AriaRole.Link, new() { Name = "Verder", Exact = true }).CountAsync() == 1)
            await third.Press("Verder");
        await third.SignInHere(worker);
        await third.EnterCode(code);
        await Expect(third.Locator("h1")).ToHaveTextAsync($"Je hebt {document.Title} ondertekend");
    }

    [Fact]
    public async Task U3_U14_back_and_reload_send_nothing_again_and_the_success_page_opens_any_time()
    {
        var agency = portal.Agency();
        var worker = await agency.Worker();
        var document = await agency.Document(worker);
        var page = await portal.Browser();
        await page.FirstVisit(portal, worker);
        await page.ReadAndSign();
        await page.ReloadAsync();
        await page.GoBackAsync();
        await page.GoForwardAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("Vul de code in");
        await page.EnterCode(await portal.Mail.Code(worker.Email));
        await Expect(page.Locator("h1")).ToHaveTextAsync($"Je hebt {document.Title} ondertekend");
        await page.ReloadAsync();
        await page.GoBackAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync($"Je hebt {document.Title} ondertekend");
        var later = await portal.Browser();
        await later.SignIn($"{agency.Address}/d/{document.Bare}/klaar", worker);
        await Expect(later.Locator("h1")).ToHaveTextAsync($"Je hebt {document.Title} ondertekend");
        var codes = 0;
        await portal.Mail.Newest(worker.Email, m =>
        {
            codes += m.Subject!.Contains("is je code", StringComparison.Ordinal) ? 1 : 0;
            return true;
        });
        Assert.Equal(1, codes);
    }

    [Fact]
    public async Task U4_a_double_tap_starts_one_flow_and_sends_one_code()
    {
        var agency = portal.Agency();
        var worker = await agency.Worker();
        await agency.Document(worker);
        var page = await portal.Browser();
        await page.FirstVisit(portal, worker);
        await page.Press("Ondertekenen");
        var cookies = string.Join("; ", (await page.Context.CookiesAsync()).Select(c => $"{c.Name}={c.Value}"));
        var form = await page.Locator("main form").HiddenFields();
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Post(page.Url, cookies, form)));
        Assert.All(answers, a => Assert.Equal((HttpStatusCode.SeeOther, true), (a.StatusCode, a.Headers.Location!.ToString().EndsWith("/code", StringComparison.Ordinal))));
        await page.ReloadAsync();
        await page.EnterCode(await portal.Mail.Code(worker.Email));
        await Expect(page.Locator("h1")).ToContainTextAsync("ondertekend");
    }

    [Fact]
    public async Task U7_the_road_needs_neither_storage_nor_cookies_of_others()
    {
        var agency = portal.Agency();
        var worker = await agency.Worker();
        await agency.Document(worker);
        var page = await portal.Browser(script: true);
        await page.AddInitScriptAsync("for (const s of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) Object.defineProperty(window, s, { get() { throw new Error(s); } });");
        var wrong = new List<string>();
        page.PageError += (_, error) => wrong.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                wrong.Add(message.Text);
        };
        await page.FirstVisit(portal, worker);
        await page.ReadAndSign();
        // With script the whole code sends itself; the button stays for everyone else.
        await page.GetByLabel("Code van 4 cijfers").FillAsync(await portal.Mail.Code(worker.Email));
        await Expect(page.Locator("h1")).ToContainTextAsync("ondertekend");
        Assert.Empty(wrong);
        Assert.All(await page.Context.CookiesAsync(), c => Assert.True(
            c.Name.StartsWith("__Host-", StringComparison.Ordinal) && c is { Secure: true, HttpOnly: true, Path: "/", SameSite: SameSiteAttribute.Lax } && c.Domain == "taldemo.localhost", c.Name));
    }

    [Fact]
    public async Task U10_a_download_needs_no_cookie_and_is_an_attachment()
    {
        var agency = portal.Agency();
        var worker = await agency.Worker();
        var document = await agency.Document(worker, fileName: "OVK N. van Dooren é.pdf");
        var page = await portal.Browser();
        await page.FirstVisit(portal, worker);
        var address = await page.Locator(".tools a").Nth(1).GetAttributeAsync("href");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{portal.Port}{address}");
        request.Headers.Host = $"taldemo.localhost:{portal.Port}";
        var answer = await portal.Http.SendAsync(request, Cancel);
        Assert.Equal((HttpStatusCode.OK, "attachment"), (answer.StatusCode, answer.Content.Headers.ContentDisposition!.DispositionType));
        Assert.Equal(document.FileName, answer.Content.Headers.ContentDisposition.FileNameStar);
        using var elsewhere = new HttpRequestMessage(HttpMethod.Get, request.RequestUri);
        elsewhere.Headers.Host = $"werkstad.localhost:{portal.Port}";
        Assert.Equal(HttpStatusCode.NotFound, (await portal.Http.SendAsync(elsewhere, Cancel)).StatusCode);
    }

    [Fact]
    public async Task U13_a_cut_line_keeps_what_was_typed_and_says_so()
    {
        var agency = portal.Agency();
        var worker = await agency.Worker();
        await agency.Document(worker);
        var page = await portal.Browser(script: true);
        await page.FirstVisit(portal, worker);
        await page.ReadAndSign();
        await page.Context.SetOfflineAsync(true);
        await page.GetByLabel("Code van 4 cijfers").FillAsync("12");
        await page.Press("Bevestig");
        await Expect(page.Locator("[data-offline]")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Code van 4 cijfers")).ToHaveValueAsync("12");
        await page.Context.SetOfflineAsync(false);
        await Expect(page.Locator("[data-offline]")).ToBeHiddenAsync();
        await page.GetByLabel("Code van 4 cijfers").FillAsync(await portal.Mail.Code(worker.Email));
        await Expect(page.Locator("h1")).ToContainTextAsync("ondertekend");
    }

    [Fact]
    public async Task a_new_code_replaces_the_old_one_which_is_recognised_and_costs_nothing()
    {
        var agency = portal.Agency();
        var worker = await agency.Worker();
        await agency.Document(worker);
        var page = await portal.Browser(script: true);
        await page.FirstVisit(portal, worker);
        await page.ReadAndSign();
        var old = await portal.Mail.Code(worker.Email);
        var again = page.GetByRole(AriaRole.Button, new() { Name = "Stuur een nieuwe code (nog 2 keer)" });
        await Expect(again).ToBeDisabledAsync();
        // The page's own clock frees the button after 15 seconds.
        await Expect(again).ToBeEnabledAsync(new() { Timeout = 25_000 });
        await again.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Stuur een nieuwe code (nog 1 keer)" })).ToBeVisibleAsync();
        var code = await portal.Mail.Code(worker.Email, nth: 2);
        await page.GetByLabel("Code van 4 cijfers").FillAsync(old);
        await Expect(page.Locator(".err")).ToContainTextAsync("Dit is de vorige code.");
        await page.GetByLabel("Code van 4 cijfers").FillAsync(code);
        await Expect(page.Locator("h1")).ToContainTextAsync("ondertekend");
    }

    [Fact]
    public async Task W10_another_worker_and_another_agency_see_nothing_of_it()
    {
        var agency = portal.Agency();
        var (mine, theirs) = (await agency.Worker(), await agency.Worker("Marta", null, "Nowicka"));
        var document = await agency.Document(mine);
        await agency.Document(theirs);
        var other = await portal.Browser();
        await other.FirstVisit(portal, theirs);
        foreach (var step in new[] { "", "/lezen", "/tekst", "/ondertekenen", "/code", "/klaar", "/weigeren", "/pages/1/800" })
            Assert.Equal((step, 404), (step, (await other.GotoAsync($"{agency.Address}/d/{document.Bare}{step}"))!.Status));
        var session = (await other.Context.CookiesAsync()).Single(c => c.Name == "__Host-fp");
        var neighbour = await portal.Browser();
        await neighbour.Context.AddCookiesAsync([new Microsoft.Playwright.Cookie { Name = "__Host-fp", Value = session.Value, Url = portal.Address("werkstad").Replace("http:", "https:", StringComparison.Ordinal), Secure = true }]);
        await neighbour.GotoAsync(portal.Address("werkstad"));
        await Expect(neighbour.Locator("h1")).ToHaveTextAsync("Log in");
        Assert.Equal(404, (await neighbour.GotoAsync($"http://nietvanons.localhost:{portal.Port}/"))!.Status);
        Assert.Equal("Not found\n", await neighbour.Locator("pre").TextContentAsync());
    }

    private async Task<HttpResponseMessage> Post(string address, string cookies, Dictionary<string, string> form)
    {
        var from = new Uri(address);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{portal.Port}{from.AbsolutePath}");
        request.Headers.Host = from.Authority;
        request.Headers.Add("Cookie", cookies);
        request.Headers.Add("Origin", $"http://{from.Authority}");
        request.Content = new FormUrlEncodedContent(form);
        return await portal.Http.SendAsync(request, Cancel);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
