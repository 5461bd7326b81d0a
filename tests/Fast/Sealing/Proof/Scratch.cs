using System.Diagnostics;
using Flexportal.Sealing.Proof;
using Xunit;

namespace Flexportal.Tests.Fast.Sealing.Proof;

public sealed class ScratchTests
{
    [Fact]
    public void draw()
    {
        var bytes = TinyPdf.Draw(Sample.Evidence, Sample.Look);
        File.WriteAllBytes("/tmp/sealpage/a.pdf", bytes);
        var name = string.Concat(Enumerable.Repeat("Wolfeschlegelsteinhausenbergerdorff Łukasz Ștefan Олександр Ἀθηνᾶ ", 5))[..300];
        var evidence = Sample.Evidence with { Signer = Sample.Evidence.Signer with { Name = name }, SignIn = Sample.Evidence.SignIn with { Name = name }, Title = name, OfferedBy = name, File = Sample.Evidence.File with { Name = name } };
        File.WriteAllBytes("/tmp/sealpage/b.pdf", TinyPdf.Draw(evidence, Sample.Look));
        static double Cpu(Action a, int n) { for (var i = 0; i < n; i++) { a(); } var p = Process.GetCurrentProcess(); var t = p.UserProcessorTime; for (var i = 0; i < n; i++) { a(); } p.Refresh(); return (p.UserProcessorTime - t).TotalMilliseconds / n; }
        var l = new ProofLayout(Sample.Evidence, Sample.Look, new Flexportal.Sealing.Fonts.DocumentFonts()); l.Draw();
        var packed = l.Canvas.Pages.Select(p => p.Content.Bytes.ToArray()).ToArray();
        var text = "layout " + Cpu(() => new ProofLayout(Sample.Evidence, Sample.Look, new Flexportal.Sealing.Fonts.DocumentFonts()).Draw(), 1500)
          + " deflate " + Cpu(() => { foreach (var p in packed) Flexportal.Sealing.Fonts.Deflate.Compress(p, System.IO.Compression.CompressionLevel.Optimal); }, 1500)
          + " fastest " + Cpu(() => { foreach (var p in packed) Flexportal.Sealing.Fonts.Deflate.Compress(p, System.IO.Compression.CompressionLevel.Fastest); }, 1500)
          + " sizes " + packed.Sum(p => Flexportal.Sealing.Fonts.Deflate.Compress(p, System.IO.Compression.CompressionLevel.Optimal).Length)+ " " + packed.Sum(p => Flexportal.Sealing.Fonts.Deflate.Compress(p, System.IO.Compression.CompressionLevel.Fastest).Length)+ " " + packed.Sum(p => Flexportal.Sealing.Fonts.Deflate.Compress(p, System.IO.Compression.CompressionLevel.SmallestSize).Length)
          + " all " + Cpu(() => ProofDrawing.Draw(new ProofRequest(Sample.Evidence, Sample.Look, 190, 52, new TinyPdf().Reserve(), 0), new Null()), 1500)
          + " json " + Cpu(() => EvidenceJson.Write(Sample.Evidence), 1500)
          + " polish " + Cpu(() => ProofDrawing.Draw(new ProofRequest(Sample.Evidence with { Title = "Łódź ąę Олександр" }, Sample.Look, 190, 52, new TinyPdf().Reserve(), 0), new Null()), 1500);
        TestContext.Current.SendDiagnosticMessage("");
        File.WriteAllText("/tmp/sealpage/time.txt", text + $" {bytes.Length} bytes, evidence {EvidenceJson.Write(Sample.Evidence).Length}");
    }
}

sealed class Null : Flexportal.Sealing.Cos.IObjectSink
{
    private int n;
    public Flexportal.Sealing.Cos.CosReference Reserve() => new(new Flexportal.Sealing.Cos.CosId(++n, 0));
    public void Put(Flexportal.Sealing.Cos.CosReference reference, Flexportal.Sealing.Cos.CosObject value) { }
}
