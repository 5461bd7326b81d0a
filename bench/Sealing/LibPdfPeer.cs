using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Flexportal.Bench.Sealing;

/// <summary>@libpdf/core in Node processes of its own, with the same inputs, key and fonts. Absent where Node or the package cannot be had.</summary>
public sealed class LibPdfPeer : IDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly Dictionary<(string File, string Mode), Process> _processes = [];

    private LibPdfPeer(DirectoryInfo folder) => _folder = folder;

    /// <summary>Installs the package and lays out the inputs.</summary>
    public static async Task<LibPdfPeer?> Prepare(BenchKeys keys, params (string Name, byte[] Bytes)[] files)
    {
        var root = Root();
        var folder = Directory.CreateTempSubdirectory("flexportal-peers-");
        foreach (var name in (string[])["package.json", "libpdf.mjs"])
        {
            File.Copy(Path.Combine(root, "bench", "Sealing", "peers", name), Path.Combine(folder.FullName, name));
        }

        foreach (var weight in (string[])["Regular", "Bold"])
        {
            File.Copy(Path.Combine(root, "src", "Sealing", "Fonts", "Files", $"NotoSans-{weight}.ttf"), Path.Combine(folder.FullName, $"{weight}.ttf"));
        }

        await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "key.pk8"), keys.P256Key.ExportPkcs8PrivateKey());
        await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "cert.der"), keys.P256.Certificate.RawData);
        foreach (var (name, bytes) in files)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder.FullName, $"{name}.pdf"), bytes);
        }

        var peer = new LibPdfPeer(folder);
        if (await peer.Install())
        {
            return peer;
        }

        peer.Dispose();
        return null;
    }

    /// <summary>Milliseconds of processor time per document; warms up first when asked for the first time.</summary>
    /// <param name="file">Name of one of the files given before.</param>
    /// <param name="mode"><c>subset</c>, or <c>whole</c> as the package does by itself.</param>
    /// <param name="count">Documents.</param>
    public async Task<double> Measure(string file, string mode, int count)
    {
        if (!_processes.TryGetValue((file, mode), out var process))
        {
            _processes[(file, mode)] = process = Start("node", "libpdf.mjs", $"{file}.pdf", "Regular.ttf", "Bold.ttf", "key.pk8", "cert.der", mode);
            var ready = await process.StandardOutput.ReadLineAsync() ?? "";
            if (!ready.StartsWith("ready ", StringComparison.Ordinal))
            {
                throw new InvalidOperationException("The peer does not run.");
            }
        }

        await process.StandardInput.WriteLineAsync(count.ToString(CultureInfo.InvariantCulture));
        await process.StandardInput.FlushAsync();
        return double.Parse(await process.StandardOutput.ReadLineAsync() ?? "", CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var process in _processes.Values)
        {
            process.StandardInput.Close();
            process.WaitForExit();
            process.Dispose();
        }

        _folder.Delete(recursive: true);
    }

    private async Task<bool> Install()
    {
        try
        {
            using var npm = Start("npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--silent");
            npm.StandardInput.Close();
            await npm.StandardOutput.ReadToEndAsync();
            await npm.WaitForExitAsync();
            return npm.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private Process Start(string program, params string[] arguments) => Process.Start(
        new ProcessStartInfo(program, arguments) { WorkingDirectory = _folder.FullName, RedirectStandardInput = true, RedirectStandardOutput = true })!;

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Flexportal.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The bench runs from the repository.");
    }
}
