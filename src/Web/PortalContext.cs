using System.Buffers.Text;
using System.Security.Cryptography;
using Flexportal.Api.Common;
using Flexportal.Api.Http;
using Flexportal.Api.InProcess;
using Flexportal.Api.Tenancy;
using Flexportal.Contracts;
using Flexportal.Domain.Common;
using Flexportal.Web.Security;
using Microsoft.AspNetCore.Http;

namespace Flexportal.Web;

/// <summary>What every page of one request knows: agency, language, who is signed in, the instant. Scoped.</summary>
public sealed class PortalContext(IHttpContextAccessor accessor, TenantContext tenant, IGrainFactory grains, IWorkerOperations operations, TimeProvider time)
{
    private string? _formToken;

    public TenantId Tenant => tenant.Tenant;

    public HttpContext Http => accessor.HttpContext ?? throw new InvalidOperationException("No request.");

    public TenantGrains Grains { get; } = new(grains, tenant.Tenant);

    public AgencyLook Agency { get; private set; } = AgencyLook.Unknown;

    public Texts.Texts T { get; private set; } = Texts.Texts.Dutch;

    public WorkerCaller? Caller { get; private set; }

    public bool LargeText { get; private set; }

    /// <summary>For the page's own style element.</summary>
    public string Nonce { get; } = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(12));

    public DateTimeOffset Now { get; } = time.GetUtcNow();

    /// <summary>The token of this page's forms.</summary>
    public string FormToken => _formToken ??= FormGuard.Token(Http, Tenant);

    public IEnumerable<Texts.Texts> Languages => Texts.Texts.Languages.Where(t => t == Texts.Texts.Dutch || Agency.Languages.Contains(t.Tag));

    public CancellationToken Cancel => Http.RequestAborted;

    /// <summary>A new idempotency key, minted once per shown form: a double tap sends the same one.</summary>
    public static string NewKey() => Guid.NewGuid().ToString();

    /// <summary>The API's id of a document, whose address carries the bare one.</summary>
    public string NodeId(string id) => NodeIds.Of(Tenant, new DocumentId(id));

    /// <summary>The bare id for an address.</summary>
    public string BareId(string nodeId) => NodeIds.Document(Tenant, nodeId)?.Value ?? throw new InvalidOperationException("The API gave an id that is not a document of this tenant.");

    /// <summary>Reads agency, language and session.</summary>
    /// <returns>False where the tenant has no agency.</returns>
    internal async Task<bool> Fill(IWorkerCallerAccessor sessions)
    {
        LargeText = PortalCookies.Read(Http, PortalCookies.LargeText) == "1";
        if (await Grains.Agency().Get() is not { } agency)
            return false;
        Agency = AgencyLook.Of(agency);
        T = Language();
        Caller = await sessions.Find(Http, Cancel);
        return true;
    }

    /// <summary>Runs a page's operation as the signed-in worker.</summary>
    public Task<TData> Run<TData>(string operation, object? variables = null) =>
        operations.Run<TData>(operation, variables, Caller ?? throw new InvalidOperationException("Nobody is signed in."), Cancel);

    /// <summary>A masked address that no line breaks after its dots.</summary>
    public static string Whole(string masked) => masked.Replace("…@", "…\u2060@", StringComparison.Ordinal);

    internal void Speak(Texts.Texts texts) => T = texts;

    // The visitor's choice, then the browser's first that we have, then the agency's.
    internal Texts.Texts Language()
    {
        var chosen = Texts.Texts.Find(PortalCookies.Read(Http, PortalCookies.Language));
        if (chosen is not null && Languages.Contains(chosen))
            return chosen;
        var wanted = Http.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1)
            .Select(l => Texts.Texts.Find(l.Value.Value)).FirstOrDefault(t => t is not null && Languages.Contains(t));
        return wanted ?? Texts.Texts.Find(Agency.DefaultLanguage) ?? Texts.Texts.Dutch;
    }
}
