using System.Globalization;

namespace Flexportal.Tests.Faults.Child;

/// <summary>
/// Named lines at which a process dies. A point is armed by a file of its name in a folder that all processes share; whoever reaches it first takes the file
/// away and does what it says: <c>self</c>, or the number of a process group. Several processes at one point fire it once.
/// </summary>
internal sealed class KillPoints(string folder)
{
    public void Reach(string point, string subject)
    {
        Fire($"{point}@{subject}");
        Fire($"{point}@any");
    }

    private void Fire(string name)
    {
        var armed = Path.Combine(folder, name);
        var fired = $"{armed}.{Environment.ProcessId}.fired";
        try
        {
            if (!File.Exists(armed))
            {
                return;
            }

            File.Move(armed, fired);
        }
        catch (IOException)
        {
            // Another process was faster.
            return;
        }

        var victim = File.ReadAllText(fired).Trim();
        Posix.Kill(victim == "self" ? Environment.ProcessId : int.Parse(victim, CultureInfo.InvariantCulture), Posix.SigKill);
    }
}
