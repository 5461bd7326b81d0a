using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Workers;
using Flexportal.Storage.Due;
using Flexportal.Storage.Writes;
using Xunit;

namespace Flexportal.Tests.Cluster.Storage;

public sealed class CommitTests(StorageFixture fixture) : IClassFixture<StorageFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_committed_is_read_back_as_it_was()
    {
        var document = await fixture.Offered(fixture.A);
        var challenge = Sample.Challenge(document);
        var signature = Sample.Signature(document, challenge.Transaction);
        var mail = Sample.Mail(document);
        var session = new Session("hash-of-session", document.Worker, "192.0.2.7", "Browser", Sample.Start, Sample.Start, null);
        var link = new MailLink("hash-of-link", LinkKind.Invite, document.Worker, document.Id, Sample.Start.AddDays(14));

        var result = await fixture.Commit(fixture.A, new Changes
        {
            Document = document with { State = DocumentState.Signed },
            Challenge = challenge,
            Signature = signature,
            Mails = [mail],
            Sessions = [session],
            Links = [link],
            Facts = [Sample.Fact(document.Id, "document.signed", ("b", "2"), ("a", "1"))],
        });

        Assert.Equal(CommitResult.Done, result);
        var read = (await fixture.Rows.SigningCase(fixture.A, document.Id, Cancellation))!;
        Assert.Equal(document with { State = DocumentState.Signed, Version = 2 }, read.Document);
        Assert.Equal(document.Worker, read.Worker.Id);
        Assert.Equal(fixture.A, read.Agency.Id);
        Assert.Equal(challenge.Current, read.Challenge!.Current);
        Assert.Equal(challenge.Salt, read.Challenge.Salt);
        Assert.Equal(1, read.Challenge.Version);
        Assert.Equal(signature.Evidence.Signer, read.Signature!.Evidence.Signer);
        Assert.Equal(signature.Evidence.Consents, read.Signature.Evidence.Consents);
        Assert.Equal(signature.Transaction, (await fixture.Rows.Signature(fixture.A, signature.Transaction, Cancellation))!.Transaction);
        Assert.Equal(mail with { Version = 1 }, await fixture.Rows.Mail(fixture.A, mail.Id, Cancellation));
        Assert.Equal(session, await fixture.Rows.Session(fixture.A, session.Hash, Cancellation));
        Assert.Equal(session, Assert.Single(await fixture.Rows.Sessions(fixture.A, document.Worker, Cancellation)));
        Assert.Equal(link, await fixture.Rows.Link(fixture.A, link.Hash, Cancellation));
        var fact = Assert.Single(await fixture.Reads.Timeline(fixture.A, document.Id, Cancellation)).Fact;
        Assert.Equal(["a", "b"], fact.Data.Keys);
    }

    [Fact]
    public async Task Nothing_is_left_of_a_commit_whose_last_statement_fails()
    {
        var document = await fixture.Offered(fixture.A);
        var worker = Sample.Worker();
        var mail = Sample.Mail(document);

        // PostgreSQL stores no zero character, so the statement about due work, the last one, fails.
        await Assert.ThrowsAsync<StorageException>(() => fixture.Commit(
            fixture.A,
            new Changes { Worker = worker, Document = document with { Title = "changed" }, Mails = [mail], Facts = [Sample.Fact(document.Id)], Due = [new DueWork(DueKind.SendMail, "\0", Sample.Start)] },
            Sample.Answer("half-done")));

        Assert.Equal(document, await fixture.Rows.Document(fixture.A, document.Id, Cancellation));
        Assert.Null(await fixture.Rows.Worker(fixture.A, worker.Id, Cancellation));
        Assert.Null(await fixture.Rows.Mail(fixture.A, mail.Id, Cancellation));
        Assert.Null(await fixture.Commits.FindAnswer(fixture.A, "worker:1", "half-done", Cancellation));
        Assert.Empty(await fixture.Reads.Timeline(fixture.A, document.Id, Cancellation));
    }

    [Fact]
    public async Task A_version_that_has_moved_on_ends_the_whole_commit()
    {
        var document = await fixture.Offered(fixture.A);
        var mail = Sample.Mail(document);
        Assert.Equal(CommitResult.Done, await fixture.Commit(fixture.A, new Changes { Document = document with { Title = "first" } }));

        var result = await fixture.Commit(fixture.A, new Changes { Document = document with { Title = "second" }, Mails = [mail] });

        Assert.Equal(CommitResult.VersionConflict, result);
        Assert.Equal("first", (await fixture.Rows.Document(fixture.A, document.Id, Cancellation))!.Title);
        Assert.Null(await fixture.Rows.Mail(fixture.A, mail.Id, Cancellation));
    }

    [Fact]
    public async Task External_ids_and_mail_addresses_are_taken_once_per_tenant()
    {
        var worker = Sample.Worker(email: "Niki@Example.org", number: "7");
        var document = Sample.Document(worker.Id) with { ExternalId = new ExternalId("D1", "hr") };
        Assert.Equal(CommitResult.Done, await fixture.Commit(fixture.A, new Changes { Worker = worker, Document = document }));

        Assert.Equal(CommitResult.Duplicate, await fixture.Commit(fixture.A, new Changes { Worker = Sample.Worker(number: "7") }));
        Assert.Equal(CommitResult.Duplicate, await fixture.Commit(fixture.A, new Changes { Worker = Sample.Worker(email: "niki@EXAMPLE.org") }));
        Assert.Equal(CommitResult.Duplicate, await fixture.Commit(fixture.A, new Changes { Document = Sample.Document(worker.Id) with { ExternalId = document.ExternalId } }));
        Assert.Equal(CommitResult.Done, await fixture.Commit(fixture.B, new Changes { Worker = Sample.Worker(email: "niki@example.org", number: "7") }));
        Assert.Equal(worker.Id, await fixture.Rows.WorkerByEmail(fixture.A, "niki@example.org", Cancellation));
        Assert.Equal(worker.Id, await fixture.Rows.WorkerByExternalId(fixture.A, worker.ExternalId, Cancellation));
        Assert.Equal(document.Id, await fixture.Reads.DocumentByExternalId(fixture.A, document.ExternalId!, Cancellation));
    }

    [Fact]
    public async Task Of_many_equal_requests_at_once_one_writes_and_the_others_find_its_answer()
    {
        var document = await fixture.Offered(fixture.A);
        var answer = Sample.Answer("same-key", "hash");

        var results = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => Task.Run(() => fixture.Commit(fixture.A, new Changes { Document = document with { Title = "x" } }, answer))));

        Assert.Equal(1, results.Count(result => result == CommitResult.Done));
        Assert.Equal(23, results.Count(result => result == CommitResult.KeyTaken));
        Assert.Equal(answer, await fixture.Commits.FindAnswer(fixture.A, answer.Principal, answer.Key, Cancellation));
        Assert.Null(await fixture.Commits.FindAnswer(fixture.A, "worker:2", answer.Key, Cancellation));
        Assert.Null(await fixture.Commits.FindAnswer(fixture.B, answer.Principal, answer.Key, Cancellation));
    }

    [Fact]
    public async Task W4_fifty_wrong_codes_at_once_never_pass_the_cap()
    {
        var document = await fixture.Offered(fixture.A);
        await fixture.Commit(fixture.A, new Changes { Challenge = Sample.Challenge(document) });

        var counted = (await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => Try(document.Id))))).Count(evaluated => evaluated);

        var read = (await fixture.Rows.SigningCase(fixture.A, document.Id, Cancellation))!.Challenge!;
        Assert.Equal((5, 5, 6L), (counted, read.WrongTries, read.Version));

        // Reads, decides, commits, and decides again after a conflict: what a grain does, here on fifty of them at once.
        async Task<bool> Try(DocumentId id)
        {
            while (true)
            {
                var challenge = (await fixture.Rows.SigningCase(fixture.A, id, Cancellation))!.Challenge!;
                if (challenge.WrongTries >= 5)
                {
                    return false;
                }

                if (await fixture.Commit(fixture.A, new Changes { Challenge = challenge with { WrongTries = challenge.WrongTries + 1 } }) == CommitResult.Done)
                {
                    return true;
                }
            }
        }
    }

    [Fact]
    public async Task W5_of_eight_right_codes_at_once_one_signs()
    {
        var document = await fixture.Offered(fixture.A);
        await fixture.Commit(fixture.A, new Changes { Challenge = Sample.Challenge(document) });
        var challenge = (await fixture.Rows.SigningCase(fixture.A, document.Id, Cancellation))!.Challenge!;

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(() => fixture.Commit(
            fixture.A,
            new Changes
            {
                Document = document with { State = DocumentState.Signed },
                Challenge = challenge with { State = Domain.Challenges.ChallengeState.Accepted },
                Signature = Sample.Signature(document, challenge.Transaction),
                Facts = [Sample.Fact(document.Id, "document.signed")],
                Mails = [Sample.Mail(document)],
            },
            Sample.Answer($"w5-{number}")))));

        Assert.Equal(1, results.Count(result => result == CommitResult.Done));
        Assert.Equal(7, results.Count(result => result == CommitResult.VersionConflict));
        Assert.Single(await fixture.Reads.Timeline(fixture.A, document.Id, Cancellation));
        Assert.Single(await fixture.Reads.Mails(fixture.A, document.Id, Cancellation));
    }

    [Fact]
    public async Task A_link_works_once_and_an_ended_session_stays_ended()
    {
        var worker = Sample.Worker();
        var link = new MailLink(Sample.NewId(), LinkKind.PasswordReset, worker.Id, null, Sample.Start.AddDays(1));
        var session = new Session(Sample.NewId(), worker.Id, "192.0.2.7", null, Sample.Start, Sample.Start, null);
        await fixture.Commit(fixture.A, new Changes { Links = [link], Sessions = [session] });

        var used = new Changes { Links = [link with { UsedAt = Sample.Start }] };
        Assert.Equal(CommitResult.Done, await fixture.Commit(fixture.A, used));
        Assert.Equal(CommitResult.VersionConflict, await fixture.Commit(fixture.A, used));

        await fixture.Commit(fixture.A, new Changes { Sessions = [session with { EndedAt = Sample.Start }] });
        await fixture.Commit(fixture.A, new Changes { Sessions = [session with { SeenAt = Sample.Start.AddHours(1) }] });
        Assert.NotNull((await fixture.Rows.Session(fixture.A, session.Hash, Cancellation))!.EndedAt);
        Assert.Empty(await fixture.Rows.Sessions(fixture.A, worker.Id, Cancellation));
    }

    [Fact]
    public async Task Work_that_is_due_at_once_wakes_the_dispatcher()
    {
        var due = fixture.Get<IDueStore>();
        await fixture.Commit(fixture.A, new Changes { Due = [new DueWork(DueKind.SendMail, Sample.NewId(), Sample.Start)] });
        await due.Signalled(Cancellation);

        await fixture.Commit(fixture.A, new Changes { Due = [new DueWork(DueKind.SendMail, Sample.NewId(), Sample.Start.AddSeconds(1))] });
        Assert.False(due.Signalled(Cancellation).IsCompleted);
    }
}
