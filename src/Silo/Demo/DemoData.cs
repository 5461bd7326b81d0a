using Flexportal.Domain.Agencies;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Signing;

namespace Flexportal.Silo.Demo;

/// <summary>An agency to try things with.</summary>
internal sealed record DemoAgency(string Slug, UpdateAgency Settings, IReadOnlyList<UpsertDocumentType> Types, IReadOnlyList<DemoWorker> Workers);

internal sealed record DemoWorker(
    string Number, string Family, string? Prefix, string Given, string Initials, string Email, string Language, string Password, IReadOnlyList<DemoDocument> Documents)
{
    public string Name => string.Join(' ', new[] { Given, Prefix, Family }.OfType<string>());
}

/// <summary>A file below <c>demo/{slug}</c> and what it is.</summary>
internal sealed record DemoDocument(string File, string Type, string Title, string FileName, bool ToSign = true);

/// <summary>The two agencies of the demo. People and companies are made up; the domains are reserved for examples.</summary>
internal static class DemoData
{
    private static readonly UpsertDocumentType[] Types =
    [
        new("OVK", "Uitzendovereenkomst", DocumentPurpose.Sign, VerificationMethod.EmailCode),
        new("FIETSPLAN", "Fietsplan", DocumentPurpose.Sign, VerificationMethod.None),
        new("HUISREGLEMENT", "Huisreglement", DocumentPurpose.Sign, VerificationMethod.None),
        new("VEILIGHEID", "Veiligheidsinstructie", DocumentPurpose.Sign, VerificationMethod.None),
        new("LOONSTROOK", "Loonstrook", DocumentPurpose.Personal, VerificationMethod.None),
    ];

    public static readonly IReadOnlyList<DemoAgency> Agencies =
    [
        new(
            "taldemo",
            new UpdateAgency
            {
                Name = "Tal Demo Uitzendbureau",
                AccentColor = "#0B5563",
                SupportPhone = "0570 555 0112",
                SupportEmail = "planning@taldemo.example",
                SupportHours = "Maandag tot en met vrijdag, 8.00 tot 18.00 uur",
                WebsiteUrl = "https://taldemo.example",
                ArchiveEmail = "archief@taldemo.example",
            },
            Types,
            [
                new(
                    "7745", "Dooren", "van", "Niki", "N.", "niki@werknemer.example", "nl", "fietsbel-onder-de-brug",
                    [
                        new("ovk-van-dooren.pdf", "OVK", "Uitzendovereenkomst fase A", "OVK N. van Dooren.pdf"),
                        new("fietsplan-van-dooren.pdf", "FIETSPLAN", "Fietsplan", "Fietsplan N. van Dooren.pdf"),
                        new("huisreglement.pdf", "HUISREGLEMENT", "Huisreglement", "Huisreglement.pdf"),
                        new("loonstrook-van-dooren.pdf", "LOONSTROOK", "Loonstrook week 49", "Loonstrook 2020-49 N. van Dooren.pdf", ToSign: false),
                    ]),
                new(
                    "7761", "Nowicka", null, "Marta", "M.", "marta@werknemer.example", "pl", "appeltaart-in-de-regen",
                    [
                        new("ovk-nowicka.pdf", "OVK", "Uitzendovereenkomst fase A", "OVK M. Nowicka.pdf"),
                        new("veiligheidsinstructie-nowicka.pdf", "VEILIGHEID", "Veiligheidsinstructie", "Veiligheidsinstructie M. Nowicka.pdf"),
                    ]),
            ]),
        new(
            "werkstad",
            new UpdateAgency
            {
                Name = "Werkstad",
                AccentColor = "#FFC21A",
                SupportPhone = "030 555 01 41",
                SupportEmail = "planning@werkstad.example",
                SupportHours = "Elke werkdag van 7.30 tot 17.30 uur",
                WebsiteUrl = "https://werkstad.example",
            },
            Types,
            [
                new(
                    "2219", "Shevchenko", null, "Oleksandr", "O.", "oleksandr@werknemer.example", "en", "kanaaldijk-vol-ganzen",
                    [
                        new("ovk-shevchenko.pdf", "OVK", "Uitzendovereenkomst fase A", "OVK O. Shevchenko.pdf"),
                        new("huisreglement.pdf", "HUISREGLEMENT", "Huisreglement", "Huisreglement.pdf"),
                        new("veiligheidsinstructie-shevchenko.pdf", "VEILIGHEID", "Veiligheidsinstructie", "Veiligheidsinstructie O. Shevchenko.pdf"),
                        new("loonstrook-shevchenko.pdf", "LOONSTROOK", "Loonstrook week 49", "Loonstrook 2020-49 O. Shevchenko.pdf", ToSign: false),
                    ]),
            ]),
    ];
}
