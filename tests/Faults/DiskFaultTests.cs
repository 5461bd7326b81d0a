using System.Diagnostics;
using Flexportal.Tests.Faults.Rig;
using Xunit;

namespace Flexportal.Tests.Faults;

/// <summary>The database's disk is full.</summary>
public sealed class DiskFaultTests
{
    [Fact]
    [Trait("Length", "Long")]
    public async Task F21_a_full_disk_signs_nothing_and_goes_on_without_repair_when_there_is_room()
    {
        using var disk = SmallDisk.Mount(megabytes: 220);
        Assert.SkipWhen(disk is null, "This user may not mount a file system to fill it.");
        await using var farm = await Farm.Start(silos: 2, dataFolder: Directory.CreateDirectory(Path.Combine(disk.Folder, "pg")).FullName);
        var bureau = await Bureau.Create(farm);
        var papers = new List<(Paper Paper, string Attempt, string Code, Guid Key)>();
        for (var number = 0; number < 4; number++)
        {
            var paper = await bureau.Paper();
            await paper.Start();
            papers.Add((paper, await paper.Attempt(), await paper.Code(), Guid.NewGuid()));
        }

        disk.Fill();
        for (var round = 0; round < 3; round++)
        {
            foreach (var (paper, attempt, code, key) in papers)
            {
                // With no room at all there may still be some left inside a file of the log: then it is signed for good.
                var answer = await paper.ConfirmAt(await farm.Next(), attempt, code, key);
                Assert.True(answer is null or { IsSigned: true });
            }
        }

        disk.Free();
        foreach (var (paper, _, code, key) in papers)
        {
            Assert.True((await paper.Confirm(code, key)).IsSigned);
            var verdicts = await new Judge(farm).Healed(paper);
            Assert.True(verdicts.AreGood, $"{verdicts}\n{farm.Logs()}");
        }
    }

    private sealed class SmallDisk : IDisposable
    {
        private SmallDisk(string folder) => Folder = folder;

        public string Folder { get; }

        private string Filler => Path.Combine(Folder, "filler");

        public static SmallDisk? Mount(int megabytes)
        {
            var folder = Directory.CreateTempSubdirectory("fp-faults-disk-").FullName;
            return Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "none", folder) == 0 ? new SmallDisk(folder) : null;
        }

        public void Fill()
        {
            using var file = new FileStream(Filler, FileMode.Create, FileAccess.Write, FileShare.None, 0);
            var block = new byte[4096];
            try
            {
                while (true)
                {
                    file.Write(block);
                }
            }
            catch (IOException)
            {
                // Full.
            }
        }

        public void Free() => File.Delete(Filler);

        public void Dispose()
        {
            Run("umount", "-l", Folder);
            Directory.Delete(Folder);
        }

        private static int Run(string command, params string[] arguments)
        {
            using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode;
        }
    }
}
