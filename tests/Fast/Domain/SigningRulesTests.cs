using Flexportal.Domain.Agencies;
using Flexportal.Domain.Challenges;
using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Mails;
using Flexportal.Domain.Signing;
using Flexportal.Domain.Workers;
using Xunit;

namespace Flexportal.Tests.Fast.Domain;

public sealed class SigningRulesTests
{
    private static readonly DateTimeOffset Now = Given.Now;

    [Fact]
    public void Starting_with_a_code_opens_the_document_mints_the_transaction_and_mails_one_code()
    {
        var changes = Start(Given.Document).Changes;
        Assert.Equal((DocumentState.AwaitingCode, Now, Now), (changes.Document!.State, changes.Document.OpenedAt, changes.Document.StartedAt));
        Assert.Equal(changes.Document.Transaction, changes.Challenge!.Transaction);
        Assert.Equal((MailKind.Code, 1), (changes.Mails[0].Kind, changes.Mails[0].CodeNumber));
        Assert.Null(changes.Signature);
        Assert.Null(changes.Challenge.Current.ExpiresAt);
    }

    [Fact]
    public void Starting_without_verification_signs_in_the_same_commit()
    {
        var changes = Start(Given.Document with { Verification = VerificationMethod.None }).Changes;
        Assert.Equal(DocumentState.Signed, changes.Document!.State);
        Assert.Null(changes.Signature!.Evidence.Verification);
        Assert.Contains(new DueWork(DueKind.Seal, changes.Signature.Transaction.Value, Now), changes.Due);
    }

    [Fact]
    public void Starting_again_changes_nothing()
    {
        var (document, challenge) = Given.Flow();
        var again = SigningRules.Start(Given.Agency, document, challenge, Given.Worker, Command(), Given.Attempt('9'), Given.By, Now.AddSeconds(5));
        Assert.True(again.Changes.IsEmpty);
        Assert.Null(again.Refusal);
    }

    [Theory]
    [InlineData(DocumentState.Draft, RefusalCode.NotFound)]
    [InlineData(DocumentState.Locked, RefusalCode.DocumentLocked)]
    [InlineData(DocumentState.Signed, RefusalCode.AlreadySigned)]
    [InlineData(DocumentState.Refused, RefusalCode.AlreadyRefused)]
    [InlineData(DocumentState.Expired, RefusalCode.DocumentExpired)]
    [InlineData(DocumentState.Withdrawn, RefusalCode.DocumentWithdrawn)]
    [InlineData(DocumentState.Replaced, RefusalCode.DocumentWithdrawn)]
    public void A_closed_document_cannot_be_started_or_confirmed(DocumentState state, RefusalCode expected)
    {
        Assert.Equal(expected, Start(Given.Document with { State = state }).Refusal!.Code);
        var (document, challenge) = Given.Flow();
        var decision = Given.Confirm(document with { State = state }, challenge, Given.Codes(challenge)[0], Now);
        Assert.Equal(expected, decision.Refusal!.Code);
        Assert.True(decision.Changes.IsEmpty);
    }

    [Fact]
    public void Another_workers_document_is_not_found()
    {
        var stranger = Given.Signer with { Worker = new WorkerId(new string('f', 32)) };
        Assert.Equal(RefusalCode.NotFound, Start(Given.Document, Command() with { Signer = stranger }).Refusal!.Code);
        var (document, challenge) = Given.Flow();
        var confirm = new ConfirmCode(challenge.Transaction, Given.Codes(challenge)[0], stranger);
        Assert.Equal(RefusalCode.NotFound, SigningRules.Confirm(Given.Agency, document, challenge, Given.Worker, confirm, Given.Codes(challenge), Given.Mail(), Given.By, Now).Refusal!.Code);
    }

    [Fact]
    public void A_personal_document_is_not_for_signing() => Assert.Equal(RefusalCode.Conflict, Start(Given.Document with { Purpose = DocumentPurpose.Personal }).Refusal!.Code);

    [Fact]
    public void A_kind_of_signature_that_the_agency_does_not_take_is_refused() =>
        Assert.Equal("signature", Start(Given.Document, Command() with { Signature = SignatureKind.Drawn }).Refusal!.Field);

    [Fact]
    public void A_blocked_account_starts_no_code_flow()
    {
        Assert.Equal(RefusalCode.AccountLocked, Start(Given.Document, worker: Given.Worker with { State = WorkerState.Blocked }).Refusal!.Code);
        var spent = Given.Worker with { WrongCodes = [.. Enumerable.Repeat(Now.AddDays(-1), 15)] };
        Assert.Equal(RefusalCode.AccountLocked, Start(Given.Document, worker: spent).Refusal!.Code);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(-1, false)]
    public void The_last_moment_ends_signing(int secondsLeft, bool late) =>
        Assert.Equal(RefusalCode.DocumentExpired, Start(Given.Document with { ExpiresAt = late ? Now : Now.AddSeconds(secondsLeft) }).Refusal!.Code);

