using Flexportal.Api.Http;
using Flexportal.Api.Tenancy;
using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using Flexportal.Rendering;
using Flexportal.Storage.Reads;
using Microsoft.AspNetCore.Http;

namespace Flexportal.Api.Files;

/// <summary><c>GET /d/{id}/pages/{n}/{width}</c>: a page image for the signed-in worker whose document it is; for everybody else it does not exist.</summary>
internal sealed class PageImageEndpoint(IDocumentReads reads, DerivedPages pages)
{
    public async Task<IResult> Get(HttpContext http, string id, int number, int width, TenantContext tenant, IWorkerCallerAccessor callers)
    {
        FileAnswers.Private(http.Response);
        var caller = await callers.Find(http, http.RequestAborted);
        if (caller is null || caller.Tenant != tenant.Tenant || !DocumentId.TryParse(id, out var known) || !PageWidths.All.Contains(width))
            return FileAnswers.Missing(http.Request);
        var found = await reads.DocumentsById(tenant.Tenant, [known], http.RequestAborted);
        if (found.GetValueOrDefault(known) is not { } document || document.Worker != caller.Worker || document.State == DocumentState.Draft || number < 1 || number > document.File.PageCount)
            return FileAnswers.Missing(http.Request);
        return await Image(http, tenant.Tenant, document, number, width);
    }

    private async Task<IResult> Image(HttpContext http, TenantId tenant, Document document, int number, int width)
    {
        try
        {
            return await pages.Image(tenant, document, number, width, http.RequestAborted) is { } jpeg ? Results.Bytes(jpeg, "image/jpeg") : FileAnswers.Missing(http.Request);
        }
        catch (RenderingException failed) when (failed.Failure is RenderFailure.Busy)
        {
            http.Response.Headers.RetryAfter = "5";
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
        catch (RenderingException)
        {
            return Results.StatusCode(StatusCodes.Status422UnprocessableEntity);
        }
    }
}
