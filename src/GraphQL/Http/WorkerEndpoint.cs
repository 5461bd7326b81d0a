using Flexportal.Api.Common;
using Flexportal.Api.Execution;
using Flexportal.Api.InProcess;
using Flexportal.Api.Tenancy;
using Flexportal.Api.Workers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Flexportal.Api.Http;

/// <summary><c>/graphql</c>: the portal's own registered operations, by session, POST only.</summary>
internal sealed class WorkerEndpoint(
    WorkerSchema schema, GraphQLRunner runner, RegisteredOperations operations, ApiParts parts, AnswerWriter writer, IOptions<ApiOptions> options,
    ILogger<WorkerEndpoint> log)
{
    public const string Path = "/graphql";

    public async Task Handle(HttpContext http, TenantContext tenant, IWorkerCallerAccessor callers)
    {
        var accepted = GraphQLHttp.Negotiate(http.Request);
        var mediaType = accepted ?? GraphQLHttp.Json;
        try
        {
            Check(http, accepted);
            var caller = await callers.Find(http, http.RequestAborted);
            if (caller is null || caller.Tenant != tenant.Tenant)
                throw new RequestRefused(401, "UNAUTHENTICATED", "Sign in first.", "Log eerst in.");
            var request = await GraphQLHttp.ReadBody(http, options.Value.MaxRequestBytes);
            var operation = Registered(request);
            var variables = GraphQLHttp.Variables(request, writer);
            var result = await runner.Run(schema, operation.Text, operation.Name, variables, new WorkerCall(parts, caller, Origin(http)), http.RequestAborted);
            await GraphQLHttp.Write(http, mediaType, GraphQLHttp.Status(result, mediaType), result, writer);
        }
        catch (RequestRefused refused)
        {
            await GraphQLHttp.Refuse(http, mediaType, refused, writer);
        }
        catch (Exception fault) when (GraphQLHttp.CanAnswer(http))
        {
            await GraphQLHttp.Fail(http, mediaType, fault, writer, log);
        }
    }

    // A sister subdomain is same-site, so the cookie's SameSite does not keep it out; these do.
    private static void Check(HttpContext http, string? accepted)
    {
        if (!HttpMethods.IsPost(http.Request.Method))
        {
            http.Response.Headers.Allow = "POST";
            throw new RequestRefused(405, "METHOD_NOT_ALLOWED", "POST.", "Alleen POST.");
        }

        if (accepted is null)
            throw new RequestRefused(406, "NOT_ACCEPTABLE", "Answers are application/graphql-response+json or application/json.", "Antwoorden zijn application/graphql-response+json of application/json.");
        if (!GraphQLHttp.IsJson(http.Request))
            throw new RequestRefused(415, "UNSUPPORTED_MEDIA_TYPE", "The body must be application/json in UTF-8.", "De body moet application/json in UTF-8 zijn.");
        if (http.Request.Headers.Origin is [{ } origin] && origin != Origin(http) || http.Request.Headers["Sec-Fetch-Site"] is [{ } site] && site != "same-origin")
            throw new RequestRefused(403, "CROSS_ORIGIN", "This endpoint serves its own pages only.", "Dit adres is er alleen voor de eigen pagina's.");
    }

    private RegisteredOperation Registered(OperationRequest request) =>
        (request.Query is null ? operations.Find(request.DocumentId ?? request.OperationName) : null)
        ?? throw new RequestRefused(400, "OPERATION_NOT_REGISTERED", "Send operationName or documentId (sha256:…) of a registered operation, and no query.", "Stuur operationName of documentId (sha256:…) van een geregistreerde operatie, en geen query.");

    private static string Origin(HttpContext http) => $"{http.Request.Scheme}://{http.Request.Host}";
}
