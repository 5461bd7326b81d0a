using System.IO.Compression;
using Flexportal.Sealing.Cos;

namespace Flexportal.Sealing.Fonts;

/// <summary>A drawn character.</summary>
/// <param name="Cid">Code in its font.</param>
/// <param name="Slot">Which of the document's fonts.</param>
/// <param name="Width">Advance in thousandths of the size.</param>
internal readonly record struct Glyph(ushort Cid, byte Slot, ushort Width);

/// <summary>
/// The fonts of one document. ASCII (but for rare signs) and the signs of the fixed texts are in two subsets that never change, so they are cut and deflated once per process;
/// what a name needs beyond that goes into small subsets of its own.
/// </summary>
internal sealed class DocumentFonts
{
    /// <summary>Resource names by slot: regular, bold, more regular, more bold, fallback.</summary>
    public static readonly string[] Names = ["R", "B", "r", "b", "D"];

    private const string Rare = "<>\\^`{|}~";
    private const string Signs = "\u00A0·–—‘’“”…éëïöüáèóç";

    private static readonly Lazy<Shared> SharedRegular = new(() => new Shared(Typefaces.Regular));
    private static readonly Lazy<Shared> SharedBold = new(() => new Shared(Typefaces.Bold));

    private readonly Own[] own = [new(() => Typefaces.Regular), new(() => Typefaces.Bold), new(() => Typefaces.Fallback)];
    private readonly bool[] used = new bool[Names.Length];

    /// <summary>The glyph of a character that <see cref="PrintableText"/> let pass.</summary>
    /// <exception cref="InvalidOperationException">No font has the character: it was not checked.</exception>
    public Glyph Resolve(int codePoint, bool bold)
    {
        var slot = bold ? 1 : 0;
        var shared = (bold ? SharedBold : SharedRegular).Value;
        if (codePoint < shared.Cids.Length && shared.Cids[codePoint] is var cid and > 0)
        {
            used[slot] = true;
            return new Glyph(cid, (byte)slot, shared.Advances[cid]);
        }

        slot = (bold ? Typefaces.Bold : Typefaces.Regular).GlyphOf(codePoint) > 0 ? slot + 2 : 4;
        used[slot] = true;
        return own[slot - 2].Add(codePoint, (byte)slot);
    }

    /// <summary>Writes the fonts that were used.</summary>
    /// <returns>The /Font resource dictionary.</returns>
    public CosDictionary Write(IObjectSink sink)
    {
        var entries = new List<KeyValuePair<string, CosObject>>();
        var mappings = new Dictionary<string, CosReference>();
        for (var slot = 0; slot < Names.Length; slot++)
        {
            if (used[slot])
            {
                var font = slot switch { 0 => SharedRegular.Value.Font, 1 => SharedBold.Value.Font, _ => own[slot - 2].Build() };
                entries.Add(KeyValuePair.Create<string, CosObject>(Names[slot], font.Write(sink, mappings)));
            }
        }

        return new CosDictionary(entries);
    }

    private sealed class Shared
    {
        public Shared(TrueTypeFont face)
        {
            var codePoints = Enumerable.Range(0x20, 0x5F).Where(sign => !Rare.Contains((char)sign)).Concat(Signs.Select(sign => (int)sign)).ToArray();
            Font = new EmbeddedFont(face, codePoints, CompressionLevel.SmallestSize);
            Cids = new ushort[codePoints.Max() + 1];
            Advances = new ushort[codePoints.Length + 1];
            for (var index = 0; index < codePoints.Length; index++)
            {
                Cids[codePoints[index]] = (ushort)(index + 1);
                Advances[index + 1] = (ushort)face.Scale(face.AdvanceOf(face.GlyphOf(codePoints[index])));
            }
        }

        public EmbeddedFont Font { get; }

        public ushort[] Cids { get; }

        public ushort[] Advances { get; }
    }

    private sealed class Own(Func<TrueTypeFont> face)
    {
        private readonly Dictionary<int, Glyph> glyphs = [];
        private readonly List<int> codePoints = [];

        public Glyph Add(int codePoint, byte slot)
        {
            if (glyphs.TryGetValue(codePoint, out var known))
            {
                return known;
            }

            var glyph = face().GlyphOf(codePoint);
            if (glyph == 0)
            {
                throw new InvalidOperationException($"No font has U+{codePoint:X4}; the text was not checked before drawing.");
            }

            codePoints.Add(codePoint);
            return glyphs[codePoint] = new Glyph((ushort)codePoints.Count, slot, (ushort)face().Scale(face().AdvanceOf(glyph)));
        }

        public EmbeddedFont Build() => new(face(), codePoints, CompressionLevel.Optimal);
    }
}
