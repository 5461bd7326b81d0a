using System.Security.Cryptography;
using System.Text.Json;
using Flexportal.Domain.Agencies;
using Flexportal.Domain.Challenges;
using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Mails;
using Flexportal.Domain.Signing;
using Flexportal.Domain.Workers;
using Flexportal.Storage.Connections;
using Flexportal.Storage.Files;
using Flexportal.Storage.Rows;
using Flexportal.Storage.Vault;

namespace Flexportal.Storage.Writes;

/// <summary>
/// The statements of one commit. Their order is the same in every commit, so that two of them wait for each other rather than in a circle, and the idempotency key
/// comes first: the second of two equal requests learns of its twin before it meets a version.
/// </summary>
internal sealed class CommitBatch(TenantBatch batch, TenantVault vault)
{
    private const string InsertAnswer = "insert into idempotency (tenant, principal, key, document, created_at, body) values ($1, $2, $3, $4, $5, $6)";

    private const string UpsertLink = """
        with touched as (
            insert into mail_link (tenant, hash, expires_at, used_at, body) values ($1, $2, $3, $4, $5)
            on conflict (tenant, hash) do update set expires_at = excluded.expires_at, used_at = excluded.used_at, body = excluded.body
            where mail_link.used_at is null
            returning 1)
        select must_touch((select count(*) from touched), 'mail_link')
        """;

    // A session that has ended stays ended: a late note of its last use changes nothing.
    private const string UpsertSession = """
        insert into session (tenant, hash, worker, seen_at, ended_at, body) values ($1, $2, $3, $4, $5, $6)
        on conflict (tenant, hash) do update set seen_at = excluded.seen_at, ended_at = excluded.ended_at, body = excluded.body
        where session.ended_at is null
        """;

    private const string UpsertDue = """
        insert into due_work (tenant, kind, id, due_at)
        select $1, kind, id, due_at from unnest($2, $3, $4) as wanted (kind, id, due_at)
        on conflict (tenant, kind, id) do update set due_at = excluded.due_at, lease_owner = null, lease_until = null
        """;

    // One by one: a list to join with is planned as one of a hundred, for which all due work of the tenant is read.
    internal const string DeleteDue = "delete from due_work where tenant = $1 and kind = $2 and id = $3";

    private const string InsertFacts = """
        insert into fact (tenant, subject, at, body, salt, commitment)
        select $1, subject, at, body, salt, commitment from unnest($2, $3, $4, $5, $6) as new (subject, at, body, salt, commitment)
        """;

    internal const string ClaimUpload = """
        with touched as (
            update upload set claimed_by = $3 where tenant = $1 and id = $2 and claimed_by is null and stored_at is not null
            returning 1)
        select must_touch((select count(*) from touched), 'upload')
        """;

    public void Add(Changes changes, StoredAnswer? answer, byte[]? tailKey)
    {
        Add(answer);
        Add(changes.Agency);
        Add(changes.Worker);
        Add(changes.Claim);
        Add(changes.Document);
        Add(changes.Challenge);
        Add(changes.Signature);
        foreach (var mail in changes.Mails.OrderBy(mail => mail.Id.Value, StringComparer.Ordinal))
        {
            Add(mail);
        }

        foreach (var link in changes.Links.OrderBy(link => link.Hash, StringComparer.Ordinal))
        {
            batch.Add(UpsertLink).Text(link.Hash).Time(link.ExpiresAt).Time(link.UsedAt).Bytes(RowKinds.MailLink.Seal(vault, link.Hash, link));
        }

        foreach (var session in changes.Sessions.OrderBy(session => session.Hash, StringComparer.Ordinal))
        {
            batch.Add(UpsertSession).Text(session.Hash).Text(session.Worker.Value).Time(session.SeenAt).Time(session.EndedAt)
                .Bytes(RowKinds.Session.Seal(vault, session.Hash, session));
        }

        Add(changes.Tail, tailKey);
        if (changes.Purge is { } purged)
        {
            FileStatements.Purge(batch, purged);
        }

        Add(changes.Facts);
        Add(changes.Due);
    }

    private void Add(StoredAnswer? answer)
    {
        if (answer is not null)
        {
            batch.Add(InsertAnswer).Text(answer.Principal).Text(answer.Key).Text(answer.Document?.Value).Time(answer.CreatedAt)
                .Bytes(vault.Seal("idempotency", AnswerId(answer.Principal, answer.Key), answer, StoredJson.Default.StoredAnswer));
        }
    }

    public static string AnswerId(string principal, string key) => $"{principal}\0{key}";

    private void Add(Agency? agency)
    {
        if (agency is not null)
        {
            Versioned(VersionedTable.Agency, agency.Id.Value, agency.Version).Bytes(RowKinds.Agency.Seal(vault, agency.Id.Value, agency));
        }
    }

