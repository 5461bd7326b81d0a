namespace Flexportal.Sealing.Cos;

/// <summary>XFA forms (ISO 32000-1 12.7.8): a dynamic one has no pages of its own, a static one has.</summary>
internal static class Xfa
{
    private const int MaxPackets = 64;

    public static bool Has(CosFile file, CosDictionary form) => file.Resolve(form["XFA"]) is CosStream or CosArray;

    public static bool IsDynamic(CosFile file, CosDictionary form)
    {
        if (!Has(file, form))
        {
            return false;
        }

        return file.Resolve(file.Catalog["NeedsRendering"]) is CosBoolean { Value: true } || Packets(file, form["XFA"]!).Any(packet => SaysDynamic(file, packet));
    }

    private static IEnumerable<CosObject> Packets(CosFile file, CosObject value) =>
        file.Resolve(value) is CosArray array ? array.Items.Where(item => item is CosReference).Take(MaxPackets) : [value];

    private static bool SaysDynamic(CosFile file, CosObject packet) =>
        packet is CosReference { Id.Number: var number } && file.Get(number) is CosStream stream && file.Decode(number, stream) is { } data
        && (data.Span.IndexOf("<dynamicRender>required<"u8) >= 0 || data.Span.IndexOf("dynamicRender>required</"u8) >= 0);
}
