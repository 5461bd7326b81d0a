using Flexportal.Domain.Agencies;
using Flexportal.Domain.Challenges;
using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Mails;
using Flexportal.Domain.Workers;
using Flexportal.Grains.Mails;
using Flexportal.Storage.Writes;
using Flexportal.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Flexportal.Tests.Cluster.Grains;

/// <summary>The code flow through grains, database, dispatcher and mail; the clock is moved by hand.</summary>
public sealed class CodeFlowTests(ClusterFixture fixture) : OfferedDocument(fixture.Cluster), IClassFixture<ClusterFixture>
{
    [Fact]
    public async Task A_code_is_good_until_its_ninetieth_second()
    {
        var (attempt, code) = await Agency.Started(Document, Worker);
        Cluster.Time.Advance(TimeSpan.FromMilliseconds(89_999));
        Assert.Null((await Agency.Confirm(Document, Worker, attempt, code)).Refusal);
    }

    [Fact]
    public async Task A_code_is_over_at_its_ninetieth_second_and_costs_no_try()
    {
        var (attempt, code) = await Agency.Started(Document, Worker);
        Cluster.Time.Advance(TimeSpan.FromSeconds(90));
        var reply = await Agency.Confirm(Document, Worker, attempt, code);
        Assert.Equal(RefusalCode.CodeExpired, reply.Refusal!.Code);
        Assert.Equal(0, (await Agency.Challenge(Document))!.WrongTries);
        Assert.Null(await Agency.Signature(Document));
    }

    /// <summary>Without a dispatcher, so that no sweeper can do the timer's work.</summary>
    [Fact]
    public async Task The_timer_of_the_grain_ends_a_code_also_after_it_was_moved()
    {
        await using var alone = await FlexCluster.Start(more: static silo => silo.Services.Remove(silo.Services.Single(service => service.ImplementationType?.Name == "DueWorkDispatcher")));
        var there = await TestAgency.Create(alone);
        var person = await there.Worker();
        var (first, second) = (await there.Document(person), await there.Document(person, pdf: TestPdf.Pages(2)));
        foreach (var paper in new[] { first, second })
        {
            var reply = await there.Start(paper, person);
            await there.Grains.Mail(reply.Challenge!.Current.Mail).Send();
        }

        await alone.Forget(there.Grains.CodeChallenge(second.Id));
        await there.Grains.CodeChallenge(second.Id).Refresh();
        alone.Time.Advance(TimeSpan.FromMilliseconds(89_999));
        Assert.False((await there.Challenge(first))!.Current.Ended);
        alone.Time.Advance(TimeSpan.FromMilliseconds(1));
        await alone.Until(async () => (await there.Challenge(first))!.Current.Ended && (await there.Challenge(second))!.Current.Ended, "the timers ended both codes");
        Assert.Equal(DocumentState.AwaitingCode, (await there.Row(first)).State);
    }

    [Fact]
    public async Task The_sweeper_ends_a_code_when_no_grain_lives()
    {
        await Agency.Started(Document, Worker);
        await Cluster.Forget(Agency.Grains.CodeChallenge(Document.Id));
        Cluster.Time.Advance(TimeSpan.FromSeconds(92));
        await Cluster.Until(async () => (await Agency.Challenge(Document))!.Current.Ended, "the code ended");
    }

    [Fact]
    public async Task The_last_code_running_out_locks_the_document_and_says_so()
    {
        var (attempt, _) = await Agency.Started(Document, Worker);
        for (var number = 2; number <= 3; number++)
        {
            Cluster.Time.Advance(TimeSpan.FromSeconds(15));
            Assert.Null((await Agency.Resend(Document, Worker, attempt)).Refusal);
            await Agency.Code(Document, number);
        }

        Cluster.Time.Advance(TimeSpan.FromSeconds(90));
        await Cluster.Until(async () => (await Agency.Row(Document)).State == DocumentState.Locked, "the document is locked");
        Assert.Equal(LockReason.ResendsUsedUp, (await Agency.Row(Document)).Lock!.Reason);
        await Agency.Mailed(MailKind.Locked, Document);
        Assert.Equal(RefusalCode.DocumentLocked, (await Agency.Start(Document, Worker)).Refusal!.Code);
    }