    private void Add(Worker? worker)
    {
        if (worker is not null)
        {
            Versioned(VersionedTable.Worker, worker.Id.Value, worker.Version)
                .Text(worker.ExternalId.Scheme).Text(worker.ExternalId.Value).Text(EmailAddress.Normalise(worker.Email))
                .Text(worker.Name.Display).Text(Fold.Of(worker.Name.Display)).Text(Fold.Of(worker.Name.Family))
                .Text(worker.Language).Text(worker.State.ToString()).Time(worker.UpdatedAt)
                .Bytes(RowKinds.Worker.Seal(vault, worker.Id.Value, worker));
        }
    }

    private void Add(Document? document)
    {
        if (document is not null)
        {
            Versioned(VersionedTable.Document, document.Id.Value, document.Version)
                .Text(document.Worker.Value).Text(document.Purpose.ToString()).Text(document.State.ToString())
                .Text(document.TypeCode).Text(Fold.Of(document.TypeCode)).Text(document.FileName).Text(Fold.Of(document.FileName)).Text(document.Language)
                .Text(document.ExternalId?.Scheme).Text(document.ExternalId?.Value)
                .Time(document.OfferedAt).Time(document.SignedAt).Time(document.ExpiresAt).Time(document.UpdatedAt)
                .Bytes(RowKinds.Document.Seal(vault, document.Id.Value, document));
        }
    }

    private void Add(CodeChallenge? challenge)
    {
        if (challenge is not null)
        {
            Versioned(VersionedTable.Challenge, challenge.Document.Value, challenge.Version).Bytes(RowKinds.Challenge.Seal(vault, challenge.Document.Value, challenge));
        }
    }

    private void Add(Signature? signature)
    {
        if (signature is not null)
        {
            Versioned(VersionedTable.Signature, signature.Document.Value, signature.Version)
                .Text(signature.Transaction.Value).Flag(signature is { Sealed: null, SealProblem: not null }).Bytes(RowKinds.Signature.Seal(vault, signature.Document.Value, signature));
        }
    }

    private void Add(Mail mail) => Versioned(VersionedTable.Mail, mail.Id.Value, mail.Version)
        .Text(mail.Document?.Value).Time(mail.CreatedAt).Text(mail.Kind.ToString()).Text(mail.State.ToString())
        .Bytes(RowKinds.Mail.Seal(vault, mail.Id.Value, mail));

    private void Add(UploadClaim? claim)
    {
        if (claim is not null)
        {
            batch.Add(ClaimUpload).Text(claim.Upload.Value).Text(claim.Document.Value);
        }
    }

    private void Add(SealedTail? tail, byte[]? key)
    {
        if (tail is not null)
        {
            FileStatements.InsertTail(batch, tail, key);
        }
    }

    private void Add(IReadOnlyCollection<DueWork> due)
    {
        // The last word on each piece of work counts; the order by key is the order of the row locks.
        var last = due.GroupBy(work => (Kind: work.Kind.ToString(), work.Id)).Select(same => same.Last())
            .OrderBy(work => work.Kind.ToString(), StringComparer.Ordinal).ThenBy(work => work.Id, StringComparer.Ordinal).ToArray();
        var wanted = last.Where(work => work.DueAt is not null).ToArray();
        foreach (var done in last.Where(work => work.DueAt is null))
        {
            batch.Add(DeleteDue).Text(done.Kind.ToString()).Text(done.Id);
        }

        if (wanted.Length > 0)
        {
            batch.Add(UpsertDue).Texts([.. wanted.Select(work => work.Kind.ToString())]).Texts([.. wanted.Select(work => work.Id)])
                .Times(wanted.Select(work => work.DueAt!.Value));
        }
    }

    private void Add(IReadOnlyCollection<Fact> facts)
    {
        if (facts.Count == 0)
        {
            return;
        }

        var plain = facts.Select(fact => JsonSerializer.SerializeToUtf8Bytes(fact, StoredJson.Default.Fact)).ToArray();
        var salts = plain.Select(_ => RandomNumberGenerator.GetBytes(16)).ToArray();
        batch.Add(InsertFacts)
            .Texts([.. facts.Select(fact => fact.Subject)])
            .Times(facts.Select(fact => fact.At))
            .BytesList([.. plain.Zip(facts, (body, fact) => vault.Seal("fact", fact.Subject, body))])
            .BytesList(salts)
            .BytesList([.. plain.Zip(salts, (body, salt) => SHA256.HashData([.. salt, .. body]))]);
    }

    private Statement Versioned(VersionedTable table, string id, long version) =>
        batch.Add(version == 0 ? table.Insert : table.Update).Text(id).Number(version);
}
