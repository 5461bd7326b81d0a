using System.Runtime.InteropServices;

namespace Flexportal.Tests.Faults.Child;

/// <summary>The one system call that this project is about.</summary>
internal static partial class Posix
{
    public const int SigKill = 9;
    public const int SigStop = 19;
    public const int SigContinue = 18;

    /// <summary>Sends a signal; a negative number names a process group.</summary>
    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    internal static partial int Kill(int process, int signal);
}
