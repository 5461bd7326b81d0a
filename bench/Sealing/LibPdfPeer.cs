using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Flexportal.Bench.Sealing;

/// <summary>@libpdf/core in a Node process, with the same input, key and font. Absent where Node or the package cannot be had.</summary>
public sealed class LibPdfPeer : IDisposable
{
    private readonly DirectoryInfo _folder;

    private LibPdfPeer(DirectoryInfo folder) => _folder = folder;

    /// <summary>Installs the package and lays out the inputs.</summary>
    public static async Task<LibPdfPeer?> Prepare(BenchKeys keys, byte[] small, byte[] large)
    {
        var root = Root();
        var folder = Directory.CreateTempSubdirectory("flexportal-peers-");
        foreach (var name in (string[])["package.json", "libpdf.mjs"])
        {
            File.Copy(Path.Combine(root, "bench", "Sealing", "peers", name), Path.Combine(folder.FullName, name));
        }

        File.Copy(Path.Combine(root, "src", "Sealing", "Fonts", "Files", "NotoSans-Regular.ttf"), Path.Combine(folder.FullName, "font.ttf"));
        await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "key.pk8"), keys.P256Key.ExportPkcs8PrivateKey());
        await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "cert.der"), keys.P256.Certificate.RawData);
        await File.WriteAllBytesAsync(Path.Combine(folder.FullName, $"{small.Length}.pdf"), small);
        await File.WriteAllBytesAsync(Path.Combine(folder.FullName, $"{large.Length}.pdf"), large);
        var peer = new LibPdfPeer(folder);
        try
        {
            if (await peer.Run("npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--silent") is not null)
            {
                return peer;
            }
        }
        catch (Win32Exception)
        {
            // No Node here.
        }

        Console.WriteLine("@libpdf/core cannot be installed here: not measured.");
        peer.Dispose();
        return null;
    }

    /// <summary>Milliseconds of processor time per document.</summary>
    public async Task<(double Subset, double Whole)> Measure(byte[] file)
    {
        var count = file.Length > 1_000_000 ? 8 : 30;
        return (await Time(file, count, "subset"), await Time(file, count, "whole"));
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<double> Time(byte[] file, int count, string mode)
    {
        var output = await Run("node", "libpdf.mjs", $"{file.Length}.pdf", "font.ttf", "key.pk8", "cert.der", count.ToString(CultureInfo.InvariantCulture), mode);
        return output is null ? double.NaN : double.Parse(output.Split(' ')[0], CultureInfo.InvariantCulture);
    }

    private async Task<string?> Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = _folder.FullName, RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : null;
    }

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
