namespace Flexportal.Api.Files;

/// <summary>An uploaded logo as the portal will serve it.</summary>
internal static class LogoPng
{
    /// <summary>Most bytes of an uploaded logo.</summary>
    public const int MaxUpload = 2 * 1024 * 1024;

    private const int MaxStored = 64 * 1024;

    /// <summary>Twice the size at which pages and mails show it, for dense screens.</summary>
    private static readonly (int Width, int Height)[] Boxes = [(640, 176), (420, 120), (280, 80), (160, 48)];

    /// <summary>The image drawn anew, at most 64 KiB; null when the upload is no readable PNG.</summary>
    public static byte[]? Of(ReadOnlySpan<byte> upload)
    {
        if (upload.Length > MaxUpload || PngImage.Read(upload) is not { } pixels)
            return null;
        foreach (var (width, height) in Boxes)
            if (PngImage.Write(PngImage.Fit(pixels, width, height)) is { Length: <= MaxStored } logo)
                return logo;
        return null;
    }
}
