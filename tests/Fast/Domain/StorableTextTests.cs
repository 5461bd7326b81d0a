using Flexportal.Domain.Agencies;
using Flexportal.Domain.Challenges;
using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Signing;
using Flexportal.Domain.Workers;
using Xunit;

namespace Flexportal.Tests.Fast.Domain;

/// <summary>PostgreSQL's texts cannot hold U+0000, and half of a surrogate pair is no character: both are refused by the name of their field.</summary>
public sealed class StorableTextTests
{
    public static TheoryData<string> Bad => ["a\u0000b", "\u0000", "a\ud800", "\udc00b", "\ud800\ud800"];

    [Theory]
    [MemberData(nameof(Bad))]
    public void What_cannot_be_stored_is_told_from_what_can(string text)
    {
        Assert.False(StorableText.Is(text));
        Assert.True(StorableText.Is("'t Hart, Nuñez 🙂 \u202e Шевченко\n"));
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void Every_text_of_a_worker_is_checked(string bad)
    {
        var good = new UpsertWorker(new ExternalId("1", "payroll"), "Dooren", "van", "Niki", "N.", null, "n@mail.example", "06", "nl", null);
        (string Field, UpsertWorker Command)[] commands =
        [
            ("externalId.value", good with { ExternalId = new ExternalId(bad, "payroll") }), ("externalId.schemeAgencyId", good with { ExternalId = new ExternalId("1", bad) }),
            ("familyName", good with { FamilyName = bad }), ("namePrefix", good with { NamePrefix = bad }), ("givenName", good with { GivenName = bad }),
            ("initials", good with { Initials = bad }), ("email", good with { Email = $"x{bad}@mail.example" }), ("phone", good with { Phone = bad }), ("language", good with { Language = bad }),
        ];

        foreach (var (field, command) in commands)
            Assert.Equal((RefusalCode.InvalidFormat, field), Of(WorkerRules.Upsert(null, Given.Worker.Id, command, Given.Agency, Given.Mail(), Given.Api, Given.Now)));
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void Every_text_of_a_document_is_checked(string bad)
    {
        var good = new CreateDocument(Given.Worker.Id, null, "ovk", "Overeenkomst", "OVK.pdf", Given.Document.File.Upload, "nl", null, null, null, true);
        (string Field, CreateDocument Command)[] commands =
        [
            ("title", good with { Title = bad }), ("fileName", good with { FileName = bad }), ("language", good with { Language = bad }),
            ("externalId.value", good with { ExternalId = new ExternalId(bad, "payroll") }), ("externalId.schemeAgencyId", good with { ExternalId = new ExternalId("1", bad) }),
        ];

        foreach (var (field, command) in commands)
            Assert.Equal((RefusalCode.InvalidFormat, field), Of(DocumentRules.CheckCreate(Given.Agency, command, Given.Now)));
        Assert.Equal((RefusalCode.InvalidFormat, "reason"), Of(DocumentRules.Withdraw(Given.Document, null, Given.Worker, new WithReason($"x{bad}"), Given.Mail(), Given.Api, Given.Now)));
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void Every_text_of_an_agency_is_checked(string bad)
    {
        (string Field, UpdateAgency Command)[] commands =
        [
            ("name", new() { Name = bad }), ("accentColor", new() { AccentColor = bad }), ("supportPhone", new() { SupportPhone = bad }), ("supportEmail", new() { SupportEmail = $"x{bad}@mail.example" }),
            ("supportHours", new() { SupportHours = bad }), ("websiteUrl", new() { WebsiteUrl = $"https://x.example/{bad}" }), ("archiveEmail", new() { ArchiveEmail = $"x{bad}@mail.example" }),
            ("mailFromName", new() { MailFromName = bad }), ("mailReplyTo", new() { MailReplyTo = $"x{bad}@mail.example" }), ("defaultLanguage", new() { DefaultLanguage = bad }),
            ("languages", new() { Languages = [bad] }),
        ];

        foreach (var (field, command) in commands)
            Assert.Equal((RefusalCode.InvalidFormat, field), Of(AgencyRules.Update(Given.Agency, command, Given.Api, Given.Now)));
        var type = new UpsertDocumentType("OVK", $"x{bad}", DocumentPurpose.Sign, VerificationMethod.None);
        Assert.Equal((RefusalCode.InvalidFormat, "label"), Of(AgencyRules.UpsertDocumentType(Given.Agency, type, Given.Api, Given.Now)));
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void What_a_person_types_is_never_a_fault_of_ours(string bad)
    {
        Assert.Equal("", EmailAddress.Normalise(bad));
        Assert.Equal(RefusalCode.CodeNotNumeric, CodeText.Parse($"12{bad}", 4).Refusal!.Code);
        Assert.Equal((RefusalCode.InvalidFormat, "password"), Of(SignInRules.CheckPassword($"correct horse battery{bad}", Given.Worker)));
    }

    private static (RefusalCode Code, string? Field) Of(Decision decision) => Of(decision.Refusal);

    private static (RefusalCode Code, string? Field) Of(Refusal? refusal) => refusal is null ? throw new InvalidOperationException("It was accepted.") : (refusal.Code, refusal.Field);
}
