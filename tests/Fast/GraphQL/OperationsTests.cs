using Flexportal.Api;
using Flexportal.Api.InProcess;
using Flexportal.Web;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Flexportal.Tests.Fast.Api;

public sealed class OperationsTests
{
    [Fact]
    public void each_operation_beside_a_page_is_valid_in_the_worker_schema()
    {
        var services = new ServiceCollection().AddLogging();
        services.AddFlexportalApi(options => options.Secret = new byte[32]);
        services.AddSingleton(new OperationSource(typeof(WebSetup).Assembly));

        var operations = services.BuildServiceProvider().GetRequiredService<RegisteredOperations>().All.ToList();

        Assert.NotEmpty(operations);
        Assert.All(operations, operation => Assert.StartsWith("sha256:", operation.DocumentId, StringComparison.Ordinal));
    }
}
