using Flexportal.Api;
using Flexportal.Api.InProcess;
using Flexportal.Api.Workers;
using Flexportal.Web;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Flexportal.Tests.Fast.Web;

public sealed class OperationTests
{
    [Fact]
    public void every_operation_of_a_page_is_valid_in_the_worker_schema_and_called_as_its_file()
    {
        using var services = new ServiceCollection().AddLogging().AddFlexportalApi(o => o.Secret = new byte[32]).BuildServiceProvider();
        var registered = new RegisteredOperations([new OperationSource(typeof(WebSetup).Assembly)], services.GetRequiredService<WorkerSchema>());
        var files = typeof(WebSetup).Assembly.GetManifestResourceNames().Where(n => n.StartsWith("operation/", StringComparison.Ordinal)).Select(Path.GetFileNameWithoutExtension);
        Assert.NotEmpty(registered.All);
        Assert.Equal(files.Order(StringComparer.Ordinal), registered.All.Select(o => o.Name).Order(StringComparer.Ordinal));
    }
}
