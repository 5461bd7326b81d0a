namespace Flexportal.Sealing.Fonts;

/// <summary>The fonts that this library carries, read once per process.</summary>
internal static class Typefaces
{
    private static readonly Lazy<TrueTypeFont> LazyRegular = new(() => Load("NotoSans-Regular"));
    private static readonly Lazy<TrueTypeFont> LazyBold = new(() => Load("NotoSans-Bold"));
    private static readonly Lazy<TrueTypeFont> LazyFallback = new(() => Load("DejaVuSans"));

    public static TrueTypeFont Regular => LazyRegular.Value;

    public static TrueTypeFont Bold => LazyBold.Value;

    /// <summary>For what Noto Sans lacks: symbols, Armenian, Georgian. It has one weight here.</summary>
    public static TrueTypeFont Fallback => LazyFallback.Value;

    private static TrueTypeFont Load(string name)
    {
        using var stream = typeof(Typefaces).Assembly.GetManifestResourceStream($"Fonts/{name}.ttf")
            ?? throw new InvalidOperationException($"The font {name} is not in the assembly.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new TrueTypeFont(name, bytes);
    }
}
