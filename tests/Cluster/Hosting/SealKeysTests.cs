using Flexportal.Sealing;
using Flexportal.Sealing.Keys;
using Flexportal.Sealing.Verify;
using Flexportal.Silo;
using Flexportal.Silo.Commands;
using Flexportal.Silo.Setup;
using Flexportal.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace Flexportal.Tests.Cluster.Hosting;

/// <summary>One seal key for the platform or one per agency, and the timestamp authorities, all by configuration.</summary>
public sealed class SealKeysTests : IDisposable
{
    private readonly DirectoryInfo _state = Directory.CreateTempSubdirectory("flexportal-keys");

    public void Dispose() => _state.Delete(recursive: true);

    [Fact]
    public async Task one_key_seals_for_every_agency_unless_one_has_its_own()
    {
        await using var app = Build(
            ("Flexportal:Keys:SealKeys:werkstad-1:File", Pkcs12("werkstad")),
            ("Flexportal:Keys:AgencySealKeys:werkstad", "werkstad-1"));
        var ring = app.Services.GetRequiredService<ISealKeyRing>();

        Assert.Equal("platform", ring.CurrentId("taldemo"));
        Assert.Equal("werkstad-1", ring.CurrentId("werkstad"));
        Assert.NotEqual(ring.Find("platform").Certificate.Thumbprint, ring.Find("werkstad-1").Certificate.Thumbprint);
    }

    [Fact]
    public async Task a_key_is_rotated_by_naming_its_successor()
    {
        await using var app = Build(
            ("Flexportal:Keys:SealKeyFile", Pkcs12("2026")),
            ("Flexportal:Keys:SealKeys:2027:File", Pkcs12("2027")),
            ("Flexportal:Keys:SealKey", "2027"));
        var ring = app.Services.GetRequiredService<ISealKeyRing>();

        Assert.Equal("2027", ring.CurrentId("taldemo"));
        Assert.NotNull(ring.Find("platform"));
        Assert.False(File.Exists(Path.Combine(_state.FullName, "keys", "signer.pfx")), "no development key where another is current");
    }

