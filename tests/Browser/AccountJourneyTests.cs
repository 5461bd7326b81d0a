using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Flexportal.Tests.Browser;

/// <summary>What is the worker's own, in a real browser with script switched off.</summary>
public sealed class AccountJourneyTests(PortalProcess portal)
{
    [Fact]
    public async Task U11_a_personal_and_a_signed_file_come_by_mail()
    {
        // This agency has no archive by mail, so the signed bytes stay until it confirms its copy or three days are over.
        var agency = portal.Agency("werkstad");
        var worker = await agency.Worker();
        var document = await agency.Document(worker, "FIETSPLAN", "Fietsplan", "Fietsplan.pdf", "fietsplan-van-dooren.pdf");
        var personal = await agency.Document(worker, "LOONSTROOK", "Loonstrook", "Loonstrook week 46.pdf", "loonstrook-van-dooren.pdf", "PERSONAL");
        var page = await portal.Browser();
        await page.FirstVisit(portal, worker);

        await page.GotoAsync($"{agency.Address}/d/{personal.Bare}");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Loonstrook");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Ondertekenen" })).ToHaveCountAsync(0);
        await page.GotoAsync($"{agency.Address}/jouw-documenten");
        await page.GetByRole(AriaRole.Button, new() { Name = "Stuur naar mijn e-mail: Loonstrook week 46.pdf" }).ClickAsync();
        await Expect(page.Locator(".note")).ToContainTextAsync("We sturen het bestand naar");
        var mail = await portal.Mail.Newest(worker.Email, m => m.Subject!.StartsWith("Je document van", StringComparison.Ordinal) && m.Attachments.Any());
        Assert.StartsWith("%PDF-", System.Text.Encoding.Latin1.GetString(MailReader.Attachment(mail)[..8]), StringComparison.Ordinal);

        await page.GotoAsync($"{agency.Address}/d/{document.Bare}/lezen");
        await page.ReadAndSign(withCode: false);
        var first = MailReader.Attachment(await portal.Mail.Newest(worker.Email, m => m.Subject!.Contains("ondertekend", StringComparison.Ordinal) && m.Attachments.Any()));
        await page.ReloadUntil(page.Locator(".note"), "aangekomen");
        await page.Press("Stuur naar mijn e-mail");
        await Expect(page.Locator("main")).ToContainTextAsync("We sturen het bestand naar");
        var again = await portal.Mail.Newest(worker.Email, m => m.Subject!.Contains(document.Title, StringComparison.Ordinal) && m.Subject.StartsWith("Je document van", StringComparison.Ordinal));
        Assert.Equal(first, MailReader.Attachment(again));
    }

    [Fact]
    public async Task W20_another_device_is_logged_out_from_this_one()
    {
        var agency = portal.Agency();
        var worker = await agency.Worker();
        await agency.Document(worker);
        var phone = await portal.Browser();
        await phone.FirstVisit(portal, worker);
        var laptop = await portal.Browser();
        await laptop.SignIn(agency.Address, worker);

        await laptop.GotoAsync($"{agency.Address}/instellingen");
        await Expect(laptop.Locator(".devices li")).ToHaveCountAsync(2);
        await Expect(laptop.Locator(".devices li").First).ToContainTextAsync("(dit apparaat)");
        await laptop.Locator(".devices button").ClickAsync();
        await Expect(laptop.Locator(".note")).ToHaveTextAsync("Dat apparaat is uitgelogd.");
        await Expect(laptop.Locator(".devices li")).ToHaveCountAsync(1);
        await phone.GotoAsync(agency.Address);
        await Expect(phone.Locator("h1")).ToHaveTextAsync("Log in");
    }
}
