using System.Text.Json;
using System.Text.Json.Serialization;
using Orleans.Serialization.Cloning;

namespace Flexportal.Contracts.Wire;

/// <summary>
/// How the domain's records travel: as JSON between processes (an added member is ignored by an older reader and gets its default in a newer one),
/// and as they are within a process, because they are immutable. The domain itself knows nothing of Orleans.
/// </summary>
public static class DomainWire
{
    /// <summary>The JSON of wire and stored answers: names of members and of enum values, so that neither order nor number matters.</summary>
    public static readonly JsonSerializerOptions Json = MakeOptions();

    /// <summary>Whether the type is a record of the domain. Enums have their own codec in Orleans.</summary>
    public static bool Covers(Type type) =>
        type is { IsEnum: false, IsAbstract: false, Namespace: { } space }
        && (space == "Flexportal.Domain" || space.StartsWith("Flexportal.Domain.", StringComparison.Ordinal));

    private static JsonSerializerOptions MakeOptions()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.General)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Converters = { new JsonStringEnumConverter() },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}

/// <summary>Hands an immutable record to a grain of the same process without copying it.</summary>
internal sealed class DomainCopier : IGeneralizedCopier
{
    public bool IsSupportedType(Type type) => DomainWire.Covers(type);

    public object? DeepCopy(object? input, CopyContext context) => input;
}
