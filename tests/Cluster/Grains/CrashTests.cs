using System.Security.Cryptography;
using System.Text.Json;
using Flexportal.Contracts.Wire;
using Flexportal.Domain.Agencies;
using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Mails;
using Flexportal.Domain.Workers;
using Flexportal.Storage.Writes;
using Flexportal.TestKit;
using Xunit;

namespace Flexportal.Tests.Cluster.Grains;

/// <summary>Faults at the one place where they matter: before a commit, after it, and with the answer lost.</summary>
public sealed class CrashTests(ClusterFixture fixture) : OfferedDocument(fixture.Cluster), IClassFixture<ClusterFixture>
{
    protected override void Clear() => (Cluster.Commits.Before, Cluster.Commits.After) = (null, null);

    [Fact]
    public async Task An_answer_lost_after_the_commit_is_found_by_its_key()
    {
        var (attempt, code) = await Agency.Started(Document, Worker);
        Once(after: changes => changes.Signature is not null);
        var reply = await Agency.Confirm(Document, Worker, attempt, code);
        Assert.Equal((DocumentState.Signed, null), (reply.Document!.State, reply.Refusal));
        Assert.Equal(attempt, reply.Document.Transaction);
    }

    [Fact]
    public async Task A_retry_with_the_same_key_reads_the_first_answer_and_with_another_key_the_state()
    {
        var (attempt, code) = await Agency.Started(Document, Worker);
        var first = await Agency.Confirm(Document, Worker, attempt, code, "key-of-the-tap");
        await Cluster.Forget(Agency.Grains.CodeChallenge(Document.Id));
        var again = await Agency.Confirm(Document, Worker, attempt, code, "key-of-the-tap");
        Assert.Equal(JsonSerializer.Serialize(first, DomainWire.Json), JsonSerializer.Serialize(again, DomainWire.Json));
        var other = await Agency.Confirm(Document, Worker, attempt, code);
        Assert.Equal(RefusalCode.AlreadySigned, other.Refusal!.Code);
        Assert.Equal(attempt, other.Document!.Transaction);
    }

    [Fact]
    public async Task A_fault_before_the_commit_leaves_nothing_and_the_retry_signs_once()
    {
        var (attempt, code) = await Agency.Started(Document, Worker);
        Once(before: changes => changes.Signature is not null);
        await Assert.ThrowsAsync<StorageException>(() => Agency.Confirm(Document, Worker, attempt, code, "k"));
        Assert.Null(await Agency.Signature(Document));
        Assert.Null((await Agency.Confirm(Document, Worker, attempt, code, "k")).Refusal);
        Assert.Equal(1, await Agency.Count("signature"));
    }

    [Fact]
    public async Task A_fault_at_a_wrong_try_spends_at_most_that_try()
    {
        var (attempt, code) = await Agency.Started(Document, Worker);
        Once(after: changes => changes.Challenge is { WrongTries: 1 });
        var wrong = code == "0000" ? "1111" : "0000";
        Assert.Equal(RefusalCode.CodeIncorrect, (await Agency.Confirm(Document, Worker, attempt, wrong, "k")).Refusal!.Code);
        Assert.Equal(4, (await Agency.Confirm(Document, Worker, attempt, wrong, "k")).Refusal!.AttemptsLeft);
        Assert.Equal(1, (await Agency.Challenge(Document))!.WrongTries);
        Assert.Null((await Agency.Confirm(Document, Worker, attempt, code)).Refusal);
    }

    [Fact]
    public async Task A_code_is_good_after_its_grain_was_lost()
    {
        var (attempt, code) = await Agency.Started(Document, Worker);
        await Cluster.Forget(Agency.Grains.CodeChallenge(Document.Id));
        await Cluster.Forget(Agency.Grains.Document(Document.Id));
        Assert.Null((await Agency.Confirm(Document, Worker, attempt, code)).Refusal);
    }

    [Fact]
    public async Task A_mail_accepted_before_the_crash_is_sent_again_as_the_same_message_with_the_same_bytes()
    {
        Once(before: changes => changes.Mails is [{ Kind: MailKind.SignedCopy, State: DeliveryState.HandedOver }, ..]);
        await Agency.Signed(Worker);
        await Cluster.Until(() => Copies().Count == 1 && Cluster.Commits.Before is null, "the first copy left and its commit failed");
        Cluster.Time.Advance(TimeSpan.FromSeconds(31));
        await Cluster.Until(() => Copies().Count == 2, "the copy left again");
        Assert.Single(Copies().Select(copy => copy.Mail.MessageId).Distinct());
        Assert.Single(Copies().Select(copy => Convert.ToHexStringLower(SHA256.HashData(copy.Mail.Attachments[0].Content.Span))).Distinct());
    }

