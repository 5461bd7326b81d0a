using System.Security.Cryptography;
using Flexportal.Sealing;
using Flexportal.Sealing.Cms;
using Flexportal.Sealing.Cos;
using Flexportal.Sealing.Update;
using Flexportal.Tests.Fast.Sealing.Cms;
using Xunit;

namespace Flexportal.Tests.Fast.Sealing.Update;

/// <summary>A plain approval signature, as another program would have put it.</summary>
internal static class ForeignSignature
{
    public static async Task<byte[]> Sign(byte[] file)
    {
        var written = CosFile.Read(file, SealLimits.Default, TimeProvider.System, opened =>
        {
            var update = new IncrementalUpdate(opened);
            var (signature, field) = (update.Reserve(), update.Reserve());
            update.Put(field, CosDictionary.Of(
                ("Type", new CosName("Annot")), ("Subtype", new CosName("Widget")), ("FT", new CosName("Sig")), ("T", PdfText.From("Foreign")),
                ("Rect", CosArray.Of(CosNumber.From(0L), CosNumber.From(0L), CosNumber.From(0L), CosNumber.From(0L))), ("V", signature)));
            var catalog = opened.Catalog.With("AcroForm", CosDictionary.Of(("Fields", CosArray.Of(field)), ("SigFlags", CosNumber.From(3L))));
            update.Put(new CosReference(opened.CatalogId), catalog);
            update.PutSignature(signature, CosDictionary.Of(
                ("Type", new CosName("Sig")), ("Filter", new CosName("Adobe.PPKLite")), ("SubFilter", new CosName("ETSI.CAdES.detached"))), 4096);
            return update.Write(new byte[16]);
        });
        byte[] signed = [.. file, .. written.BeforeHole, .. written.AfterHole];
        written.Hole.FillContents(written.Sink, await CmsSigner.Sign(SHA256.HashData(signed), TestKeys.P256, TestContext.Current.CancellationToken));
        return [.. file, .. written.Sink.Written.Span];
    }
}
