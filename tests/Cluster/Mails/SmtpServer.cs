using System.Diagnostics;
using MimeKit;
using Xunit;

namespace Flexportal.Tests.Cluster.Mails;

/// <summary>Debian's aiosmtpd in a process of its own.</summary>
public sealed class SmtpServer : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("flexportal-smtp");
    private readonly Process _process;

    public SmtpServer()
    {
        // Debian's module belongs to Debian's Python, which need not be the first one in the path.
        var python = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
        var start = new ProcessStartInfo(python, [Path.Combine(AppContext.BaseDirectory, "Mails", "smtp_server.py"), _folder.FullName])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        _process = Process.Start(start) ?? throw new InvalidOperationException("The SMTP server did not start.");
        Port = int.Parse(
            _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The SMTP server gave no port: is python3-aiosmtpd installed?"),
            System.Globalization.CultureInfo.InvariantCulture);
    }

    public int Port { get; }

    public IReadOnlyList<MimeMessage> Received => [.. _folder.EnumerateFiles("*.eml").OrderBy(file => file.Name, StringComparer.Ordinal).Select(file => MimeMessage.Load(file.FullName, TestContext.Current.CancellationToken))];

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(5_000))
        {
            _process.Kill();
        }

        _process.Dispose();
        _folder.Delete(recursive: true);
    }
}
