using System.Security.Cryptography;

namespace Flexportal.Silo.Setup;

/// <summary>The installation's master key, 32 bytes. It has no text form.</summary>
internal sealed class MasterKey
{
    private const int Length = 32;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly byte[] _bytes;

    private MasterKey(byte[] bytes) => _bytes = bytes;

    public ReadOnlyMemory<byte> Bytes => _bytes;

    public static MasterKey Open(string path)
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~OwnerOnly) is var more && (more & (UnixFileMode.OtherRead | UnixFileMode.OtherWrite)) != 0)
        {
            throw new InvalidOperationException($"The master key {path} can be read by everyone: chmod 600 it.");
        }

        var bytes = new byte[Length];
        return Convert.TryFromBase64String(File.ReadAllText(path).Trim(), bytes, out var written) && written == Length
            ? new MasterKey(bytes)
            : throw new InvalidOperationException($"The master key {path} is not {Length} bytes as base64.");
    }

    /// <summary>Opens the key, or makes it when there is none. Two processes that start at once end up with the same one.</summary>
    public static MasterKey OpenOrMake(string path)
    {
        if (!File.Exists(path))
        {
            Make(path);
        }

        return Open(path);
    }

    private static void Make(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var draft = $"{path}.{Environment.ProcessId}";
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
