using System.Globalization;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace Flexportal.Tests.Browser;

/// <summary>Every page in every state: no violation of any rule of axe, nothing to scroll sideways, nothing too small to press.</summary>
public sealed class AxeTests(PortalProcess portal)
{
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
        Rules = new Dictionary<string, RuleOptions> { ["target-size"] = new() { Enabled = true }, ["css-orientation-lock"] = new() { Enabled = true } },
    };

    private static readonly (int Width, int Height) Phone = (390, 844);

    private static readonly (int Width, int Height)[] Sizes = [(320, 640), Phone, (1280, 800)];

    // Anything that can be pressed, measured with the label that belongs to it.
    private const string TooSmall = """
        [...document.querySelectorAll('main a, main button, main input:not([type=hidden]), main textarea, summary, header a, footer a, footer button')]
          .map(e => [e, (e.closest('label') || e).getBoundingClientRect()]).filter(([, r]) => r.width > 0 && (r.width < 43.5 || r.height < 43.5))
          .map(([e, r]) => `${e.outerHTML.slice(0, 80)} ${r.width}x${r.height}`)
        """;

    [Fact]
    public Task every_page_in_every_state_is_accessible_and_fits_three_sizes() => EveryPage([Phone]);

    [Fact]
    [Trait("Length", "Long")]
    public Task every_page_in_every_state_is_accessible_at_each_of_three_sizes() => EveryPage(Sizes);

    [Theory]
    [InlineData("taldemo", ColorScheme.Dark, ForcedColors.None)]
    [InlineData("werkstad", ColorScheme.Light, ForcedColors.None)]
    [InlineData("werkstad", ColorScheme.Dark, ForcedColors.None)]
    [InlineData("werkstad", ColorScheme.Light, ForcedColors.Active)]
    public async Task colours_keep_their_contrast_in_both_brands_in_the_dark_and_in_forced_colours(string slug, ColorScheme scheme, ForcedColors forced)
    {
        var agency = portal.Agency(slug);
        var worker = await agency.Worker();
        var document = await agency.Document(worker);
        var page = await portal.Browser(script: true, scheme: scheme, forced: forced);
        var found = new List<string>();
        await page.FirstVisit(portal, worker);
        await Look(page, page.Url, found, [Phone]);
        await Look(page, $"{agency.Address}/d/{document.Bare}/ondertekenen", found, [Phone]);
        await page.Locator("main form .btn.main").ClickAsync();
        await Look(page, $"{agency.Address}/d/{document.Bare}/code?fout=CODE_INCORRECT", found, [Phone]);
        await Look(page, $"{agency.Address}/", found, [Phone]);
        await Look(page, $"{agency.Address}/instellingen", found, [Phone]);
        Assert.Empty(found);
    }

    [Theory]
    [InlineData("nl", ColorScheme.Light)]
    [InlineData("en", ColorScheme.Dark)]
    public async Task W25_every_mail_of_the_road_is_accessible_and_fits_a_phone(string language, ColorScheme scheme)
    {
        var agency = portal.Agency();
        var worker = await agency.Worker(language: language);
        var (signed, locked) = (await agency.Document(worker, "FIETSPLAN", "Fietsplan", "Fietsplan.pdf", "fietsplan-van-dooren.pdf"), await agency.Document(worker));
        await agency.Document(worker, "LOONSTROOK", "Loonstrook", "Loonstrook week 46.pdf", "loonstrook-van-dooren.pdf", "PERSONAL");
        var page = await portal.Browser();
        await page.GotoAsync(MailReader.Link(await portal.Mail.Newest(worker.Email, m => m.HtmlBody!.Contains(signed.Title, StringComparison.Ordinal))));
        await page.Locator("main a.btn.main").ClickAsync();
        await page.Locator("#nieuw").FillAsync(Walk.Password);
        await page.Locator("#herhaal").FillAsync(Walk.Password);
        await page.Locator("main form button").ClickAsync();
        await page.GotoAsync($"{agency.Address}/d/{signed.Bare}/ondertekenen");
        await page.Locator("main form .btn.main").ClickAsync();
        await portal.Mail.Newest(worker.Email, m => m.Attachments.Any());
        await page.GotoAsync($"{agency.Address}/d/{locked.Bare}/ondertekenen");
        await page.Locator("main form .btn.main").ClickAsync();
        var wrong = await portal.Mail.Code(worker.Email) == "0000" ? "1111" : "0000";
        for (var i = 0; i < 5; i++)
        {
            await page.Locator("#code").FillAsync(wrong);
            await page.Locator("main form .btn.main").First.ClickAsync();
        }

        await agency.Unlock(locked);
        await portal.Mail.Newest(worker.Email, m => m.Subject!.Contains("weer ondertekenen", StringComparison.Ordinal));
        await agency.Withdraw(locked);
        await portal.Mail.Newest(worker.Email, m => m.Subject!.Contains("ingetrokken", StringComparison.Ordinal));
        var mails = portal.Mail.All(worker.Email).DistinctBy(m => m.Subject).ToList();
        Assert.InRange(mails.Count, 7, 9);

        var reader = await portal.Browser(320, 640, script: true, scheme: scheme);
        var found = new List<string>();
        foreach (var mail in mails)
        {
            await reader.SetContentAsync(mail.HtmlBody!);
            Assert.Equal((mail.Subject, language), (mail.Subject, await reader.EvaluateAsync<string>("() => document.documentElement.lang")));
            found.AddRange((await reader.RunAxe(Rules)).Violations.Select(v => $"{mail.Subject}: {v.Id} {string.Join(" ; ", v.Nodes.Take(2).Select(n => n.Html))}"));
            if (await StickingOut(reader) is { Length: > 0 } wide)
                found.Add($"{mail.Subject}: scrolls sideways by {wide}");
        }

        Assert.Empty(found);
    }

    [Fact]
    public async Task larger_text_and_more_space_between_letters_cut_nothing_off()
    {
        var agency = portal.Agency();
        var worker = await agency.Worker();
        var document = await agency.Document(worker);
        var page = await portal.Browser(320, 640, script: true);
        await page.FirstVisit(portal, worker);
        foreach (var step in new[] { $"d/{document.Bare}/lezen", $"d/{document.Bare}/ondertekenen", "", "hulp", "instellingen" })
        {
            await page.GotoAsync($"{agency.Address}/{step}");
            // WCAG 1.4.12, and twice the usual size (1.4.4). Set by the object model, which the content policy lets a user's tool do.
            await page.EvaluateAsync("""
                () => { for (const e of document.querySelectorAll('*')) { e.style.lineHeight = '1.5'; e.style.letterSpacing = '.12em'; e.style.wordSpacing = '.16em'; } }
                """);
            Assert.Equal((step, ""), (step, await StickingOut(page)));
            await page.ReloadAsync();
            await page.EvaluateAsync("() => { document.documentElement.style.fontSize = '200%'; }");
            Assert.Equal((step, ""), (step, await StickingOut(page)));
        }
    }

    private async Task EveryPage((int Width, int Height)[] sizes)
    {
        var agency = portal.Agency();
        var worker = await agency.Worker();
        var page = await portal.Browser(script: true);
        var found = new List<string>();

        await Look(page, $"{agency.Address}/inloggen", found, sizes);
        await Look(page, $"{agency.Address}/inloggen?fout=SIGN_IN_FAILED", found, sizes);
        await Look(page, $"{agency.Address}/wachtwoord-vergeten", found, sizes);
        await Look(page, $"{agency.Address}/wachtwoord-vergeten?verstuurd=1", found, sizes);
        await Look(page, $"{agency.Address}/m/{new string('z', 43)}", found, sizes);
        await Look(page, $"{agency.Address}/controleer", found, sizes);
        await Look(page, $"{agency.Address}/controleer?fout=REQUIRED", found, sizes);
        await Look(page, $"{agency.Address}/controleer?fout=NUMBER", found, sizes);
        await Look(page, $"{agency.Address}/privacy", found, sizes);
        await Look(page, $"{agency.Address}/toegankelijkheid", found, sizes);
        await Look(page, $"{agency.Address}/hulp", found, sizes);
        await Look(page, $"{agency.Address}/hulp/android", found, sizes);

        var (signed, code, locked, read) = (
            await agency.Document(worker, "FIETSPLAN", "Fietsplan", "Fietsplan.pdf", "fietsplan-van-dooren.pdf"), await agency.Document(worker), await agency.Document(worker, title: "Geheimhouding"), await agency.Document(worker));
        var withdrawn = await agency.Document(worker, title: "Planning week 46");
        var personal = await agency.Document(worker, "LOONSTROOK", "Loonstrook", "Loonstrook week 46.pdf", "loonstrook-van-dooren.pdf", "PERSONAL");
        var link = MailReader.Link(await portal.Mail.Invitation(worker.Email));
        await Look(page, link, found, sizes);
        await Look(page, link.Replace("/m/", "/welkom/", StringComparison.Ordinal), found, sizes);
        await Look(page, link.Replace("/m/", "/welkom/", StringComparison.Ordinal) + "?fout=PasswordTooShort", found, sizes);
        await page.FirstVisit(portal, worker);

        string Of(NewDocument document, string step) => $"{agency.Address}/d/{document.Bare}/{step}";
        await page.GotoAsync(Of(signed, "lezen"));
        await page.ReadAndSign(withCode: false);
        await page.GotoAsync(Of(locked, "lezen"));
        await page.ReadAndSign();
        var wrong = await portal.Mail.Code(worker.Email) == "0000" ? "1111" : "0000";
        for (var i = 0; i < 5; i++)
        {
            await page.GetByLabel("Code van 4 cijfers").FillAsync(wrong);
            await page.WaitForURLAsync(url => url.Contains("fout=CODE_INCORRECT", StringComparison.Ordinal) || url.EndsWith("/geblokkeerd", StringComparison.Ordinal));
            await page.GotoAsync($"{agency.Address}/d/{locked.Bare}");
        }

        await agency.Withdraw(withdrawn);
        await page.GotoAsync(Of(code, "lezen"));
        await page.ReadAndSign();
        await Look(page, Of(code, "code"), found, sizes);
        await Look(page, Of(code, "code?fout=CODE_INCORRECT"), found, sizes);
        await Look(page, $"{agency.Address}/", found, sizes);
        await Look(page, Of(read, "lezen"), found, sizes);
        await Look(page, Of(read, "tekst"), found, sizes);
        await Look(page, Of(read, "ondertekenen"), found, sizes);
        await Look(page, Of(read, "ondertekenen?fout=ACCOUNT_LOCKED"), found, sizes);
        await Look(page, Of(read, "weigeren"), found, sizes);
        await Look(page, Of(read, "weigeren?fout=REQUIRED"), found, sizes);
        await Look(page, Of(signed, "klaar"), found, sizes);
        await Look(page, Of(locked, "geblokkeerd"), found, sizes);
        await Look(page, Of(withdrawn, "gesloten"), found, sizes);
        await Look(page, Of(locked, "lezen"), found, sizes);
        await Look(page, $"{agency.Address}/hulp?document={locked.Bare}", found, sizes);
        await Look(page, $"{agency.Address}/hulp?fout=REQUIRED", found, sizes);
        await Look(page, $"{agency.Address}/hulp?nummer=FP-7K3M-22", found, sizes);
        await Look(page, MailReader.Link(await Foreign(agency)), found, sizes);
        await Look(page, $"{agency.Address}/instellingen?bewaard=1", found, sizes);
        await (await portal.Browser()).SignIn(agency.Address, worker);
        await Look(page, $"{agency.Address}/instellingen?uit=1", found, sizes);
        await Look(page, $"{agency.Address}/jouw-documenten", found, sizes);
        await Look(page, $"{agency.Address}/jouw-documenten?fout=TOO_OFTEN", found, sizes);
        await Look(page, Of(personal, "lezen?gemaild=1"), found, sizes);
        await Look(page, Of(signed, "klaar?gemaild=1"), found, sizes);
        await Look(page, $"{agency.Address}/nergens", found, sizes);
        Assert.Empty(found);
    }

    // An invitation of somebody else.
    private async Task<MimeKit.MimeMessage> Foreign(AgencyApi agency)
    {
        var other = await agency.Worker("Marta", null, "Nowicka");
        await agency.Document(other);
        return await portal.Mail.Invitation(other.Email);
    }

    // What makes the page scroll sideways; empty when nothing does.
    private static Task<string> StickingOut(IPage page) => page.EvaluateAsync<string>("""
        () => document.documentElement.scrollWidth <= innerWidth ? '' : [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1)
          .map(e => `${e.tagName}.${e.className} ${e.getBoundingClientRect().right}`).slice(0, 6).join('; ')
        """);

    private static async Task Look(IPage page, string address, List<string> found, (int Width, int Height)[] axe)
    {
        await page.GotoAsync(address);
        foreach (var (width, height) in Sizes)
        {
            await page.SetViewportSizeAsync(width, height);
            var where = string.Create(CultureInfo.InvariantCulture, $"{new Uri(address).PathAndQuery} at {width}");
            if (axe.Contains((width, height)))
                found.AddRange((await page.RunAxe(Rules)).Violations.Select(v => $"{where}: {v.Id} {string.Join(" ; ", v.Nodes.Take(2).Select(n => n.Html))}"));
            if (await StickingOut(page) is { Length: > 0 } wide)
                found.Add($"{where}: scrolls sideways by {wide}");
            found.AddRange((await page.EvaluateAsync<string[]>($"() => {TooSmall}")).Select(small => $"{where}: too small {small}"));
        }
    }
}
