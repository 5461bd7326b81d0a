using Flexportal.Domain.Agencies;
using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Mails;
using Flexportal.Domain.Signing;
using Flexportal.Domain.Workers;
using Flexportal.Storage.Connections;
using Flexportal.Storage.Rows;
using Flexportal.Storage.Vault;

namespace Flexportal.Storage.Reads;

internal sealed class RowReader(TenantDatabase database, TenantKeys keys) : IRowReader
{
    // The document comes first and alone, so that no statistics can turn the joins around.
    internal const string SelectSigningCase = """
        with d as materialized (select id, version, worker, body from document where tenant = $1 and id = $2)
        select a.tenant, a.version, a.body, w.id, w.version, w.body, d.id, d.version, d.body,
               c.document, c.version, c.body, s.document, s.version, s.body
        from d
        join agency a on a.tenant = $1
        join worker w on w.tenant = $1 and w.id = (select worker from d)
        left join challenge c on c.tenant = $1 and c.document = $2
        left join signature s on s.tenant = $1 and s.document = $2
        """;

    public Task<Agency?> Agency(TenantId tenant, CancellationToken cancellation) =>
        One(tenant, RowKinds.Agency, "select tenant, version, body from agency where tenant = $1", _ => { }, cancellation);

    public Task<Worker?> Worker(TenantId tenant, WorkerId id, CancellationToken cancellation) =>
        One(tenant, RowKinds.Worker, "select id, version, body from worker where tenant = $1 and id = $2", sql => sql.Text(id.Value), cancellation);

    // What cannot be stored is nobody's.
    public async Task<WorkerId?> WorkerByExternalId(TenantId tenant, ExternalId externalId, CancellationToken cancellation) => !externalId.IsStorable ? null : Single(await database.Rows(
        tenant,
        "select id from worker where tenant = $1 and external_scheme = $2 and external_value = $3",
        sql => sql.Text(externalId.Scheme).Text(externalId.Value),
        row => new WorkerId(row.GetString(0)),
        cancellation));

    public async Task<WorkerId?> WorkerByEmail(TenantId tenant, string normalisedEmail, CancellationToken cancellation) => !StorableText.Is(normalisedEmail) ? null : Single(await database.Rows(
        tenant,
        "select id from worker where tenant = $1 and email = $2",
        sql => sql.Text(normalisedEmail),
        row => new WorkerId(row.GetString(0)),
        cancellation));

    public Task<Document?> Document(TenantId tenant, DocumentId id, CancellationToken cancellation) =>
        One(tenant, RowKinds.Document, "select id, version, body from document where tenant = $1 and id = $2", sql => sql.Text(id.Value), cancellation);

    public async Task<SigningCase?> SigningCase(TenantId tenant, DocumentId id, CancellationToken cancellation)
    {
        var vault = await keys.Of(tenant, cancellation);
        var rows = await database.Rows(
            tenant,
            SelectSigningCase,
            sql => sql.Text(id.Value),
            row => new SigningCase(
                RowKinds.Agency.Read(vault, row)!, RowKinds.Worker.Read(vault, row, 3)!, RowKinds.Document.Read(vault, row, 6)!,
                RowKinds.Challenge.Read(vault, row, 9), RowKinds.Signature.Read(vault, row, 12)),
            cancellation);
        return rows.SingleOrDefault();
    }

    public Task<Signature?> Signature(TenantId tenant, TransactionId id, CancellationToken cancellation) => One(
        tenant, RowKinds.Signature, "select document, version, body from signature where tenant = $1 and transaction = $2", sql => sql.Text(id.Value), cancellation);

    public Task<Mail?> Mail(TenantId tenant, MessageId id, CancellationToken cancellation) =>
        One(tenant, RowKinds.Mail, "select id, version, body from mail where tenant = $1 and id = $2", sql => sql.Text(id.Value), cancellation);

    public Task<Session?> Session(TenantId tenant, string hash, CancellationToken cancellation) =>
        One(tenant, RowKinds.Session, "select hash, 0::bigint, body from session where tenant = $1 and hash = $2", sql => sql.Text(hash), cancellation);

    public async Task<IReadOnlyList<Session>> Sessions(TenantId tenant, WorkerId worker, CancellationToken cancellation) => await Many(
        tenant, RowKinds.Session, "select hash, 0::bigint, body from session where tenant = $1 and worker = $2 and ended_at is null order by seen_at desc, hash",
        sql => sql.Text(worker.Value), cancellation);

    public Task<MailLink?> Link(TenantId tenant, string hash, CancellationToken cancellation) =>
        One(tenant, RowKinds.MailLink, "select hash, 0::bigint, body from mail_link where tenant = $1 and hash = $2", sql => sql.Text(hash), cancellation);

    private async Task<T?> One<T>(TenantId tenant, RowKind<T> kind, string sql, Action<Statement> parameters, CancellationToken cancellation)
        where T : class => (await Many(tenant, kind, sql, parameters, cancellation)).SingleOrDefault();

    private async Task<List<T>> Many<T>(TenantId tenant, RowKind<T> kind, string sql, Action<Statement> parameters, CancellationToken cancellation)
        where T : class
    {
        var vault = await keys.Of(tenant, cancellation);
        return await database.Rows(tenant, sql, parameters, row => kind.Read(vault, row)!, cancellation);
    }

    private static TId? Single<TId>(List<TId> ids)
        where TId : struct => ids is [var id] ? id : null;
}
