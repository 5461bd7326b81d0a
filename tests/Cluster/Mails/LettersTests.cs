using System.Text.RegularExpressions;
using Flexportal.Domain.Agencies;
using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Mails;
using Flexportal.Domain.Signing;
using Flexportal.Domain.Workers;
using Flexportal.Grains.Mails;
using Flexportal.Silo.Mails.Letters;
using Flexportal.Silo.Options;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;

namespace Flexportal.Tests.Cluster.Mails;

public sealed partial class LettersTests
{
    private static readonly DateTimeOffset Now = new(2020, 12, 10, 10, 33, 36, TimeSpan.Zero);
    private static readonly MessageId Id = new("0123456789abcdef0123456789abcdef");

    public static TheoryData<MailKind, string> Everything =>
        [.. Enum.GetValues<MailKind>().SelectMany(kind => new[] { "nl", "en", "pl" }.Select(language => (kind, language)))];

    [Theory]
    [MemberData(nameof(Everything))]
    public async Task both_parts_say_the_same_and_need_nothing_from_outside(MailKind kind, string language)
    {
        var mail = await Compose(kind, language);

        Assert.Equal(Words(mail.Text), Words(Visible(mail.Html)));
        Assert.True(mail.Html.Length < 100_000);
        Assert.DoesNotContain("<img", mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("src=", mail.Html, StringComparison.Ordinal);
        Assert.Contains("Tal Demo Uitzendbureau", mail.Html, StringComparison.Ordinal);
        Assert.Contains("#0B5563", mail.Html, StringComparison.Ordinal);
        Assert.Equal(kind is not (MailKind.ArchiveCopy or MailKind.RefusedNotice or MailKind.HelpRequest), mail.Text.Contains("040 000 01 23", StringComparison.Ordinal));
        Assert.Equal(kind is MailKind.RefusedNotice or MailKind.HelpRequest ? "nina@werk.test" : "hulp@taldemo.test", mail.ReplyTo);
        Assert.Equal("Tal Demo Uitzendbureau", mail.FromName);
        Assert.Equal($"{Id}.taldemo@flexportal.test", mail.MessageId);
        Assert.True(Regex.Count(mail.Html, "class=\"btn\"") <= 1);
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public async Task every_address_is_a_page_that_there_is(MailKind kind, string language)
    {
        foreach (var copy in new[] { true, false })
            Assert.All(
                Address().Matches((await Compose(kind, language, copy)).Text).Select(match => match.Value),
                address => Assert.Matches("^http://taldemo\\.localhost:8080/(m/token-of-the-link|d/[0-9a-f]{32}(/code)?|controleer|wachtwoord-vergeten)?$", address));
    }

    [Fact]
    public async Task W19_a_question_comes_in_the_workers_own_words_and_is_answered_to_the_worker()
    {
        var mail = await Compose(MailKind.HelpRequest, "nl");

        Assert.Equal("Nina van 't Hof vraagt om hulp: geen code gekregen (FP-7K3M-22)", mail.Subject);
        Assert.All(new[] { "Nina van 't Hof (1001)", "Nie dostaję kodu", "06 12 34 56 78", "FP-7K3M-22" }, words => Assert.Contains(words, mail.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task W13_a_notice_names_the_device_or_the_new_address_masked()
    {
        Assert.Contains("ingelogd op het portaal van Tal Demo Uitzendbureau: Chrome op Android.", (await Compose(MailKind.NewDevice, "nl")).Text, StringComparison.Ordinal);
        var moved = (await Compose(MailKind.AddressChanged, "nl")).Text;
        Assert.Contains("Documenten en codes gaan voortaan naar n…@werk.test.", moved, StringComparison.Ordinal);
        Assert.DoesNotContain("nina@werk.test", moved, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_link_says_how_long_it_works()
    {
        Assert.Contains("De link werkt 30 minuten en één keer.", (await Compose(MailKind.PasswordReset, "nl")).Text, StringComparison.Ordinal);
        Assert.Contains("Dat kan met deze e-mail tot zondag 13 december 2020 om 11:33 uur.", (await Compose(MailKind.Invite, "nl")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task the_code_mail_starts_with_the_code_and_says_until_when()
    {
        var mail = await Compose(MailKind.Code, "nl");

        Assert.Equal("4821 is je code voor Overeenkomst <b>N. van 't Hof</b>", mail.Subject);
        Assert.Contains("vóór 11:35:06", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Geef de code aan niemand.", mail.Text, StringComparison.Ordinal);
        Assert.Equal("codes", mail.Stream);
        Assert.Empty(mail.Attachments);
    }

    [Fact]
    public async Task a_title_is_text_and_never_markup()
    {
        var mail = await Compose(MailKind.Invite, "nl");

        Assert.Contains("&lt;b&gt;N. van", mail.Html, StringComparison.Ordinal);
        Assert.Contains("<b>N. van 't Hof</b>", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task another_reader_gets_english_first_and_dutch_second() =>
        Assert.Equal(
            "Sign your document with Tal Demo Uitzendbureau · Onderteken je document bij Tal Demo Uitzendbureau",
            (await Compose(MailKind.Invite, "pl")).Subject);

    [Fact]
    public async Task the_signed_copy_is_attached_under_its_own_name()
    {
        var mail = await Compose(MailKind.SignedCopy, "nl");

        Assert.Equal("OVK N. van 't Hof.pdf", Assert.Single(mail.Attachments).FileName);
        Assert.Contains("Op donderdag 10 december 2020 om 11:33 uur heb je", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Bewaar het nu op een veilige plek", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_copy_that_is_too_large_comes_as_a_link()
    {
        var mail = await Compose(MailKind.SignedCopy, "nl", attach: false);

        Assert.Empty(mail.Attachments);
        Assert.Contains("http://taldemo.localhost:8080/m/token-of-the-link", mail.Text, StringComparison.Ordinal);
        Assert.Contains("14 dagen", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_newcomer_is_told_to_choose_a_password_and_others_are_not()
    {
        Assert.Contains("Je kiest eerst een wachtwoord.", (await Compose(MailKind.Invite, "nl")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Je kiest eerst een wachtwoord.", (await Compose(MailKind.Invite, "nl", hasPassword: true)).Text, StringComparison.Ordinal);
    }

    internal static async Task<OutgoingMail> Compose(MailKind kind, string language, bool attach = true, bool hasPassword = false)
    {
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        var composer = new RazorMailComposer(
            services.GetRequiredService<IServiceScopeFactory>(), NullLoggerFactory.Instance, new PortalAddress("http://{tenant}.localhost:8080"), Options.Create(new MailOptions { FromAddress = "portaal@flexportal.test" }));
        var copy = attach && kind is (MailKind.SignedCopy or MailKind.ArchiveCopy);
        return await composer.Compose(Material(kind, language, copy, hasPassword), TestContext.Current.CancellationToken);
    }

    private static MailMaterial Material(MailKind kind, string language, bool copy, bool hasPassword) => new(
        new Mail
        {
            Id = Id,
            Kind = kind,
            To = "nina@werk.test",
            Language = language,
            CreatedAt = Now,
            Device = new DeviceName("Chrome", "Android"),
            Help = new HelpQuestion("FP-7K3M-22", HelpTopic.NoCodeReceived, "Nie dostaję kodu", "06 12 34 56 78"),
        },
        new Agency
        {
            Id = new TenantId("taldemo"),
            Name = "Tal Demo Uitzendbureau",
            Contact = new AgencyContact("040 000 01 23", "hulp@taldemo.test", null, "Maandag tot en met vrijdag, 8.00 tot 18.00 uur"),
        },
        new Worker
        {
            Id = new WorkerId(Id.Value),
            ExternalId = new ExternalId("1001", "payroll"),
            Name = new PersonName("Hof", "van 't", "Nina"),
            Email = "nina@werk.test",
            PasswordHash = hasPassword ? "hash" : null,
        },
        new Document
        {
            Id = new DocumentId(Id.Value),
            Worker = new WorkerId(Id.Value),
            Purpose = DocumentPurpose.Sign,
            TypeCode = "OVK",
            Title = "Overeenkomst <b>N. van 't Hof</b>",
            FileName = "OVK N. van 't Hof.pdf",
            Language = "nl",
            File = new OriginalFile(new UploadId(Id.Value), new string('0', 64), 1000, 5),
            Verification = VerificationMethod.EmailCode,
            OfferedBy = "Backoffice",
            SignedAt = Now,
            ExpiresAt = Now.AddDays(7),
            Transaction = new TransactionId(Id.Value),
            Lock = new DocumentLock(LockReason.ResendsUsedUp, Now, 1, 3),
            ClosedReason = "Er staat iets fout in",
        },
        "4821",
        Now.AddSeconds(90),
        "token-of-the-link",
        copy ? new ReadOnlyMemory<byte>(new byte[268_000]) : default(ReadOnlyMemory<byte>?),
        Now);

    private static string Visible(string html)
    {
        var body = html[html.IndexOf("<div role=\"main\"", StringComparison.Ordinal)..];
        return System.Net.WebUtility.HtmlDecode(Tag().Replace(body, " "));
    }

    // The text part marks its signature and its button in its own way; everything else must be the same words in the same order.
    private static List<string> Words(string text) =>
        [.. Word().Matches(text.Replace("Werkt de knop niet? Gebruik dit adres:", "", StringComparison.Ordinal)
            .Replace("Does the button not work? Use this address:", "", StringComparison.Ordinal)).Select(match => match.Value)];

    [GeneratedRegex(@"http://\S+", RegexOptions.None, 1000)]
    private static partial Regex Address();

    [GeneratedRegex("<[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex Tag();

    [GeneratedRegex(@"[\p{L}\p{N}/:.@€]*[\p{L}\p{N}]", RegexOptions.None, 1000)]
    private static partial Regex Word();
}
