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
public sealed class CrashTests(ClusterFixture fixture) : IClassFixture<ClusterFixture>, IAsyncLifetime
{
    private readonly FlexCluster cluster = fixture.Cluster;
    private TestAgency agency = null!;
    private Worker worker = null!;
    private Document document = null!;

    public async ValueTask InitializeAsync()
    {
        agency = await TestAgency.Create(cluster);
        worker = await agency.Worker();
        document = await agency.Document(worker);
    }

    public ValueTask DisposeAsync()
    {
        (cluster.Commits.Before, cluster.Commits.After) = (null, null);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task An_answer_lost_after_the_commit_is_found_by_its_key()
    {
        var (attempt, code) = await agency.Started(document, worker);
        Once(after: changes => changes.Signature is not null);
        var reply = await agency.Confirm(document, worker, attempt, code);
        Assert.Equal((DocumentState.Signed, null), (reply.Document!.State, reply.Refusal));
        Assert.Equal(attempt, reply.Document.Transaction);
    }

    [Fact]
    public async Task A_retry_with_the_same_key_reads_the_first_answer_and_with_another_key_the_state()
    {
        var (attempt, code) = await agency.Started(document, worker);
        var first = await agency.Confirm(document, worker, attempt, code, "key-of-the-tap");
        await cluster.Forget(agency.Grains.CodeChallenge(document.Id));
        var again = await agency.Confirm(document, worker, attempt, code, "key-of-the-tap");
        Assert.Equal(JsonSerializer.Serialize(first, DomainWire.Json), JsonSerializer.Serialize(again, DomainWire.Json));
        var other = await agency.Confirm(document, worker, attempt, code);
        Assert.Equal(RefusalCode.AlreadySigned, other.Refusal!.Code);
        Assert.Equal(attempt, other.Document!.Transaction);
    }

    [Fact]
    public async Task A_fault_before_the_commit_leaves_nothing_and_the_retry_signs_once()
    {
        var (attempt, code) = await agency.Started(document, worker);
        Once(before: changes => changes.Signature is not null);
        await Assert.ThrowsAsync<StorageException>(() => agency.Confirm(document, worker, attempt, code, "k"));
        Assert.Null(await agency.Signature(document));
        Assert.Null((await agency.Confirm(document, worker, attempt, code, "k")).Refusal);
        Assert.Equal(1, await agency.Count("signature"));
    }

    [Fact]
    public async Task A_fault_at_a_wrong_try_spends_at_most_that_try()
    {
        var (attempt, code) = await agency.Started(document, worker);
        Once(after: changes => changes.Challenge is { WrongTries: 1 });
        var wrong = code == "0000" ? "1111" : "0000";
        Assert.Equal(RefusalCode.CodeIncorrect, (await agency.Confirm(document, worker, attempt, wrong, "k")).Refusal!.Code);
        Assert.Equal(4, (await agency.Confirm(document, worker, attempt, wrong, "k")).Refusal!.AttemptsLeft);
        Assert.Equal(1, (await agency.Challenge(document))!.WrongTries);
        Assert.Null((await agency.Confirm(document, worker, attempt, code)).Refusal);
    }

    [Fact]
    public async Task A_code_is_good_after_its_grain_was_lost()
    {
        var (attempt, code) = await agency.Started(document, worker);
        await cluster.Forget(agency.Grains.CodeChallenge(document.Id));
        await cluster.Forget(agency.Grains.Document(document.Id));
        Assert.Null((await agency.Confirm(document, worker, attempt, code)).Refusal);
    }

    [Fact]
    public async Task A_mail_accepted_before_the_crash_is_sent_again_as_the_same_message_with_the_same_bytes()
    {
        Once(before: changes => changes.Mails is [{ Kind: MailKind.SignedCopy, State: DeliveryState.HandedOver }, ..]);
        await agency.Signed(worker);
        await cluster.Until(() => Copies().Count == 1 && cluster.Commits.Before is null, "the first copy left and its commit failed");
        cluster.Time.Advance(TimeSpan.FromSeconds(31));
        await cluster.Until(() => Copies().Count == 2, "the copy left again");
        Assert.Single(Copies().Select(copy => copy.Mail.MessageId).Distinct());
        Assert.Single(Copies().Select(copy => Convert.ToHexStringLower(SHA256.HashData(copy.Mail.Attachments[0].Content.Span))).Distinct());
    }

    [Fact]
    public async Task A_code_mail_sent_twice_carries_the_same_code()
    {
        Once(before: changes => changes.Mails is [{ Kind: MailKind.Code, State: DeliveryState.HandedOver }, ..]);
        await agency.Start(document, worker);
        await cluster.Until(() => agency.Accepted(MailKind.Code).Count == 1 && cluster.Commits.Before is null, "the mail left and its commit failed");
        cluster.Time.Advance(TimeSpan.FromSeconds(31));
        await cluster.Until(() => agency.Accepted(MailKind.Code).Count == 2, "the mail left again");
        Assert.Single(agency.Accepted(MailKind.Code).Select(mail => (mail.Material.Code, mail.Mail.MessageId)).Distinct());
    }

    [Fact]
    public async Task A_seal_whose_commit_failed_is_made_again_and_only_the_stored_one_is_mailed()
    {
        var seen = new List<string>();
        Once(before: changes => Note(changes) is not null);
        var signed = await agency.Signed(worker);
        await cluster.Until(() => seen.Count == 1, "the first seal was made");
        cluster.Commits.Before = (tenant, changes) =>
        {
            if (tenant == agency.Tenant)
            {
                Note(changes);
            }

            return Task.CompletedTask;
        };
        cluster.Time.Advance(TimeSpan.FromSeconds(31));
        var copy = await agency.Mailed(MailKind.SignedCopy, signed);
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
        cluster.Commits.Before = (tenant, changes) =>
        {
            tails += changes.Tail is null || tenant != agency.Tenant ? 0 : 1;
            return Task.CompletedTask;
        };
        Once(after: changes => changes.Tail is not null);
        var signed = await agency.Signed(worker);
        var copy = await agency.Mailed(MailKind.SignedCopy, signed);
        cluster.Time.Advance(TimeSpan.FromSeconds(31));
        await agency.Grains.Signing(signed.Transaction!.Value).Seal();
        Assert.Equal(1, tails);
        Assert.Equal((await agency.Signature(signed))!.Sealed!.Sha256, Convert.ToHexStringLower(SHA256.HashData(copy.Mail.Attachments[0].Content.Span)));
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
        var (attempt, code) = await agency.Started(document, worker);
        // The rule has decided; now the name gets a sign that no font of the proof has.
        cluster.Commits.Before = async (tenant, changes) =>
        {
            if (tenant == agency.Tenant && changes.Signature is { Sealed: null })
            {
                cluster.Commits.Before = null;
                await agency.Grains.Agency().Update(new UpdateAgency { Name = "Werk \U0001F680" }, TestAgency.ByKey());
            }
        };
        await agency.Confirm(document, worker, attempt, code);
        await agency.Mailed(MailKind.SignedCopy, document);
        Assert.Equal(0, (await agency.Signature(document))!.SealTries);
    }

    private IReadOnlyList<CaughtMail> Copies() => agency.Accepted(MailKind.SignedCopy);

    /// <summary>The first commit of this kind fails: before it (nothing written) or after it (written, outcome unknown to the caller).</summary>
    private void Once(Func<Changes, bool>? before = null, Func<Changes, bool>? after = null)
    {
        if (before is not null)
        {
            cluster.Commits.Before = (tenant, changes) =>
            {
                if (tenant != agency.Tenant || !before(changes))
                {
                    return Task.CompletedTask;
                }

                cluster.Commits.Before = null;
                throw new StorageException("the connection broke");
            };
        }

        if (after is not null)
        {
            cluster.Commits.After = (tenant, changes) =>
            {
                if (tenant != agency.Tenant || !after(changes))
                {
                    return Task.CompletedTask;
                }

                cluster.Commits.After = null;
                throw new StorageException("the connection broke") { OutcomeUnknown = true };
            };
        }
    }
}
