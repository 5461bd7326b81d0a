using Flexportal.Api;
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
