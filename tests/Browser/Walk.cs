using Microsoft.Playwright;

namespace Flexportal.Tests.Browser;

/// <summary>The worker's steps, as a person takes them.</summary>
internal static class Walk
{
    public const string Password = "paarse fietsbel negen";

    /// <summary>From the mail's link: landing page, password, and whatever page follows.</summary>
    public static async Task FirstVisit(this IPage page, PortalProcess portal, NewWorker worker)
    {
        await page.GotoAsync(MailReader.Link(await portal.Mail.Invitation(worker.Email)));
        await page.Press("Verder");
        await page.GetByLabel("Nieuw wachtwoord").FillAsync(Password);
        await page.GetByLabel("Nog een keer hetzelfde wachtwoord").FillAsync(Password);
        await page.Press("Bewaar mijn wachtwoord");
    }

    public static async Task SignIn(this IPage page, string address, NewWorker worker, string password = Password)
    {
        await page.GotoAsync(address);
        await page.SignInHere(worker, password);
    }

    public static async Task SignInHere(this IPage page, NewWorker worker, string password = Password)
    {
        await page.GetByLabel("E-mailadres").FillAsync(worker.Email);
        await page.GetByLabel("Wachtwoord", new() { Exact = true }).FillAsync(password);
        await page.Press("Inloggen");
    }

    /// <summary>The hidden fields of a form: its token and its key.</summary>
    public static async Task<Dictionary<string, string>> HiddenFields(this ILocator form)
    {
        var fields = new Dictionary<string, string>();
        foreach (var field in await form.Locator("input[type=hidden]").AllAsync())
            fields[(await field.GetAttributeAsync("name"))!] = (await field.GetAttributeAsync("value"))!;
        return fields;
    }

    /// <summary>From the reading page to the page after the signature's button.</summary>
    public static async Task ReadAndSign(this IPage page, bool withCode = true)
    {
        await page.Press("Ondertekenen");
        await page.Locator("main form .btn.main").ClickAsync();
        if (withCode)
            await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Vul de code in");
    }

    public static async Task EnterCode(this IPage page, string code)
    {
        await page.GetByLabel("Code van 4 cijfers").FillAsync(code);
        await page.Press("Bevestig");
    }

    /// <summary>Presses the button or link of the main part with this name.</summary>
    public static Task Press(this IPage page, string name) =>
        page.Locator("main").GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).Or(page.Locator("main").GetByRole(AriaRole.Link, new() { Name = name, Exact = true })).First.ClickAsync();

    /// <summary>Without script a page does not look again by itself: loads it until the mail's fate is told.</summary>
    public static async Task ReloadUntil(this IPage page, ILocator place, string words)
    {
        for (var look = 1; look < 10 && !(await place.InnerTextAsync()).Contains(words, StringComparison.Ordinal); look++)
            await page.ReloadAsync();
        await Assertions.Expect(place).ToContainTextAsync(words);
    }

    public static Task<string> Title(this IPage page) => page.Locator("h1").InnerTextAsync();
}