    [Fact]
    public async Task W3_five_wrong_tries_over_three_codes_lock_and_the_right_code_is_refused()
    {
        var (attempt, _) = await Agency.Started(Document, Worker);
        var answers = new List<(RefusalCode Code, int? Left)>();
        for (var tries = 0; tries < 6; tries++)
        {
            if (tries is 2 or 4)
            {
                Cluster.Time.Advance(TimeSpan.FromSeconds(15));
                Assert.Null((await Agency.Resend(Document, Worker, attempt)).Refusal);
                await Agency.Code(Document, 1 + (tries / 2));
            }

            var refusal = (await Agency.Confirm(Document, Worker, attempt, await Wrong())).Refusal!;
            answers.Add((refusal.Code, refusal.AttemptsLeft));
        }

        Assert.Equal([4, 3, 2, 1, 0, null], answers.Select(answer => answer.Left));
        Assert.Equal([RefusalCode.TooManyAttempts, RefusalCode.DocumentLocked], answers[^2..].Select(answer => answer.Code));
        var right = await Agency.Code(Document, 3);
        Assert.Equal(RefusalCode.DocumentLocked, (await Agency.Confirm(Document, Worker, attempt, right)).Refusal!.Code);
        Assert.Equal(5, (await Agency.Challenge(Document))!.WrongTries);
        Assert.Null(await Agency.Signature(Document));
    }

    [Fact]
    public async Task S2_a_code_that_arrives_after_its_time_costs_no_try_and_a_new_one_is_offered()
    {
        var (attempt, late) = await Agency.Started(Document, Worker);
        Cluster.Time.Advance(TimeSpan.FromSeconds(100));
        var reply = await Agency.Confirm(Document, Worker, attempt, late);
        Assert.Equal((RefusalCode.CodeExpired, 2), (reply.Refusal!.Code, reply.Refusal.ResendsLeft));
        Assert.Null((await Agency.Resend(Document, Worker, attempt)).Refusal);
        Assert.Null((await Agency.Confirm(Document, Worker, attempt, await Agency.Code(Document, 2))).Refusal);
        Assert.Equal(0, (await Agency.Signature(Document))!.Evidence.Verification!.WrongTries);
    }

    [Fact]
    public async Task T2_the_file_that_was_shown_is_the_file_that_is_signed()
    {
        var shown = (await Cluster.Files.Original(Agency.Tenant, Document.File.Upload, CancellationToken.None))!;
        var (attempt, code) = await Agency.Started(Document, Worker);
        await Assert.ThrowsAsync<StorageException>(() => Cluster.Files.StoreUpload(Agency.Tenant, Document.File.Upload, TestPdf.Pages(9), Cluster.Now, CancellationToken.None));
        Assert.Null((await Agency.Confirm(Document, Worker, attempt, code)).Refusal);
        var copy = (await Agency.Mailed(MailKind.SignedCopy, Document)).Mail.Attachments[0].Content;
        Assert.True(copy.Span.StartsWith(shown));
        Assert.Equal(Document.File.Sha256, (await Agency.Signature(Document))!.Evidence.File.Sha256);
    }

    [Fact]
    public async Task An_unlock_starts_a_flow_with_other_codes_and_fresh_tries()
    {
        var (attempt, first) = await Agency.Started(Document, Worker);
        for (var tries = 0; tries < 5; tries++)
        {
            await Agency.Confirm(Document, Worker, attempt, await Wrong());
        }

        var unlocked = await Agency.Grains.Document(Document.Id).Unlock(new WithReason("Gebeld met Niki"), TestAgency.ByKey());
        Assert.Equal(1, unlocked.Value!.UnlockNumber);
        var (second, code) = await Agency.Started(Document, Worker);
        Assert.NotEqual(attempt, second);
        Assert.Equal(RefusalCode.NotFound, (await Agency.Confirm(Document, Worker, attempt, first)).Refusal!.Code);
        Assert.Null((await Agency.Confirm(Document, Worker, second, code)).Refusal);
    }

    [Fact]
    public async Task W12_a_hundred_pleas_for_a_new_code_give_two_mails()
    {
        var (attempt, _) = await Agency.Started(Document, Worker);
        var refusals = new List<RefusalCode?>();
        for (var plea = 0; plea < 100; plea++)
        {
            if (plea is 40 or 80)
            {
                Cluster.Time.Advance(TimeSpan.FromSeconds(15));
            }

            var reply = await Agency.Resend(Document, Worker, attempt);
            refusals.Add(reply.Refusal?.Code);
            if (reply.Refusal is null)
            {
                await Agency.Code(Document, reply.Challenge!.Codes.Length);
            }
            else if (reply.Refusal.Code == RefusalCode.ResendTooSoon)
            {
                Assert.True(reply.Refusal.At > Cluster.Now);
            }
        }

        Assert.Equal(2, refusals.Count(code => code is null));
        Assert.Equal(3, Agency.Accepted(MailKind.Code).Count);
        Assert.Equal(RefusalCode.ResendsUsedUp, refusals[^1]);
    }

