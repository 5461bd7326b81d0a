using System.Security.Cryptography.X509Certificates;

namespace Flexportal.Sealing.Keys;

/// <summary>
/// A seal key for a developer's machine: made at first use, kept in a folder, named so that nobody takes it for a real one. The host refuses it in
/// Production; the library has no notion of environments.
/// </summary>
public static class DevelopmentSealKey
{
    /// <summary>What every certificate made here is called; a verdict and a proof page show it.</summary>
    public const string Name = "Flexportal DEVELOPMENT do not trust";

    /// <summary>The root for whoever wants to check a seal, below the folder.</summary>
    public const string RootFile = "root.pem";

    private const string SignerFile = "signer.pfx";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Opens the folder's key; makes root and signer (ECDSA P-256) when there is none.</summary>
    /// <param name="folder">Where <c>root.pem</c> and <c>signer.pfx</c> are kept, both readable by the owner only.</param>
    /// <param name="clock">For the certificates' validity.</param>
    /// <exception cref="SealKeyException">The folder cannot be used, or its key has run out.</exception>
    public static ISealKey Open(string folder, TimeProvider clock)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var path = Path.Combine(folder, SignerFile);
            var now = clock.GetUtcNow();
            // Two processes may start at once: the loser of the exclusive lock file reads what the winner made.
            using (Lock(folder))
            {
                if (!File.Exists(path) || !File.Exists(Path.Combine(folder, RootFile))) Make(folder, now);
            }

            var key = Pkcs12SealKey.Open(path, null);
            if (key.Certificate.NotAfter.ToUniversalTime() <= now.UtcDateTime)
                throw new SealKeyException($"The development seal key has run out; remove '{path}' and start again.");
            return key;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SealKeyException($"The folder '{folder}' cannot hold the development seal key.", e);
        }
    }

    private static void Make(string folder, DateTimeOffset now)
    {
        var (signer, root) = LocalAuthority.Create(Name, now, rootYears: 10, signerYears: 3);
        using (signer)
        using (root)
        {
            var bundle = new X509Certificate2Collection { signer, root };
            Write(Path.Combine(folder, RootFile), System.Text.Encoding.ASCII.GetBytes(root.ExportCertificatePem() + "\n"));
            Write(Path.Combine(folder, SignerFile), bundle.Export(X509ContentType.Pfx)
                ?? throw new SealKeyException("The development seal key cannot be exported."));
        }
    }

    /// <summary>Beside the file first, then renamed over it: a crash leaves no half file.</summary>
    private static void Write(string path, byte[] bytes)
    {
        var draft = path + ".new";
        File.Delete(draft);
        using (var file = new FileStream(draft, Options(FileMode.CreateNew))) file.Write(bytes);
        File.Move(draft, path, overwrite: true);
    }

    private static FileStream Lock(string folder)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return new FileStream(Path.Combine(folder, ".lock"), Options(FileMode.OpenOrCreate));
            }
            catch (IOException) when (attempt < 500)
            {
                // Held by the process that is making the key, for some 10 ms.
                using var pause = new ManualResetEventSlim();
                pause.Wait(TimeSpan.FromMilliseconds(10));
            }
        }
    }

    private static FileStreamOptions Options(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        return options;
    }
}
