using Flexportal.Api.Access;
using Flexportal.Api.Agencies;
using Flexportal.Api.Common;
using Flexportal.Api.Execution;
using Flexportal.Api.Tenancy;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Flexportal.Api.Http;

/// <summary><c>/api/graphql</c>: agencies' systems, by API key, GET and POST.</summary>
internal sealed class AgencyEndpoint(AgencySchema schema, GraphQLRunner runner, ApiKeyCheck keys, ApiParts parts, AnswerWriter writer, IOptions<ApiOptions> options,
    ILogger<AgencyEndpoint> log)
{
    public const string Path = "/api/graphql";

    public async Task Handle(HttpContext http, TenantContext tenant)
    {
        var accepted = GraphQLHttp.Negotiate(http.Request);
        var mediaType = accepted ?? GraphQLHttp.Json;
        try
        {
            var caller = await keys.Check(http, tenant.Tenant) ?? throw Unknown(http);
            if (accepted is null)
                throw new RequestRefused(406, "NOT_ACCEPTABLE", "Answers are application/graphql-response+json or application/json.", "Antwoorden zijn application/graphql-response+json of application/json.");
            var request = await Read(http);
            var query = request.Query ?? throw new RequestRefused(400, "BAD_REQUEST", "query is missing.", "query ontbreekt.");
            var variables = GraphQLHttp.Variables(request, writer);
            var call = new AgencyCall(parts, caller, Reader.Of(http.Request), $"{http.Request.Scheme}://{http.Request.Host}", HttpMethods.IsGet(http.Request.Method));
            var result = await runner.Run(schema, query, request.OperationName, variables, call, http.RequestAborted);
            var status = GraphQLHttp.Status(result, mediaType);
            if (status == 405)
                http.Response.Headers.Allow = "POST";
            await GraphQLHttp.Write(http, mediaType, status, result, writer);
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

    private async Task<OperationRequest> Read(HttpContext http)
    {
        if (HttpMethods.IsGet(http.Request.Method))
            return GraphQLHttp.ReadQuery(http.Request);
        if (!HttpMethods.IsPost(http.Request.Method))
        {
            http.Response.Headers.Allow = "GET, POST";
            throw new RequestRefused(405, "METHOD_NOT_ALLOWED", "GET or POST.", "GET of POST.");
        }

        return GraphQLHttp.IsJson(http.Request)
            ? await GraphQLHttp.ReadBody(http, options.Value.MaxRequestBytes)
            : throw new RequestRefused(415, "UNSUPPORTED_MEDIA_TYPE", "The body must be application/json in UTF-8.", "De body moet application/json in UTF-8 zijn.");
    }

    private static RequestRefused Unknown(HttpContext http)
    {
        http.Response.Headers.WWWAuthenticate = "Bearer realm=\"flexportal\"";
        return new RequestRefused(401, "UNAUTHENTICATED", "A valid API key of this host's agency is needed in the Authorization header, and nowhere else.", "Er is een geldige API-sleutel van het bureau van deze host nodig, in de header Authorization en nergens anders.");
    }
}
