using Flexportal.Domain.Agencies;
using Flexportal.Domain.Common;
using Flexportal.Domain.Mails;
using Flexportal.Domain.Signing;
using Flexportal.Domain.Workers;
using Xunit;

namespace Flexportal.Tests.Fast.Domain;

/// <summary>Workers, sign-in and agencies.</summary>
public sealed class AccountRulesTests
{
    private static readonly DateTimeOffset Now = Given.Now;

    [Fact]
    public void Sign_in_slows_down_and_stops_at_the_tenth_failure()
    {
        var limiter = new SignInLimiter();
        var waits = new List<double>();
        for (var failure = 1; failure <= 10; failure++)
        {
            limiter = SignInRules.Failed(limiter, Now);
            waits.Add((limiter.NextTryAt!.Value - Now).TotalSeconds);
        }

        Assert.Equal([0, 0, 1, 2, 4, 8, 16, 32, 60, 900], waits);
        Assert.Equal(RefusalCode.SignInTooOften, SignInRules.MayTry(limiter, Now.AddSeconds(899.9))!.Code);
        Assert.Null(SignInRules.MayTry(limiter, Now.AddSeconds(900)));
    }

    [Fact]
    public void A_success_and_a_new_window_start_counting_afresh()
    {
        var limiter = SignInRules.Failed(SignInRules.Failed(SignInRules.Failed(new SignInLimiter(), Now), Now), Now);
        Assert.Equal(0, SignInRules.Succeeded(limiter).Failures);
        Assert.Equal(1, SignInRules.Failed(limiter, Now.AddMinutes(15)).Failures);
        Assert.Equal(4, SignInRules.Failed(limiter, Now.AddMinutes(15).AddTicks(-1)).Failures);
    }

    [Fact]
    public void Three_reset_mails_an_hour_also_after_a_success()
    {
        var limiter = new SignInLimiter();
        for (var mail = 0; mail < 3; mail++)
        {
            limiter = SignInRules.Succeeded(SignInRules.AskReset(limiter, Now.AddMinutes(mail))!);
        }

        Assert.Null(SignInRules.AskReset(limiter, Now.AddMinutes(59)));
        Assert.NotNull(SignInRules.AskReset(limiter, Now.AddMinutes(60)));
    }

    [Theory]
    [InlineData("negen tek", RefusalCode.PasswordTooShort)]
    [InlineData("welkom12345", RefusalCode.PasswordTooCommon)]
    [InlineData("niki@mail.example", RefusalCode.PasswordTooCommon)]
    [InlineData("NikiVanDooren1", RefusalCode.PasswordTooCommon)]
    [InlineData("groene fiets op zolder", null)]
    [InlineData("tien teken", null)]
    public void Passwords_are_long_and_not_to_be_guessed(string password, RefusalCode? expected) =>
        Assert.Equal(expected, SignInRules.CheckPassword(password, Given.Worker)?.Code);

    [Fact]
    public void A_password_is_not_endless() => Assert.Equal(RefusalCode.InvalidFormat, SignInRules.CheckPassword(new string('x', 129), Given.Worker)!.Code);

