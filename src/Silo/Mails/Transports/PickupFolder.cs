namespace Flexportal.Silo.Mails.Transports;

/// <summary>The folder of written mails.</summary>
internal sealed class PickupFolder
{
    public PickupFolder(string path)
    {
        Directory.CreateDirectory(path);
        Path = System.IO.Path.GetFullPath(path);
    }

    public string Path { get; }

    public string PathOf(string name) => System.IO.Path.Combine(Path, name + ".eml");

    /// <summary>The newest mails, newest first.</summary>
    public IReadOnlyList<FileInfo> Newest(int count) =>
        [.. new DirectoryInfo(Path).EnumerateFiles("*.eml").OrderByDescending(file => file.LastWriteTimeUtc).Take(count)];

    /// <summary>The mail with this name, or null; names with anything but letters and digits have none.</summary>
    public FileInfo? Find(string name) => name.All(char.IsAsciiLetterOrDigit) && new FileInfo(PathOf(name)) is { Exists: true } file ? file : null;
}
