using System.Formats.Asn1;
using System.Text;
using Flexportal.Sealing.Cms;

namespace Flexportal.Sealing.Ltv;

/// <summary>Where a certificate says that its status can be asked (RFC 5280 4.2.1.13, 4.2.2.1). A certificate without any has no status to ask for.</summary>
/// <param name="Responders">OCSP over HTTP.</param>
/// <param name="Lists">Revocation lists over HTTP.</param>
internal sealed record RevocationPointers(IReadOnlyList<Uri> Responders, IReadOnlyList<Uri> Lists)
{
    private static readonly Asn1Tag UriName = new(TagClass.ContextSpecific, 6);

    public bool Any => Responders.Count + Lists.Count > 0;

    public static RevocationPointers Of(DerCertificate certificate)
    {
        var responders = new List<Uri>();
        var lists = new List<Uri>();
        if (certificate.Extensions.TryGetValue(Oids.AuthorityInformation, out var access))
        {
            var entries = Der1.Sequence(access.Value);
            while (entries.HasData)
            {
                var entry = entries.ReadSequence();
                if (entry.ReadObjectIdentifier() == Oids.OcspAccess) Add(responders, entry);
            }
        }

        if (certificate.Extensions.TryGetValue(Oids.CrlDistributionPoints, out var points))
        {
            var entries = Der1.Sequence(points.Value);
            while (entries.HasData)
            {
                var point = entries.ReadSequence();
                if (!point.HasData || point.PeekTag() != Der1.Context(0)) continue;
                var name = point.ReadSequence(Der1.Context(0));
                if (name.PeekTag() != Der1.Context(0)) continue;
                var names = name.ReadSequence(Der1.Context(0));
                while (names.HasData) Add(lists, names);
            }
        }

        return new RevocationPointers(responders, lists);
    }

    /// <summary>Only http and https: other schemes would let a certificate make us open files or directories.</summary>
    private static void Add(List<Uri> found, AsnReader name)
    {
        var isUri = name.PeekTag() == UriName;
        var encoded = name.ReadEncodedValue();
        if (!isUri) return;
        var text = Encoding.ASCII.GetString(Der1.Octets(new AsnReader(encoded, AsnEncodingRules.DER), UriName).Span);
        if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)) found.Add(uri);
    }
}