    [Fact]
    public async Task A_replaced_code_is_recognised_and_costs_no_try()
    {
        var (attempt, old) = await Agency.Started(Document, Worker);
        Cluster.Time.Advance(TimeSpan.FromSeconds(15));
        await Agency.Resend(Document, Worker, attempt);
        var code = await Agency.Code(Document, 2);
        Assert.NotEqual(old, code);
        Assert.Equal(RefusalCode.CodeReplaced, (await Agency.Confirm(Document, Worker, attempt, old)).Refusal!.Code);
        Assert.Equal(0, (await Agency.Challenge(Document))!.WrongTries);
        Assert.Null((await Agency.Confirm(Document, Worker, attempt, code)).Refusal);
    }

    [Fact]
    public async Task W6_the_code_of_another_document_is_a_wrong_try_and_another_worker_or_agency_finds_nothing()
    {
        var other = await Agency.Document(Worker, pdf: TestPdf.Pages(2));
        var (attempt, code) = await Agency.Started(Document, Worker);
        var (_, foreign) = await Agency.Started(other, Worker);
        if (foreign != code)
        {
            Assert.Equal(RefusalCode.CodeIncorrect, (await Agency.Confirm(Document, Worker, attempt, foreign)).Refusal!.Code);
        }

        var stranger = await Agency.Worker("Vries");
        var reply = await Agency.Confirm(Document, stranger, attempt, code);
        Assert.Equal(RefusalCode.NotFound, reply.Refusal!.Code);
        Assert.Null(reply.Document);
        Assert.Null(reply.Challenge);
        var elsewhere = await TestAgency.Create(Cluster);
        Assert.Equal(reply, await elsewhere.Confirm(Document, await elsewhere.Worker(), attempt, code));
        Assert.Null(await Agency.Signature(Document));
    }

    [Fact]
    public async Task The_right_code_counts_before_its_acceptance_is_recorded()
    {
        var arrived = new TaskCompletionSource<string>();
        var answer = new TaskCompletionSource<HandOver>();
        Agency.AnswerMails((material, _) =>
        {
            if (material.Code is null)
            {
                return Task.FromResult<HandOver>(new HandOver.Accepted(Cluster.Now, null, null));
            }

            arrived.TrySetResult(material.Code);
            return answer.Task;
        });
        var reply = await Agency.Start(Document, Worker);
        var code = await arrived.Task;
        var signed = await Agency.Confirm(Document, Worker, reply.Challenge!.Transaction, code);
        answer.SetResult(new HandOver.Accepted(Cluster.Now, null, null));
        Assert.Null(signed.Refusal);
        Assert.Null((await Agency.Signature(Document))!.Evidence.Verification!.AcceptedAt);
    }

    [Fact]
    public async Task A_mail_that_nobody_takes_runs_no_clock_and_its_successor_is_free()
    {
        NobodyTakesTheFirst();
        var reply = await Agency.Start(Document, Worker);
        await Cluster.Until(() => Agency.Mails.Any(mail => mail.Material.Code is not null), "the mail was tried");
        Assert.Equal(RefusalCode.ResendTooSoon, (await Agency.Resend(Document, Worker, reply.Challenge!.Transaction)).Refusal!.Code);
        Cluster.Time.Advance(TimeSpan.FromSeconds(20));
        Assert.Null((await Agency.Resend(Document, Worker, reply.Challenge.Transaction)).Refusal);
        var code = await Agency.Code(Document, 2);
        Assert.Equal(0, (await Agency.Challenge(Document))!.ResendsUsed);
        Assert.Null((await Agency.Challenge(Document))!.Codes[0].ExpiresAt);
        Assert.Null((await Agency.Confirm(Document, Worker, reply.Challenge.Transaction, code)).Refusal);
    }

    [Fact]
    public async Task The_unsent_mail_of_a_replaced_code_is_cancelled()
    {
        NobodyTakesTheFirst();
        var reply = await Agency.Start(Document, Worker);
        var first = reply.Challenge!.Current.Mail;
        await Cluster.Until(() => Agency.Mails.Any(mail => mail.Material.Mail.Id == first), "the mail was tried");
        Cluster.Time.Advance(TimeSpan.FromSeconds(20));
        Assert.Null((await Agency.Resend(Document, Worker, reply.Challenge.Transaction)).Refusal);
        await Agency.Grains.Mail(first).Send();
        Assert.Equal(DeliveryState.Cancelled, (await Cluster.Rows.Mail(Agency.Tenant, first, CancellationToken.None))!.State);
        Agency.AnswerMails((HandOver?)null);
        await Agency.Grains.Mail(first).Send();
        Assert.DoesNotContain(Agency.Accepted(MailKind.Code), mail => mail.Material.Mail.Id == first);
    }

