using Xunit;

namespace Flexportal.Tests.Fast.Architecture;

/// <summary>Each wall stands in the house, and falls in a sample that breaks it.</summary>
public sealed class WallTests
{
    private static readonly IReadOnlyDictionary<string, string> House = Walls.House();

    [Fact]
    public void Rooms_reference_each_other_by_the_designs_arrows_only() =>
        Stands(Walls.References, "src/Web/Flexportal.Web.csproj", """<Project><ItemGroup><ProjectReference Include="../Storage/Flexportal.Storage.csproj" /></ItemGroup></Project>""");

    [Fact]
    public void An_unknown_room_has_no_arrows() =>
        Stands(Walls.References, "src/Extra/Flexportal.Extra.csproj", """<Project><ItemGroup><ProjectReference Include="../Domain/Flexportal.Domain.csproj" /></ItemGroup></Project>""");

    [Fact]
    public void Domain_and_rendering_use_no_package() =>
        Stands(Walls.PackagesOfPureRooms, "src/Domain/Flexportal.Domain.csproj", """<Project><ItemGroup><PackageReference Include="Npgsql" /></ItemGroup></Project>""");

    [Fact]
    public void Only_tenant_grains_calls_get_grain() =>
        Stands(Walls.GrainsReachedWithoutTenant, "src/Web/Shortcut.cs", "var grain = factory.GetGrain<IAgencyGrain>(slug);");

    [Fact]
    public void Time_comes_from_time_provider() => Stands(Walls.ClocksBesideTimeProvider, "src/Silo/Late.cs", "var now = DateTimeOffset.UtcNow;");

    [Fact]
    public void The_domain_has_no_chance_no_files_and_no_clock() => Stands(Walls.ImpureDomain, "src/Domain/Dice.cs", "var id = Guid.NewGuid();");

    [Fact]
    public void Sql_receives_its_instants() => Stands(Walls.ClocksInSql, "src/Storage/Late.cs", """const string Sql = "select * from session where seen_at < now()";""");

    [Fact]
    public void No_state_name_is_used_twice() => Stands(
        Walls.StateNamesUsedTwice,
        "src/Grains/Twice.cs",
        """[PersistentState("doc")] IPersistentState<A> a, [PersistentState("doc")] IPersistentState<B> b""");

    [Fact]
    public void No_grain_keeps_state_by_its_base_class() => Stands(Walls.GrainsWithStateByBase, "src/Grains/Old.cs", "internal sealed class OldGrain : Grain<OldState>");

    [Fact]
    public void Every_grain_has_a_stable_name() => Stands(Walls.GrainsWithoutName, "src/Grains/Nameless.cs", "internal sealed class NamelessGrain(ICommitStore commits) : Grain");

    [Fact]
    public void Every_grain_is_internal() =>
        Stands(Walls.GrainsWithoutName, "src/Grains/Open.cs", "[GrainType(\"flexportal.open\")]\npublic sealed class OpenGrain : Grain");

    [Fact]
    public void The_house_was_really_read()
    {
        Assert.True(House.Count > 100);
        Assert.Equal(9, House.Keys.Count(path => path.EndsWith(".csproj", StringComparison.Ordinal)));
        Assert.Contains("GetGrain<", House["src/Contracts/TenantGrains.cs"], StringComparison.Ordinal);
    }

    private static void Stands(Func<IReadOnlyDictionary<string, string>, IEnumerable<string>> wall, string path, string broken)
    {
        Assert.NotEmpty(wall(new Dictionary<string, string> { [path] = broken }));
        Assert.Empty(wall(House));
    }
}
