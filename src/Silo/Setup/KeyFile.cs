using System.Security.Cryptography;

namespace Flexportal.Silo.Setup;

/// <summary>A key of 32 bytes in a file, as base64.</summary>
internal static class KeyFile
{
    private const int Length = 32;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Everyone = UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    public static byte[] Read(string path)
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Everyone) != 0)
        {
            throw new SetupException($"The key {path} is open to everyone: chmod 600 it.");
        }

        var bytes = new byte[Length];
        return Convert.TryFromBase64String(File.ReadAllText(path).Trim(), bytes, out var written) && written == Length
            ? bytes
            : throw new SetupException($"The key {path} is not {Length} bytes as base64.");
    }

    /// <summary>Reads the key, or makes it when there is none. Two processes that start at once end up with the same one.</summary>
    public static byte[] ReadOrMake(string path)
    {
        if (!File.Exists(path))
        {
            Make(path);
        }

        return Read(path);
    }

    private static void Make(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var draft = $"{path}.{Path.GetRandomFileName()}";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using (var writer = new StreamWriter(new FileStream(draft, options)))
        {
            writer.WriteLine(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Length)));
        }

        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }
}