    [Fact]
    public async Task A_code_mail_sent_twice_carries_the_same_code()
    {
        Once(before: changes => changes.Mails is [{ Kind: MailKind.Code, State: DeliveryState.HandedOver }, ..]);
        await Agency.Start(Document, Worker);
        await Cluster.Until(() => Agency.Accepted(MailKind.Code).Count == 1 && Cluster.Commits.Before is null, "the mail left and its commit failed");
        Cluster.Time.Advance(TimeSpan.FromSeconds(31));
        await Cluster.Until(() => Agency.Accepted(MailKind.Code).Count == 2, "the mail left again");
        Assert.Single(Agency.Accepted(MailKind.Code).Select(mail => (mail.Material.Code, mail.Mail.MessageId)).Distinct());
    }

    [Fact]
    public async Task A_seal_whose_commit_failed_is_made_again_and_only_the_stored_one_is_mailed()
    {
        var seen = new List<string>();
        Once(before: changes => Note(changes) is not null);
        var signed = await Agency.Signed(Worker);
        await Cluster.Until(() => seen.Count == 1, "the first seal was made");
        Cluster.Commits.Before = (tenant, changes) =>
        {
            if (tenant == Agency.Tenant)
            {
                Note(changes);
            }

            return Task.CompletedTask;
        };
        Cluster.Time.Advance(TimeSpan.FromSeconds(31));
        var copy = await Agency.Mailed(MailKind.SignedCopy, signed);
        Assert.Equal(2, seen.Count);
        Assert.NotEqual(seen[0], seen[1]);
        Assert.Equal(seen[1], Convert.ToHexStringLower(SHA256.HashData(copy.Mail.Attachments[0].Content.Span)));

        string? Note(Changes changes)
        {
            if (changes.Tail is not null)
            {
                seen.Add(changes.Signature!.Sealed!.Sha256);
            }

            return changes.Tail is null ? null : "tail";
        }
    }

    [Fact]
    public async Task A_seal_whose_answer_was_lost_is_not_made_again()
    {
        var tails = 0;
        Cluster.Commits.Before = (tenant, changes) =>
        {
            tails += changes.Tail is null || tenant != Agency.Tenant ? 0 : 1;
            return Task.CompletedTask;
        };
        Once(after: changes => changes.Tail is not null);
        var signed = await Agency.Signed(Worker);
        var copy = await Agency.Mailed(MailKind.SignedCopy, signed);
        Cluster.Time.Advance(TimeSpan.FromSeconds(31));
        await Agency.Grains.Signing(signed.Transaction!.Value).Seal();
        Assert.Equal(1, tails);
        Assert.Equal((await Agency.Signature(signed))!.Sealed!.Sha256, Convert.ToHexStringLower(SHA256.HashData(copy.Mail.Attachments[0].Content.Span)));
    }

    [Fact]
    public async Task A_killed_silo_loses_nothing()
    {
        await using var two = await FlexCluster.Start(silos: 2);
        var there = await TestAgency.Create(two);
        var person = await there.Worker();
        var paper = await there.Document(person);
        var (attempt, code) = await there.Started(paper, person);
        await two.Orleans.KillSiloAsync(two.Orleans.Silos[1], TestContext.Current.CancellationToken);
        var reply = await there.Confirm(paper, person, attempt, code);
        Assert.Null(reply.Refusal);
        await there.Mailed(MailKind.SignedCopy, paper);
    }

    [Fact]
    public async Task An_agency_renamed_while_the_signature_is_committed_does_not_hinder_its_seal()
    {
        var (attempt, code) = await Agency.Started(Document, Worker);
        // The rule has decided; now the name gets a sign that no font of the proof has.
        Cluster.Commits.Before = async (tenant, changes) =>
        {
            if (tenant == Agency.Tenant && changes.Signature is { Sealed: null })
            {
                Cluster.Commits.Before = null;
                await Agency.Grains.Agency().Update(new UpdateAgency { Name = "Werk \U0001F680" }, TestAgency.ByKey());
            }
        };
        await Agency.Confirm(Document, Worker, attempt, code);
        await Agency.Mailed(MailKind.SignedCopy, Document);
        Assert.Equal(0, (await Agency.Signature(Document))!.SealTries);
    }

    private IReadOnlyList<CaughtMail> Copies() => Agency.Accepted(MailKind.SignedCopy);

    /// <summary>The first commit of this kind fails: before it (nothing written) or after it (written, outcome unknown to the caller).</summary>
    private void Once(Func<Changes, bool>? before = null, Func<Changes, bool>? after = null)
    {
        if (before is not null)
        {
            Cluster.Commits.Before = (tenant, changes) =>
            {
                if (tenant != Agency.Tenant || !before(changes))
                {
                    return Task.CompletedTask;
                }

                Cluster.Commits.Before = null;
                throw new StorageException("the connection broke");
            };
        }

        if (after is not null)
        {
            Cluster.Commits.After = (tenant, changes) =>
            {
                if (tenant != Agency.Tenant || !after(changes))
                {
                    return Task.CompletedTask;
                }

                Cluster.Commits.After = null;
                throw new StorageException("the connection broke") { OutcomeUnknown = true };
            };
        }
    }
}
