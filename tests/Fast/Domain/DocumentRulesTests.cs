using Flexportal.Domain.Challenges;
using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Mails;
using Flexportal.Domain.Signing;
using Flexportal.Domain.Workers;
using Xunit;

namespace Flexportal.Tests.Fast.Domain;

public sealed class DocumentRulesTests
{
    private static readonly DateTimeOffset Now = Given.Now;

    [Fact]
    public void A_new_document_claims_its_upload_and_invites()
    {
        var changes = Create(Command()).Changes;
        Assert.Equal((DocumentState.Offered, Now), (changes.Document!.State, changes.Document.OfferedAt));
        Assert.Equal(new UploadClaim(Given.Document.File.Upload, Given.Document.Id), changes.Claim);
        Assert.Equal((MailKind.Invite, "niki@mail.example"), (changes.Mails[0].Kind, changes.Mails[0].To));
        Assert.Equal((LinkKind.Invite, Now.AddHours(72)), (changes.Links[0].Kind, changes.Links[0].ExpiresAt));
        Assert.Equal("Salarispakket", changes.Document.OfferedBy);
    }

    [Fact]
    public void A_draft_is_shown_and_mailed_only_when_it_is_offered()
    {
        var draft = Create(Command() with { OfferNow = false }).Changes;
        Assert.Equal((DocumentState.Draft, 0), (draft.Document!.State, draft.Mails.Length));
        Assert.Single(DocumentRules.Offer(Given.Agency, draft.Document, Given.Worker, Given.Mail(), Given.Api, Now).Changes.Mails);
        Assert.Equal(RefusalCode.Conflict, DocumentRules.Offer(Given.Agency, Given.Document, Given.Worker, Given.Mail(), Given.Api, Now).Refusal!.Code);
    }

    [Fact]
    public void A_personal_document_is_never_verified()
    {
        var changes = Create(Command() with { Purpose = DocumentPurpose.Personal, Verification = VerificationMethod.EmailCode }).Changes;
        Assert.Equal((VerificationMethod.None, MailKind.PersonalDocument), (changes.Document!.Verification, changes.Mails[0].Kind));
    }

    public static TheoryData<string, CreateDocument> BadCommands => new()
    {
        { "title", Command() with { Title = " " } },
        { "title", Command() with { Title = new string('x', 401) } },
        { "title", Command() with { Title = "een\ntwee" } },
        { "fileName", Command() with { FileName = "" } },
        { "fileName", Command() with { FileName = "../etc/passwd" } },
        { "fileName", Command() with { FileName = "c:\\x.pdf" } },
        { "language", Command() with { Language = "n" } },
        { "language", Command() with { Language = "nl_NL" } },
        { "typeCode", Command() with { TypeCode = "NIETS" } },
        { "expiresAt", Command() with { ExpiresAt = Now } },
        { "externalId.value", Command() with { ExternalId = new ExternalId("", "payroll") } },
        { "externalId.schemeAgencyId", Command() with { ExternalId = new ExternalId("1", new string('s', 101)) } },
    };

    [Theory]
    [MemberData(nameof(BadCommands))]
    public void Bad_input_is_refused_by_the_name_of_its_field(string field, CreateDocument command) => Assert.Equal(field, Create(command).Refusal!.Field);

    [Fact]
    public void An_unknown_worker_is_refused() =>
        Assert.Equal("workerId", DocumentRules.Create(Given.Document.Id, Given.Agency, null, Command(), Given.Document.File, Given.Mail(), Given.Api, Now).Refusal!.Field);

    [Fact]
    public void Opening_is_once()
    {
        var opened = DocumentRules.Open(Given.Document, Given.By, Now).Changes.Document!;
        Assert.Equal((DocumentState.Opened, Now), (opened.State, opened.OpenedAt));
        Assert.True(DocumentRules.Open(opened, Given.By, Now.AddHours(1)).Changes.IsEmpty);
    }

    [Fact]
    public void A_refusal_needs_a_reason_closes_and_tells_the_agency()
    {
        Assert.Equal("reason", Refuse(" ").Refusal!.Field);
        var changes = Refuse("Verkeerd uurloon\nzie mail").Changes;
        Assert.Equal((DocumentState.Refused, Now), (changes.Document!.State, changes.Document.ClosedAt));
        Assert.Equal((MailKind.RefusedNotice, "help@taldemo.example"), (changes.Mails[0].Kind, changes.Mails[0].To));
    }

    [Fact]
    public void An_agency_may_forbid_refusals() => Assert.Equal(
        RefusalCode.Forbidden,
        DocumentRules.Refuse(
            Given.Agency with { Policy = Given.Agency.Policy with { AllowRefusal = false } }, Given.Document, null, Given.Worker, new WithReason("nee"), Given.Mail(), Given.By, Now).Refusal!.Code);