    [Fact]
    public async Task More_time_is_fifteen_minutes_and_is_remembered()
    {
        await Agency.Start(Document, Worker, moreTime: true);
        var code = await Agency.Code(Document, 1);
        var challenge = (await Agency.Challenge(Document))!;
        Assert.Equal(TimeSpan.FromSeconds(900), challenge.Current.ExpiresAt - challenge.Current.AcceptedAt);
        Cluster.Time.Advance(TimeSpan.FromSeconds(899));
        Assert.Null((await Agency.Confirm(Document, Worker, challenge.Transaction, code)).Refusal);
        Assert.True((await Cluster.Rows.Worker(Agency.Tenant, Worker.Id, CancellationToken.None))!.MoreTime);
    }

    [Fact]
    public async Task Starting_again_on_another_device_resumes_the_same_flow()
    {
        var (attempt, code) = await Agency.Started(Document, Worker);
        Cluster.Time.Advance(TimeSpan.FromSeconds(30));
        var again = await Agency.Start(Document, Worker);
        Assert.Equal(attempt, again.Challenge!.Transaction);
        Assert.Single(Agency.Accepted(MailKind.Code));
        Assert.Null((await Agency.Confirm(Document, Worker, attempt, code)).Refusal);
    }

    [Fact]
    public async Task After_a_withdrawal_the_right_code_signs_nothing()
    {
        var (attempt, code) = await Agency.Started(Document, Worker);
        Assert.Null((await Agency.Grains.Document(Document.Id).Withdraw(new WithReason("Verkeerde versie"), TestAgency.ByKey())).Refusal);
        Assert.Equal(RefusalCode.DocumentWithdrawn, (await Agency.Confirm(Document, Worker, attempt, code)).Refusal!.Code);
        Assert.Null(await Agency.Signature(Document));
        Assert.Equal(ChallengeState.Cancelled, (await Agency.Challenge(Document))!.State);
    }

    [Fact]
    public async Task Fifteen_wrong_codes_of_an_account_block_it_until_the_agency_unlocks()
    {
        await Agency.Grains.Agency().Update(new UpdateAgency { MaxWrongTries = 10 }, TestAgency.ByKey());
        var other = await Agency.Document(Worker, pdf: TestPdf.Pages(2));
        var (attempt, _) = await Agency.Started(Document, Worker);
        for (var tries = 0; tries < 9; tries++)
        {
            await Agency.Confirm(Document, Worker, attempt, await Wrong());
        }

        var (second, _) = await Agency.Started(other, Worker);
        for (var tries = 0; tries < 6; tries++)
        {
            await Agency.Confirm(other, Worker, second, await Wrong(other));
        }

        Assert.Equal(DocumentState.Locked, (await Agency.Row(other)).State);
        Assert.Equal(WorkerState.Blocked, (await Cluster.Rows.Worker(Agency.Tenant, Worker.Id, CancellationToken.None))!.State);
        var third = await Agency.Document(Worker, pdf: TestPdf.Pages(4));
        Assert.Equal(RefusalCode.AccountLocked, (await Agency.Start(third, Worker)).Refusal!.Code);
        await Agency.Grains.Document(other.Id).Unlock(new WithReason("Identiteit vastgesteld"), TestAgency.ByKey());
        Assert.Null((await Agency.Start(third, Worker)).Refusal);
    }

    /// <summary>The sweeper tries a mail again as soon as the clock moves, before the test's next line or after it: so the answer hangs on the mail, not on the moment.</summary>
    private void NobodyTakesTheFirst() => Agency.AnswerMails((material, _) => Task.FromResult<HandOver>(
        material.Mail.CodeNumber == 1 ? new HandOver.Deferred("451 later") : new HandOver.Accepted(Cluster.Now, null, "250 ok")));

    /// <summary>Digits that are no code of the flow.</summary>
    private async Task<string> Wrong(Document? of = null)
    {
        var challenge = (await Agency.Challenge(of ?? Document))!;
        var codes = CodeDerivation.Codes(Cluster.Secret, challenge, challenge.Codes.Length);
        return Enumerable.Range(0, 10).Select(digit => new string((char)('0' + digit), 4)).First(code => !codes.Contains(code));
    }
}
