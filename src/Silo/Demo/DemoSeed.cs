using System.Security.Cryptography;
using Flexportal.Api.Common;
using Flexportal.Contracts;
using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Workers;
using Flexportal.Silo.Commands;
using Flexportal.Storage.Files;
using Flexportal.Storage.Reads;
using Flexportal.Storage.Tenants;
using Flexportal.Storage.Writes;

namespace Flexportal.Silo.Demo;

/// <summary>Puts up the demo by the same commands as the API gives. What is there already is left as it is, so it can run at every start.</summary>
internal sealed class DemoSeed(
    ITenantDirectory tenants, IRowReader rows, ICommitStore commits, IFileStore files, IGrainFactory grains, SecretKey ids, TimeProvider time, string folder)
{
    private static readonly CommandContext Seeding = new(new Actor(ActorKind.Operator, "demo", "Backoffice"), null, "");

    private DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Seeds, and gives for every agency its key and its workers' ids.</summary>
    /// <param name="known">Slug to the API key of an earlier run.</param>
    /// <param name="cancellation">Ends it between two commands.</param>
    public async Task<DemoState> Run(IReadOnlyDictionary<string, string> known, CancellationToken cancellation)
    {
        var seeded = new List<DemoTenant>();
        foreach (var agency in DemoData.Agencies)
        {
            var tenant = new TenantId(agency.Slug);
            TenantScope.Enter(tenant);
            var key = await Key(tenant, agency, known.GetValueOrDefault(agency.Slug), cancellation);
            var workers = new List<DemoAccount>();
            foreach (var worker in agency.Workers)
            {
                workers.Add(await Account(tenant, worker, cancellation));
            }

            seeded.Add(new DemoTenant(agency.Slug, key, workers));
        }

        return new DemoState(seeded);
    }

    private async Task<string> Key(TenantId tenant, DemoAgency agency, string? known, CancellationToken cancellation)
    {
        if (await NewAgency.Add(tenants, tenant, agency.Settings.Name!, Now, cancellation) is { } first)
        {
            await Brand(tenant, agency);
            return first;
        }

        var works = known is not null && await tenants.ByApiKey(Api.Access.ApiKeySecret.Hash(known), cancellation) is { RevokedAt: null } info && info.Tenant == tenant;
        return works ? known! : await NewAgency.AddKey(tenants, tenant, Now, cancellation);
    }

    private async Task Brand(TenantId tenant, DemoAgency agency)
    {
        var grain = new TenantGrains(grains, tenant).Agency();
        var logo = Path.Combine(folder, agency.Slug, "logo.png");
        var settings = File.Exists(logo) ? agency.Settings with { LogoPng = await File.ReadAllBytesAsync(logo) } : agency.Settings;
        Accept(await grain.Update(settings, Seeding));
        foreach (var type in agency.Types)
        {
            Accept(await grain.UpsertDocumentType(type, Seeding));
        }
    }

    private async Task<DemoAccount> Account(TenantId tenant, DemoWorker worker, CancellationToken cancellation)
    {
        var external = new ExternalId(worker.Number, "payroll");
        if (await rows.WorkerByExternalId(tenant, external, cancellation) is { } known)
        {
            return new DemoAccount(NodeIds.Of(tenant, known), worker.Name, worker.Email, worker.Password);
        }

        var id = new WorkerId(OpaqueId.From(RandomNumberGenerator.GetBytes(16)));
        var grain = new TenantGrains(grains, tenant).Worker(id);
        Accept(await grain.Upsert(
            new UpsertWorker(external, worker.Family, worker.Prefix, worker.Given, worker.Initials, null, worker.Email, null, worker.Language, null), Seeding));
        await SetPassword(tenant, id, worker.Password, cancellation);
        foreach (var document in worker.Documents)
        {
            await PutUp(tenant, id, document, cancellation);
        }

        return new DemoAccount(NodeIds.Of(tenant, id), worker.Name, worker.Email, worker.Password);
    }

    // By a link, like everyone; only that this link's token went through no mail.
    private async Task SetPassword(TenantId tenant, WorkerId worker, string password, CancellationToken cancellation)
    {
        var token = LinkToken.Hash(Convert.ToHexString(RandomNumberGenerator.GetBytes(32)));
        var link = new MailLink(token, LinkKind.Invite, worker, null, Now.AddMinutes(10));
        await commits.Commit(tenant, new Changes { Links = [link] }, null, cancellation);
        var session = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var all = new TenantGrains(grains, tenant);
        Accept(await all.Worker(worker).SetPassword(new SetPassword(token, new Password(password), session, "127.0.0.1", "demo")));
        await all.Session(session).End();
    }

    private async Task PutUp(TenantId tenant, WorkerId worker, DemoDocument document, CancellationToken cancellation)
    {
        var path = Path.Combine(folder, tenant.Value, document.File);
        if (!File.Exists(path))
        {
            return;
        }

        var bytes = await File.ReadAllBytesAsync(path, cancellation);
        var upload = new UploadId(ids.DeriveId("demo-upload", tenant.Value, worker.Value, document.File));
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        await files.Announce(tenant, [new StagedUpload(upload, document.FileName, "application/pdf", bytes.Length, hash, Now.AddHours(1))], cancellation);
        await files.StoreUpload(tenant, upload, bytes, Now, cancellation);
        var id = new DocumentId(ids.DeriveId("demo-document", tenant.Value, worker.Value, document.File));
        var command = new CreateDocument(
            worker, null, document.Type, document.Title, document.FileName, upload, "nl", null, document.ToSign ? Now.AddDays(14) : null, null, OfferNow: true);
        Accept(await new TenantGrains(grains, tenant).Document(id).Create(command, Seeding));
    }

    private static void Accept<T>(Reply<T> reply)
        where T : class
    {
        if (reply.Refusal is { } refusal)
        {
            throw new InvalidOperationException($"The demo was refused: {refusal}");
        }
    }
}