    [Fact]
    public void A_withdrawal_cancels_the_running_flow()
    {
        var (document, challenge) = Given.Flow();
        var changes = DocumentRules.Withdraw(document, challenge, Given.Worker, new WithReason("fout"), Given.Mail(), Given.Api, Now).Changes;
        Assert.Equal((DocumentState.Withdrawn, ChallengeState.Cancelled), (changes.Document!.State, changes.Challenge!.State));
        Assert.Contains(new DueWork(DueKind.ExpireCode, document.Id.Value, null), changes.Due);
        Assert.Equal(MailKind.Withdrawn, changes.Mails[0].Kind);
    }

    [Theory]
    [InlineData(DocumentState.Signed, RefusalCode.AlreadySigned)]
    [InlineData(DocumentState.Refused, RefusalCode.AlreadyRefused)]
    [InlineData(DocumentState.Expired, RefusalCode.DocumentExpired)]
    [InlineData(DocumentState.Withdrawn, RefusalCode.DocumentWithdrawn)]
    public void What_is_closed_cannot_be_withdrawn(DocumentState state, RefusalCode expected) => Assert.Equal(
        expected, DocumentRules.Withdraw(Given.Document with { State = state }, null, Given.Worker, new WithReason("x"), Given.Mail(), Given.Api, Now).Refusal!.Code);

    [Fact]
    public void An_expected_version_is_checked()
    {
        var decision = DocumentRules.Withdraw(Given.Document, null, Given.Worker, new WithReason("x", IfVersion: 7), Given.Mail(), Given.Api, Now);
        Assert.Equal((RefusalCode.Conflict, "ifVersion"), (decision.Refusal!.Code, decision.Refusal.Field));
    }

    [Fact]
    public void An_unlock_starts_a_new_flow_and_frees_the_account()
    {
        var (document, challenge) = Given.Flow();
        var locked = Given.Confirm(document, challenge with { WrongTries = 4 }, Given.WrongCode(challenge), Now).Changes;
        var blocked = Given.Worker with { State = WorkerState.Blocked, WrongCodes = [Now] };
        var changes = DocumentRules.Unlock(locked.Document!, locked.Challenge, blocked, new WithReason("gebeld"), Given.Mail(), Given.Api, Now).Changes;
        Assert.Equal((DocumentState.Opened, 1), (changes.Document!.State, changes.Document.UnlockNumber));
        Assert.Null(changes.Document.Transaction);
        Assert.Null(changes.Document.Lock);
        Assert.Equal((WorkerState.Active, 0), (changes.Worker!.State, changes.Worker.WrongCodes.Length));
        Assert.Equal(RefusalCode.Conflict, DocumentRules.Unlock(Given.Document, null, Given.Worker, new WithReason("x"), Given.Mail(), Given.Api, Now).Refusal!.Code);
    }

    [Theory]
    [InlineData(DocumentState.Offered)]
    [InlineData(DocumentState.Opened)]
    [InlineData(DocumentState.AwaitingCode)]
    [InlineData(DocumentState.Locked)]
    public void The_last_moment_closes_what_is_open_and_an_early_poke_loses_no_work(DocumentState state)
    {
        var document = Given.Document with { State = state, ExpiresAt = Now };
        Assert.Equal(DocumentState.Expired, DocumentRules.Expire(document, null, Now).Changes.Document!.State);
        var early = DocumentRules.Expire(document, null, Now.AddMilliseconds(-1)).Changes;
        Assert.Null(early.Document);
        Assert.Equal([new DueWork(DueKind.ExpireDocument, document.Id.Value, Now)], early.Due);
    }

    [Theory]
    [InlineData(DocumentState.Signed)]
    [InlineData(DocumentState.Refused)]
    [InlineData(DocumentState.Withdrawn)]
    public void The_last_moment_leaves_what_is_closed_and_removes_its_work(DocumentState state)
    {
        var changes = DocumentRules.Expire(Given.Document with { State = state, ExpiresAt = Now }, null, Now).Changes;
        Assert.Null(changes.Document);
        Assert.Equal([new DueWork(DueKind.ExpireDocument, Given.Document.Id.Value, null)], changes.Due);
    }

    private static CreateDocument Command() => new(
        Given.Worker.Id, null, "ovk", "Overeenkomst", "OVK N. van Dooren.pdf", Given.Document.File.Upload, "nl", null, null, null, true);

    private static Decision Create(CreateDocument command) =>
        DocumentRules.Create(Given.Document.Id, Given.Agency, Given.Worker, command, Given.Document.File, Given.Mail(), Given.Api, Now);

    private static Decision Refuse(string reason) =>
        DocumentRules.Refuse(Given.Agency, Given.Document, null, Given.Worker, new WithReason(reason), Given.Mail(), Given.By, Now);
}
