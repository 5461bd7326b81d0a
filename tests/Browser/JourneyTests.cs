using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Flexportal.Tests.Browser;

/// <summary>The worker's road in a real browser with script switched off, over the real host, database and mails.</summary>
public sealed class JourneyTests(PortalProcess portal)
{
    [Fact]
    public async Task U8_from_the_invitation_to_the_signed_pdf_without_script()
    {
        var agency = portal.Agency();
        var worker = await agency.Worker();
        var document = await agency.Document(worker);
        await agency.Document(worker, "LOONSTROOK", "Loonstrook", "Loonstrook week 46.pdf", "loonstrook-van-dooren.pdf", "PERSONAL");
        var page = await portal.Browser();

        await page.FirstVisit(portal, worker);
        await Expect(page.Locator("h1")).ToHaveTextAsync(document.Title);
        await Expect(page.Locator("figure")).ToHaveCountAsync(5);
        var picture = await page.RunAndWaitForResponseAsync(() => page.ReloadAsync(), r => r.Url.Contains("/pages/1/", StringComparison.Ordinal));
        Assert.Equal((200, "image/jpeg"), (picture.Status, picture.Headers["content-type"]));
        await page.Press("Lees als tekst");
        await Expect(page.Locator("main")).ToContainTextAsync("Artikel 1");
        await page.Press("Lees als pagina's");

        await page.ReadAndSign();
        var code = await portal.Mail.Code(worker.Email);
        await page.EnterCode("12a4");
        await Expect(page.Locator(".err")).ToHaveTextAsync("Vul alleen cijfers in.");
        Assert.StartsWith("Fout: ", await page.TitleAsync(), StringComparison.Ordinal);
        await page.EnterCode("123");
        await Expect(page.Locator(".err")).ToHaveTextAsync("De code heeft 4 cijfers. Je hebt er 3 ingevuld.");
        await page.EnterCode(code == "0000" ? "1111" : "0000");
        await Expect(page.Locator(".err")).ToHaveTextAsync("Deze code klopt niet. Je kunt nog 4 keer proberen.");
        await page.EnterCode($" {code[..2]}-{(char)(code[2] + 0xFEE0)}{code[3]} ");

        await Expect(page.Locator("h1")).ToHaveTextAsync($"Je hebt {document.Title} ondertekend");
        await Expect(page.Locator(".line")).ToHaveTextAsync(worker.Name);
        var mail = await portal.Mail.Newest(worker.Email, m => m.Attachments.Any());
        Assert.StartsWith("%PDF-", System.Text.Encoding.Latin1.GetString(MailReader.Attachment(mail)[..8]), StringComparison.Ordinal);
        await page.ReloadUntil(page.Locator(".note"), "gemaild");
        await Expect(page.Locator(".note")).ToContainTextAsync("Bewaar het meteen op een veilige plek");

        await page.GotoAsync(agency.Address);
        var signed = page.Locator("section", new() { HasText = "Ondertekende documenten" });
        await Expect(signed.Locator("li")).ToContainTextAsync(document.FileName);
        Assert.Matches(@"^\d{1,2} [a-z]{3}\.? \d{4} om \d\d:\d\d\s+OVK N\. van Dooren\.pdf$", await signed.Locator("li").InnerTextAsync());
        await Expect(page.Locator("section", new() { HasText = "Te ondertekenen documenten" })).ToContainTextAsync("Geen documenten gevonden");
        await Expect(page.Locator("section", new() { HasText = "Jouw documenten" })).ToContainTextAsync("Loonstrook week 46.pdf");
        Assert.Equal("SIGNED", await agency.State(document));
    }