    [Fact]
    public void An_invitation_sets_only_a_first_password_and_a_reset_link_any()
    {
        var known = Given.Worker with { PasswordHash = "h" };
        Assert.True(WorkerRules.MaySetPassword(Given.Worker, Link(LinkKind.Invite), Now));
        Assert.False(WorkerRules.MaySetPassword(known, Link(LinkKind.Invite), Now));
        Assert.True(WorkerRules.MaySetPassword(known, Link(LinkKind.PasswordReset), Now));
        Assert.False(WorkerRules.MaySetPassword(known, Link(LinkKind.PasswordReset) with { UsedAt = Now }, Now));
        Assert.False(WorkerRules.MaySetPassword(known, Link(LinkKind.PasswordReset), Now.AddHours(1)));
        Assert.False(WorkerRules.MaySetPassword(known, Link(LinkKind.PasswordReset) with { Worker = new WorkerId(new string('9', 32)) }, Now));
        Assert.False(WorkerRules.MaySetPassword(known, Link(LinkKind.Resume), Now));
        Assert.False(WorkerRules.MaySetPassword(known, Link(LinkKind.SignedCopy), Now));
        Assert.False(WorkerRules.MaySetPassword(known, null, Now));
    }

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(0, 14.99, true)]
    [InlineData(0, 15, false)]
    [InlineData(710, 719.99, true)]
    [InlineData(719, 720, false)]
    public void A_session_lives_fifteen_idle_minutes_and_twelve_hours(double lastUse, double now, bool lives)
    {
        var session = new Session("h", Given.Worker.Id, "ip", null, Now, Now, null);
        Assert.Equal(lives, WorkerRules.SessionEnd(session, Now.AddMinutes(lastUse), Now.AddMinutes(now)) is not null);
        Assert.Null(WorkerRules.SessionEnd(session with { EndedAt = Now }, Now, Now));
    }

    [Theory]
    [InlineData("familyName", "", "n@mail.example")]
    [InlineData("email", "Dooren", "geen adres")]
    [InlineData("email", "Dooren", "")]
    [InlineData("email", "Dooren", "a@b@mail.example")]
    [InlineData("email", "Dooren", "a b@mail.example")]
    [InlineData("email", "Dooren", "a@localhost")]
    public void A_workers_bad_data_are_refused_by_field(string field, string family, string email) =>
        Assert.Equal(field, Upsert(null, Data(family, email)).Refusal!.Field);

    [Theory]
    [InlineData("'t Hart")]
    [InlineData("Nuñez 🙂")]
    [InlineData("\u202eevil")]
    public void Odd_names_are_kept_as_they_are(string family) => Assert.Equal(family, Upsert(null, Data(family, "n@mail.example")).Changes.Worker!.Name.Family);

    [Fact]
    public void A_name_has_three_hundred_characters_at_most()
    {
        Assert.Null(Upsert(null, Data(new string('x', 300), "n@mail.example")).Refusal);
        Assert.Equal("familyName", Upsert(null, Data(new string('x', 301), "n@mail.example")).Refusal!.Field);
    }

    [Fact]
    public void A_corrected_address_forgets_the_bounce_of_the_old_one()
    {
        var bounced = Given.Worker with { MailState = DeliveryState.Bounced };
        Assert.Null(Upsert(bounced, Data("Dooren", "nieuw@mail.example")).Changes.Worker!.MailState);
        Assert.Equal(DeliveryState.Bounced, Upsert(bounced, Data("Dooren", "NIKI@mail.example")).Changes.Worker!.MailState);
    }

    [Fact]
    public void W13_a_changed_address_is_told_to_the_former_one_of_a_used_account_only()
    {
        var used = Given.Worker with { PasswordHash = "h" };
        var notice = Assert.Single(Upsert(used, Data("Dooren", "nieuw@mail.example")).Changes.Mails);
        Assert.Equal((MailKind.AddressChanged, used.Email), (notice.Kind, notice.To));
        Assert.Empty(Upsert(used, Data("Dooren", "NIKI@mail.example")).Changes.Mails);
        Assert.Empty(Upsert(Given.Worker, Data("Dooren", "nieuw@mail.example")).Changes.Mails);
        Assert.Empty(Upsert(null, Data("Dooren", "nieuw@mail.example")).Changes.Mails);
    }

    [Fact]
    public void W13_a_new_device_is_told_and_an_updated_browser_is_none()
    {
        const string phone = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36";
        var first = SignedIn(Given.Worker with { PasswordHash = "h" }, phone);
        Assert.Empty(first.Mails);
        Assert.Empty(SignedIn(first.Worker!, phone.Replace("126", "127", StringComparison.Ordinal)).Mails);
        var second = SignedIn(first.Worker!, "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0");
        var notice = Assert.Single(second.Mails);
        Assert.Equal((MailKind.NewDevice, Given.Worker.Email, new DeviceName("Firefox", "Linux")), (notice.Kind, notice.To, notice.Device));
        Assert.Empty(SignedIn(second.Worker!, phone).Mails);
        Assert.Empty(SignedIn(Given.Worker with { Devices = default }, null).Mails);
    }

    [Fact]
    public void W13_at_most_twelve_devices_are_remembered()
    {
        var worker = Given.Worker;
        foreach (var letter in "abcdefghijklmnop")
            worker = SignedIn(worker, letter.ToString()).Worker!;
        Assert.Equal(12, worker.Devices.Length);
        Assert.Empty(SignedIn(worker, "p").Mails);
        Assert.Single(SignedIn(worker, "a").Mails);
    }

    [Theory]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1", "Safari", "iPhone")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0", "Edge", "Windows")]
    [InlineData("Mozilla/5.0 (Linux; Android 14; SAMSUNG SM-A146P) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36", "Samsung Internet", "Android")]
    [InlineData("curl/8.5.0", "", "")]
    [InlineData(null, "", "")]
    public void A_device_has_a_name(string? agent, string browser, string system) => Assert.Equal(new DeviceName(browser, system), DeviceName.Of(agent));

    [Fact]
    public void Settings_have_bounds_and_null_leaves_them()
    {
        Assert.Equal("codeDigits", Update(new UpdateAgency { CodeDigits = 5 }).Refusal!.Field);
        Assert.Equal("codeLifetimeSeconds", Update(new UpdateAgency { CodeLifetimeSeconds = 59 }).Refusal!.Field);
        Assert.Equal("maxResends", Update(new UpdateAgency { MaxResends = 6 }).Refusal!.Field);
        Assert.Equal("maxWrongTries", Update(new UpdateAgency { MaxWrongTries = 0 }).Refusal!.Field);
        Assert.Equal("accentColor", Update(new UpdateAgency { AccentColor = "red" }).Refusal!.Field);
        Assert.Equal("websiteUrl", Update(new UpdateAgency { WebsiteUrl = "javascript:alert(1)" }).Refusal!.Field);
        Assert.Equal("reminderSchedule", Update(new UpdateAgency { ReminderSchedule = [0] }).Refusal!.Field);
        Assert.Equal("allowedSignatureKinds", Update(new UpdateAgency { SignatureKinds = [SignatureKind.Drawn] }).Refusal!.Field);
        Assert.Equal(("codeLifetimeSeconds", "from 60 to 900"), Update(new UpdateAgency { CodeLifetimeSeconds = 10 }).Refusal is { } low ? (low.Field, low.Detail) : default);
        foreach (var phone in new[] { "bel ons", "12", "06\n12345678", "0800-HALLO" })
            Assert.Equal("supportPhone", Update(new UpdateAgency { SupportPhone = phone }).Refusal!.Field);
        Assert.Equal("+31 (0)40-000.01.23", Update(new UpdateAgency { SupportPhone = "+31 (0)40-000.01.23" }).Changes.Agency!.Contact.Phone);
        Assert.Equal("defaultLanguage", Update(new UpdateAgency { DefaultLanguage = "fr" }).Refusal!.Field);
        Assert.Equal("languages", Update(new UpdateAgency { Languages = ["pl", "en"] }).Refusal!.Field);
        Assert.Equal("pl", Update(new UpdateAgency { Languages = ["pl", "en"], DefaultLanguage = "pl" }).Changes.Agency!.DefaultLanguage);
        var next = Update(new UpdateAgency { SupportPhone = "040 000 01 23" }).Changes.Agency!;
        Assert.Equal(("040 000 01 23", "help@taldemo.example", Given.Agency.Policy), (next.Contact.Phone, next.Contact.Email, next.Policy));
        Assert.Null(Update(new UpdateAgency { SupportEmail = "" }).Changes.Agency!.Contact.Email);
    }

    [Fact]
    public void A_document_type_is_added_once_and_changed_by_its_code()
    {
        var command = new UpsertDocumentType("ovk", "Contract", Flexportal.Domain.Documents.DocumentPurpose.Sign, Flexportal.Domain.Signing.VerificationMethod.None);
        var types = AgencyRules.UpsertDocumentType(Given.Agency, command, Given.Api, Now).Changes.Agency!.DocumentTypes;
        Assert.Equal("Contract", Assert.Single(types).Label);
        Assert.Equal("code", AgencyRules.UpsertDocumentType(Given.Agency, command with { Code = "a b" }, Given.Api, Now).Refusal!.Field);
        var coded = command with { Purpose = Flexportal.Domain.Documents.DocumentPurpose.Personal, Verification = Flexportal.Domain.Signing.VerificationMethod.EmailCode };
        Assert.Equal("verification", AgencyRules.UpsertDocumentType(Given.Agency, coded, Given.Api, Now).Refusal!.Field);
    }

    [Theory]
    [InlineData("niki@mail.example", "n…@mail.example")]
    [InlineData("x", "…")]
    public void An_address_is_masked(string address, string shown) => Assert.Equal(shown, EmailAddress.Mask(address));

    private static MailLink Link(LinkKind kind) => new("h", kind, Given.Worker.Id, null, Now.AddHours(1));

    private static UpsertWorker Data(string family, string email) => new(new ExternalId("1001", "payroll"), family, null, "Niki", null, null, email, null, null, null);

    private static Decision Upsert(Worker? existing, UpsertWorker command) => WorkerRules.Upsert(existing, Given.Worker.Id, command, Given.Agency, Given.Mail(), Given.Api, Now);

    private static Changes SignedIn(Worker worker, string? agent) =>
        WorkerRules.SignedIn(worker, null, new Session("s", worker.Id, "198.51.100.7", agent, Now, Now, null), Given.Mail(), Now);

    private static Decision Update(UpdateAgency command) => AgencyRules.Update(Given.Agency, command, Given.Api, Now);
}
