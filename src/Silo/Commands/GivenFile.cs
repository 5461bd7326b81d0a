namespace Flexportal.Silo.Commands;

/// <summary>Files that a command was given, whatever their names lead to: a device that never ends is no reason to take all memory.</summary>
internal static class GivenFile
{
    private const int Chunk = 1024 * 1024;

    /// <returns>Null when there are more bytes than the limit.</returns>
    /// <exception cref="IOException">It is no file, or cannot be read.</exception>
    public static async Task<byte[]?> Read(string path, int limit)
    {
        if (path.Length == 0) throw new FileNotFoundException("a file has a name");
        if (Directory.Exists(path)) throw new IOException($"'{path}' is a folder");
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        var bytes = new byte[Length(file) is > 0 and var known ? Math.Min(known, limit + 1L) : Chunk];
        var count = 0;
        while (await file.ReadAsync(bytes.AsMemory(count)) is var read and > 0)
        {
            count += read;
            if (count > limit) return null;
            if (count == bytes.Length) Array.Resize(ref bytes, (int)Math.Min(2L * bytes.Length, limit + 1L));
        }

        Array.Resize(ref bytes, count);
        return bytes;
    }

    /// <summary>Whole beside the place, then renamed to it: whatever happens, what stood there before or the whole new file stands there.</summary>
    public static async Task Write(string path, ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> tail)
    {
        if (path.Length == 0) throw new FileNotFoundException("a file has a name");
        var place = File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path : path;
        // A device is written to and never replaced; like an empty file it holds nothing that could be lost.
        var isEmpty = File.Exists(place) && new FileInfo(place).Length == 0;
        var draft = isEmpty ? place : place + ".new";
        await using (var file = File.Create(draft))
        {
            await file.WriteAsync(head);
            await file.WriteAsync(tail);
            file.Flush();
        }

        if (!isEmpty) File.Move(draft, place, overwrite: true);
    }

    private static long Length(FileStream file) => file.CanSeek ? file.Length + 1 : 0;
}
