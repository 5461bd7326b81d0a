using Flexportal.Api;
using Flexportal.Api.Access;
using Flexportal.Api.Agencies;
using Flexportal.Api.Workers;
using GraphQL;
using GraphQL.Types;
using GraphQL.Utilities;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Flexportal.Tests.Fast.Api;

public sealed class SchemaTests
{
    [Fact]
    public void the_agency_schema_is_the_approved_one() => Approved.Equal(Print<AgencySchema>(), "src/GraphQL/Agencies/agency.graphql");

    [Fact]
    public void the_worker_schema_is_the_approved_one() => Approved.Equal(Print<WorkerSchema>(), "src/GraphQL/Workers/worker.graphql");

    // What a change answers with is the caller's own doing; everything else that leads to a worker or a file asks for its scope.
    [Fact]
    public void no_field_leads_to_a_worker_or_a_file_without_its_scope()
    {
        var needs = new Dictionary<string, ApiScope> { ["Worker"] = ApiScope.WorkersRead, ["WorkerConnection"] = ApiScope.WorkersRead, ["DownloadLink"] = ApiScope.FilesRead, ["TransactionProof"] = ApiScope.ProofsRead };
        var open = Schema<AgencySchema>().AllTypes.OfType<IObjectGraphType>()
            .Where(type => !type.Name.EndsWith("Payload", StringComparison.Ordinal) && type.Name is not ("WorkerConnection" or "WorkerEdge"))
            .SelectMany(type => type.Fields.Select(field => (type.Name, Field: field)))
            .Where(pair => needs.TryGetValue(pair.Field.ResolvedType!.GetNamedType().Name, out var scope) && !ScopeAttribute.Of(pair.Field).Contains(scope))
            .Select(pair => $"{pair.Name}.{pair.Field.Name}");

        Assert.Empty(open);
    }

    internal static T Schema<T>()
        where T : Schema
    {
        var services = new ServiceCollection().AddLogging();
        services.AddFlexportalApi(options => options.Secret = new byte[32]);
        var schema = services.BuildServiceProvider().GetRequiredService<T>();
        schema.Initialize();
        return schema;
    }

    private static string Print<T>()
        where T : Schema => Schema<T>().Print(new PrintOptions { IncludeDescriptions = true, StringComparison = StringComparison.Ordinal }).ReplaceLineEndings("\n");
}