    [Fact]
    public void Just_before_the_last_moment_signing_is_possible() => Assert.Null(Start(Given.Document with { ExpiresAt = Now.AddMilliseconds(1) }).Refusal);

    [Theory]
    [InlineData(true, false, 900)]
    [InlineData(false, true, 900)]
    [InlineData(false, false, 90)]
    public void More_time_is_asked_or_remembered(bool asked, bool remembered, int seconds)
    {
        var changes = Start(Given.Document, Command() with { MoreTime = asked }, Given.Worker with { MoreTime = remembered }).Changes;
        Assert.Equal(seconds, changes.Challenge!.LifetimeSeconds);
        Assert.Equal(asked && !remembered, changes.Worker?.MoreTime == true);
    }

    [Fact]
    public void The_right_code_writes_challenge_document_and_signature_together()
    {
        var (document, challenge) = Given.Flow();
        var changes = Given.Confirm(document, challenge, Given.Codes(challenge)[0], Now.AddSeconds(40)).Changes;
        Assert.Equal((ChallengeState.Accepted, DocumentState.Signed), (changes.Challenge!.State, changes.Document!.State));
        Assert.Equal(document.Transaction, changes.Signature!.Transaction);
        Assert.Equal(["code.entered", "document.signed"], changes.Facts.Select(fact => fact.Action));
        Assert.Contains(new DueWork(DueKind.ExpireCode, document.Id.Value, null), changes.Due);
    }

    [Fact]
    public void A_host_whose_clock_is_a_little_behind_does_not_sign_before_the_start()
    {
        var (document, challenge) = Given.Flow();
        var behind = Now.AddMilliseconds(-300);
        var confirm = new ConfirmCode(challenge.Transaction, Given.Codes(challenge)[0], Given.Signer);
        var changes = SigningRules.Confirm(Given.Agency, document, challenge, Given.Worker, confirm, Given.Codes(challenge), Given.Mail(), Given.By, behind).Changes;
        Assert.Equal((Now, Now), (changes.Signature!.SignedAt, changes.Signature.Evidence.SignedAt));
        Assert.Equal(Now, changes.Document!.SignedAt);
    }

    [Fact]
    public void The_evidence_says_what_happened()
    {
        var (document, challenge) = Given.Flow();
        var counted = challenge with { WrongTries = 2 };
        var evidence = Given.Confirm(document, counted, Given.Codes(counted)[0], Now.AddSeconds(40)).Changes.Signature!.Evidence;
        Assert.Equal(document.Transaction!.Value.Value, evidence.TransactionId);
        Assert.Equal((Now, Now.AddSeconds(40)), (evidence.CreatedAt, evidence.SignedAt));
        Assert.Equal(("EMAIL_CODE", 4, "niki@mail.example", 1, 2), (
            evidence.Verification!.Method, evidence.Verification.Digits, evidence.Verification.SentTo, evidence.Verification.CodesSent, evidence.Verification.WrongTries));
        Assert.Equal((Now, Now.AddSeconds(40)), (evidence.Verification.AcceptedAt, evidence.Verification.EnteredAt));
        Assert.Equal(("198.51.100.7", "198.51.100.8"), (evidence.SignIn.Ip, evidence.Signer.Ip));
        Assert.Equal(("Salarispakket", "CLICK", "1001"), (evidence.OfferedBy, evidence.Signer.Signature, evidence.SignIn.Number));
        Assert.Equal("nl", Assert.Single(evidence.Consents).Language);
    }

    [Fact]
    public void No_fact_holds_a_code_or_a_whole_address()
    {
        var (document, challenge) = Given.Flow();
        var started = Start(Given.Document).Changes;
        var signed = Given.Confirm(document, challenge, Given.Codes(challenge)[0], Now).Changes;
        var values = started.Facts.Concat(signed.Facts).SelectMany(fact => fact.Data.Values).ToList();
        Assert.DoesNotContain(values, value => value.Contains(Given.Codes(challenge)[0], StringComparison.Ordinal) && value.Length < 10);
        Assert.DoesNotContain(values, value => value.Contains(Given.Worker.Email, StringComparison.Ordinal));
    }

    private static StartSigning Command() => new(SignatureKind.Click, null, false, Given.Signer);

    private static Decision Start(Document document, StartSigning? command = null, Worker? worker = null, Agency? agency = null) =>
        SigningRules.Start(agency ?? Given.Agency, document, null, worker ?? Given.Worker, command ?? Command(), Given.Attempt(), Given.By, Now);
}