    [Fact]
    public async Task the_same_road_with_the_keyboard_alone()
    {
        var agency = portal.Agency();
        var worker = await agency.Worker();
        var document = await agency.Document(worker);
        var page = await portal.Browser(1280, 800);
        await page.GotoAsync(MailReader.Link(await portal.Mail.Invitation(worker.Email)));
        await Enter(page, "Verder");
        await TabTo(page, "Nieuw wachtwoord");
        await page.Keyboard.TypeAsync(Walk.Password);
        await TabTo(page, "Nog een keer hetzelfde wachtwoord");
        await page.Keyboard.TypeAsync(Walk.Password);
        await Enter(page, "Bewaar mijn wachtwoord");
        await Enter(page, "Ondertekenen");
        await Enter(page, "Stuur mij de code");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Vul de code in");
        await TabTo(page, "Code van 4 cijfers");
        await page.Keyboard.TypeAsync(await portal.Mail.Code(worker.Email));
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("h1")).ToHaveTextAsync($"Je hebt {document.Title} ondertekend");
    }

    [Fact]
    public async Task a_document_without_code_is_signed_by_the_button()
    {
        var agency = portal.Agency();
        var worker = await agency.Worker();
        await agency.Document(worker, "FIETSPLAN", "Fietsplan", "Fietsplan N. van Dooren.pdf", "fietsplan-van-dooren.pdf");
        var page = await portal.Browser();
        await page.FirstVisit(portal, worker);
        await page.Press("Ondertekenen");
        await page.Press("Onderteken Fietsplan");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Je hebt Fietsplan ondertekend");
    }

    [Fact]
    public async Task saying_no_asks_why_and_keeps_what_was_typed()
    {
        var agency = portal.Agency();
        var worker = await agency.Worker();
        var document = await agency.Document(worker);
        var page = await portal.Browser();
        await page.FirstVisit(portal, worker);
        await page.Press("Niet akkoord");
        await page.GetByLabel("Wil je iets uitleggen?").FillAsync("Het uurloon klopt niet");
        await page.Press("Stuur naar Tal Demo Uitzendbureau");
        await Expect(page.Locator("[role=alert]")).ToContainTextAsync("Kies waarom je niet akkoord gaat.");
        await Expect(page.GetByLabel("Wil je iets uitleggen?")).ToHaveValueAsync("Het uurloon klopt niet");
        await page.GetByLabel("Er staat iets fout in").CheckAsync();
        await page.Press("Stuur naar Tal Demo Uitzendbureau");
        await Expect(page.Locator("h1")).ToHaveTextAsync("We hebben het doorgegeven");
        Assert.Equal("REFUSED", await agency.State(document));
    }

    [Fact]
    public async Task five_wrong_codes_block_the_document_and_the_agency_opens_it_again()
    {
        var agency = portal.Agency();
        var worker = await agency.Worker();
        var document = await agency.Document(worker);
        var page = await portal.Browser();
        await page.FirstVisit(portal, worker);
        await page.ReadAndSign();
        var wrong = await portal.Mail.Code(worker.Email) == "0000" ? "1111" : "0000";
        for (var i = 0; i < 5; i++)
            await page.EnterCode(wrong);
        await Expect(page.Locator("h1")).ToHaveTextAsync("Ondertekenen lukt nu niet");
        await Expect(page.Locator("main")).ToContainTextAsync("Er is te vaak een verkeerde code ingevuld.");
        await Expect(page.Locator("main a[href^='tel:']")).ToBeVisibleAsync();
        await page.Press("Lees het document");
        await Expect(page.Locator("figure")).ToHaveCountAsync(5);
        Assert.Equal("LOCKED", await agency.State(document));
        await page.Press("Bekijk waarom");
        await page.GetByLabel("Je bericht").FillAsync("Nie dostaję kodu");
        await page.Press("Vraag Tal Demo Uitzendbureau om hulp");
        await Expect(page.Locator("[role=status]")).ToContainTextAsync("We hebben je vraag doorgegeven.");
        var question = await portal.Mail.Newest("planning@taldemo.example", m => m.ReplyTo.Mailboxes.Any(to => to.Address == worker.Email));
        Assert.Contains("Nie dostaję kodu", question.TextBody, StringComparison.Ordinal);
        Assert.Contains(document.Title, question.TextBody, StringComparison.Ordinal);

        await agency.Unlock(document);
        await page.GotoAsync($"{agency.Address}/d/{document.Bare}");
        await page.ReadAndSign();
        await page.EnterCode(await portal.Mail.Code(worker.Email, nth: 2));
        await Expect(page.Locator("h1")).ToHaveTextAsync($"Je hebt {document.Title} ondertekend");
    }

    [Fact]
    public async Task a_document_withdrawn_meanwhile_cannot_be_signed_and_says_so()
    {
        var agency = portal.Agency();
        var worker = await agency.Worker();
        var document = await agency.Document(worker);
        var page = await portal.Browser();
        await page.FirstVisit(portal, worker);
        await page.Press("Ondertekenen");
        await agency.Withdraw(document);
        await page.Press("Stuur mij de code");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Dit document is ingetrokken");
    }

    [Fact]
    public async Task a_forgotten_password_ends_other_sessions_and_signing_out_ends_this_one()
    {
        var agency = portal.Agency();
        var worker = await agency.Worker();
        await agency.Document(worker);
        var phone = await portal.Browser();
        await phone.FirstVisit(portal, worker);
        var desktop = await portal.Browser(1280, 800);
        await desktop.GotoAsync(agency.Address);
        await desktop.Press("Wachtwoord vergeten?");
        await desktop.GetByLabel("E-mailadres").FillAsync(worker.Email);
        await desktop.Press("Mail mij een link");
        await Expect(desktop.Locator("main")).ToContainTextAsync("Als dit adres bij ons bekend is, krijg je binnen 5 minuten een e-mail.");
        var mail = await portal.Mail.Newest(worker.Email, m => m.Subject!.Contains("wachtwoord", StringComparison.OrdinalIgnoreCase));
        await desktop.GotoAsync(MailReader.Link(mail));
        await desktop.Press("Verder");
        await desktop.GetByLabel("Nieuw wachtwoord").FillAsync("welkom1234");
        await desktop.GetByLabel("Nog een keer hetzelfde wachtwoord").FillAsync("welkom1234");
        await desktop.Press("Bewaar mijn wachtwoord");
        await Expect(desktop.Locator(".err")).ToContainTextAsync("makkelijk te raden");
        await desktop.GetByLabel("Nieuw wachtwoord").FillAsync("groene ladder zeven");
        await desktop.GetByLabel("Nog een keer hetzelfde wachtwoord").FillAsync("groene ladder zeven");
        await desktop.Press("Bewaar mijn wachtwoord");
        await Expect(desktop.Locator("h1")).ToHaveTextAsync("Documenten");
        await phone.ReloadAsync();
        await Expect(phone.Locator("h1")).ToHaveTextAsync("Log in");
        await desktop.GetByRole(AriaRole.Button, new() { Name = "Uitloggen" }).ClickAsync();
        await Expect(desktop.Locator("main")).ToContainTextAsync("Je bent uitgelogd.");
        await desktop.GotoAsync(agency.Address);
        await Expect(desktop.Locator("h1")).ToHaveTextAsync("Log in");
    }

    [Fact]
    public async Task the_public_check_tells_a_signed_file_from_a_changed_one()
    {
        var agency = portal.Agency();
        var worker = await agency.Worker();
        await agency.Document(worker, "FIETSPLAN", "Fietsplan", "Fietsplan.pdf", "fietsplan-van-dooren.pdf");
        var page = await portal.Browser();
        await page.FirstVisit(portal, worker);
        await page.Press("Ondertekenen");
        await page.Press("Onderteken Fietsplan");
        var signed = MailReader.Attachment(await portal.Mail.Newest(worker.Email, m => m.Attachments.Any()));
        var changed = (byte[])signed.Clone();
        changed[changed.Length / 2] ^= 1;
        var number = await page.Locator("dt:has-text('Transactienummer') + dd").InnerTextAsync();
        var anyone = await portal.Browser();
        await anyone.GotoAsync($"{agency.Address}/controleer");
        await anyone.GetByLabel("Of het transactienummer").FillAsync(number.ToUpperInvariant());
        await anyone.Press("Controleer");
        await Expect(anyone.Locator("h1")).ToHaveTextAsync("Deze ondertekening is bekend");
        await Expect(anyone.Locator("main")).ToContainTextAsync("een document van 2 pagina's ondertekend");
        Assert.DoesNotContain(worker.Name, await anyone.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        foreach (var (file, verdict) in new[]
        {
            (signed, "Dit bestand klopt"), (changed, "Dit bestand klopt niet"), (await File.ReadAllBytesAsync(Path.Combine(Repository.Root, "demo/taldemo/huisreglement.pdf"), TestContext.Current.CancellationToken), "Dit bestand heeft geen zegel van ons"),
        })
        {
            await anyone.GotoAsync($"{agency.Address}/controleer");
            await anyone.GetByLabel("Ondertekend bestand (pdf)").SetInputFilesAsync(new FilePayload { Name = "bestand.pdf", MimeType = "application/pdf", Buffer = file });
            await anyone.Press("Controleer");
            await Expect(anyone.Locator("h1")).ToHaveTextAsync(verdict);
            Assert.DoesNotContain(worker.Name, await anyone.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
            await Expect(anyone.GetByText("Er is iets in het bestand veranderd of toegevoegd nadat het is gezegeld.")).ToHaveCountAsync(verdict.EndsWith("niet", StringComparison.Ordinal) ? 1 : 0);
        }
    }

    private static async Task TabTo(IPage page, string name)
    {
        for (var i = 0; i < 60; i++)
        {
            var focused = page.Locator(":focus");
            if (await focused.CountAsync() == 1 && await IsNamed(page, focused, name))
                return;
            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"The keyboard never came to {name}.");
    }

    private static async Task<bool> IsNamed(IPage page, ILocator focused, string name)
    {
        var id = await focused.GetAttributeAsync("id");
        if (id is not null && await page.Locator($"label[for='{id}']").CountAsync() == 1)
            return (await page.Locator($"label[for='{id}']").InnerTextAsync()).Trim() == name;
        return (await focused.InnerTextAsync()).Trim() == name;
    }

    private static async Task Enter(IPage page, string name)
    {
        await TabTo(page, name);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForLoadStateAsync();
    }
}
