using System.Globalization;
using Flexportal.Api.Common;
using Xunit;

namespace Flexportal.Tests.Fast.Api;

public sealed class BatchLoaderTests
{
    private readonly List<IReadOnlyCollection<int>> _reads = [];

    [Fact]
    public async Task neighbours_are_read_together_and_only_once()
    {
        var loader = new BatchLoader<int, string>(Read);
        var asked = new[] { 1, 2, 1, 3 }.Select(key => loader.Load(key, value => value)).ToList();

        var values = new List<string?>();
        foreach (var one in asked)
            values.Add(await one.GetResultAsync(TestContext.Current.CancellationToken));
        var again = await loader.Load(2, value => value).GetResultAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["1", "2", "1", null], values);
        Assert.Equal("2", again);
        Assert.Single(_reads);
    }

    private Task<IReadOnlyDictionary<int, string>> Read(IReadOnlyCollection<int> keys, CancellationToken cancellation)
    {
        _reads.Add(keys);
        return Task.FromResult<IReadOnlyDictionary<int, string>>(keys.Where(key => key != 3).ToDictionary(key => key, key => key.ToString(CultureInfo.InvariantCulture)));
    }
}