    [Theory]
    [InlineData("Flexportal:Keys:SealKey", "2027", "2027")]
    [InlineData("Flexportal:Keys:AgencySealKeys:werkstad", "werkstad-1", "werkstad-1")]
    [InlineData("Flexportal:Keys:SealKeys:2027:File", "nowhere.pfx", "nowhere.pfx")]
    public void a_key_that_is_not_there_is_said_at_start(string name, string value, string said) =>
        Assert.Contains(said, Assert.Throws<SealKeyException>(() => Build((name, value))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("Pin", "1234")]
    [InlineData("Pkcs11Library", "nowhere.so")]
    public void a_key_is_a_file_or_a_token_with_all_that_finds_it(string name, string value) =>
        Assert.Contains("2027", Assert.Throws<SetupException>(() => Build(($"Flexportal:Keys:SealKeys:2027:{name}", value))).Message, StringComparison.Ordinal);

    [Fact]
    public void a_token_without_its_certificate_is_said_at_start() => Assert.Throws<SealKeyException>(() => Build(
        ("Flexportal:Keys:SealKeys:2027:Pkcs11Library", "nowhere.so"), ("Flexportal:Keys:SealKeys:2027:TokenLabel", "seals"),
        ("Flexportal:Keys:SealKeys:2027:KeyLabel", "2027"), ("Flexportal:Keys:SealKeys:2027:CertificateFile", "nowhere.pem")));

    [Fact]
    public async Task without_an_authority_no_time_is_vouched_for()
    {
        await using var app = Build();

        Assert.Null(app.Services.GetService<SealTrust>());
    }

    [Fact]
    public async Task with_an_authority_and_its_root_seals_get_timestamps_and_validation_data()
    {
        DevelopmentSealKey.Open(Path.Combine(_state.FullName, "keys"), TimeProvider.System);
        var time = Directory.CreateDirectory(Path.Combine(_state.FullName, "keys", "time"));
        File.Copy(Path.Combine(_state.FullName, "keys", "root.pem"), Path.Combine(time.FullName, "tsa.pem"));

        await using var app = Build(
            ("Flexportal:Timestamps:Authorities:0", "https://user:word@tsa.example.test/"), ("Flexportal:Timestamps:Authorities:1", "http://tsa2.example.test/tsr"));

        var trust = app.Services.GetRequiredService<SealTrust>();
        Assert.NotNull(trust.Validation);
        Assert.Single(trust.Anchors.TimeRoots);
    }

    [Fact]
    public async Task a_silo_as_configured_seals_to_b_lta_by_the_second_authority_when_the_first_is_down()
    {
        await using var authority = await OpenSslTimestamps.Start(Path.Combine(_state.FullName, "tsa"));
        Trust(authority);
        await using var app = Build(("Flexportal:Timestamps:Authorities:0", "http://127.0.0.1:9/"), ("Flexportal:Timestamps:Authorities:1", authority.Address));

        var made = Assert.IsType<SealOutcome.Sealed>(await Seal(app));

        Assert.Equal(SealLevel.LTA, made.Level);
        var report = new SealVerifier(TrustAnchors.FromFolder(Path.Combine(_state.FullName, "keys"))).Verify((byte[])[.. Document, .. made.Tail.Span]);
        Assert.Equal((Verdict.Valid, SealLevel.LTA), (report.Verdict, report.Findings?.Level));
        Assert.NotNull(report.Findings?.StampedAt);
    }

    [Fact]
    public async Task without_any_authority_that_answers_nothing_is_sealed()
    {
        await using var authority = await OpenSslTimestamps.Start(Path.Combine(_state.FullName, "tsa"));
        Trust(authority);
        await using var app = Build(("Flexportal:Timestamps:Authorities:0", "http://127.0.0.1:9/"));

        Assert.Equal("timestamp_unavailable", Assert.IsType<SealOutcome.Refused>(await Seal(app)).Refusal.Code);
    }

    [Fact]
    public void an_authority_without_a_root_to_trust_it_by_is_refused_at_start() =>
        Assert.Contains("TrustFolder", Assert.Throws<SetupException>(() => Build(("Flexportal:Timestamps:Authorities:0", "https://tsa.example.test/"))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("tsa.example.test")]
    [InlineData("ldap://tsa.example.test")]
    public void an_authority_has_an_address(string address) =>
        Assert.Contains("Authorities:0", Assert.Throws<OptionsValidationException>(() => Build(("Flexportal:Timestamps:Authorities:0", address))).Message, StringComparison.Ordinal);

    private static byte[] Document =>
        "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>\nendobj\ntrailer\n<</Root 1 0 R/Size 4>>\n"u8.ToArray();

    private static async Task<SealOutcome> Seal(WebApplication app)
    {
        var ring = app.Services.GetRequiredService<ISealKeyRing>();
        var request = TrialEvidence.For(Document, "in.pdf", 1, TimeProvider.System.GetUtcNow());
        return await app.Services.GetRequiredService<Sealer>()
            .Seal(request, ring.Find(ring.CurrentId("taldemo")), app.Services.GetRequiredService<SealTrust>(), TestContext.Current.CancellationToken);
    }

    private void Trust(OpenSslTimestamps authority) =>
        File.Copy(authority.RootFile, Path.Combine(Directory.CreateDirectory(Path.Combine(_state.FullName, "keys", "time")).FullName, "tsa.pem"));

    private string Pkcs12(string name)
    {
        var folder = Path.Combine(_state.FullName, name);
        DevelopmentSealKey.Open(folder, TimeProvider.System);
        return Path.Combine(folder, "signer.pfx");
    }

    private WebApplication Build(params (string Name, string Value)[] settings) => PortalHost.Build(
        ["--environment", "Development"],
        builder => builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["Flexportal:Database"] = "Host=127.0.0.1;Database=nowhere",
                ["Flexportal:StateFolder"] = _state.FullName,
            }.Concat(settings.Select(pair => KeyValuePair.Create(pair.Name, (string?)pair.Value)))));
}
