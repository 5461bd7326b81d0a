using System.Globalization;
using System.Text.Json;
using Flexportal.Domain.Signing;

namespace Flexportal.Sealing.Proof;

/// <summary>
/// <c>evidence.json</c>: the same facts as the proof pages, for machines. Canonical JSON (RFC 8785) with a format name and a version; described member by member in
/// <c>docs/evidence-format.md</c>. Times are RFC 3339 in UTC with as many decimals as are not zero.
/// </summary>
public static class EvidenceJson
{
    /// <summary>Name of the embedded file in the PDF.</summary>
    public const string FileName = "evidence.json";

    /// <summary>Value of the member <c>format</c>.</summary>
    public const string Format = "flexportal-evidence";

    /// <summary>Value of the member <c>version</c>; grows whenever a reader would have to know.</summary>
    public const int Version = 1;

    private const string TimePattern = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";

    /// <summary>The canonical bytes, UTF-8 without a byte order mark.</summary>
    /// <exception cref="ArgumentException">A text holds a lone surrogate.</exception>
    public static byte[] Write(TransactionEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        return CanonicalJson.Write(new JsonMembers
        {
            ["format"] = Format,
            ["version"] = Version,
            ["transactionId"] = evidence.TransactionId,
            ["title"] = evidence.Title,
            ["agency"] = new JsonMembers { ["id"] = evidence.Agency.Id, ["name"] = evidence.Agency.Name },
            ["createdAt"] = Time(evidence.CreatedAt),
            ["signedAt"] = Time(evidence.SignedAt),
            ["offeredAt"] = Time(evidence.OfferedAt),
            ["openedAt"] = Time(evidence.OpenedAt),
            ["offeredBy"] = evidence.OfferedBy,
            ["file"] = new JsonMembers
            {
                ["name"] = evidence.File.Name,
                ["pageCount"] = evidence.File.PageCount,
                ["size"] = evidence.File.Size,
                ["sha256"] = evidence.File.Sha256,
            },
            ["signIn"] = new JsonMembers
            {
                ["accountId"] = evidence.SignIn.AccountId,
                ["ip"] = evidence.SignIn.Ip,
                ["loginName"] = evidence.SignIn.LoginName,
                ["role"] = evidence.SignIn.Role,
                ["name"] = evidence.SignIn.Name,
                ["email"] = evidence.SignIn.Email,
                ["number"] = evidence.SignIn.Number,
                ["since"] = Time(evidence.SignIn.Since),
            },
            ["verification"] = evidence.Verification is { } check ? Verification(check) : null,
            ["signer"] = new JsonMembers
            {
                ["name"] = evidence.Signer.Name,
                ["ip"] = evidence.Signer.Ip,
                ["id"] = evidence.Signer.Id,
                ["email"] = evidence.Signer.Email,
                ["signature"] = evidence.Signer.Signature,
            },
            ["consents"] = evidence.Consents.Select(object? (consent) => new JsonMembers { ["language"] = consent.Language, ["text"] = consent.Text }).ToArray(),
        });
    }

    /// <summary>Reads what <see cref="Write"/> wrote; any other bytes, even the same members in another order, are refused.</summary>
    /// <param name="json">The embedded file.</param>
    /// <param name="evidence">The facts, or null.</param>
    /// <param name="fault">English reason when the answer is false, without personal data.</param>
    public static bool TryRead(ReadOnlyMemory<byte> json, out TransactionEvidence? evidence, out string? fault)
    {
        evidence = null;
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 8 });
            var root = document.RootElement;
            if (Text(root, "format") != Format || root.GetProperty("version").GetInt32() != Version)
            {
                fault = $"Not {Format} version {Version}.";
                return false;
            }

            var read = Read(root);
            if (!Write(read).AsSpan().SequenceEqual(json.Span))
            {
                fault = "The JSON is not in canonical form (RFC 8785) or has members that this version does not know.";
                return false;
            }

            (evidence, fault) = (read, null);
            return true;
        }
        catch (Exception broken) when (broken is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            fault = $"The JSON is not evidence: {broken.GetType().Name}.";
            return false;
        }
    }

    private static JsonMembers Verification(EvidenceVerification check) => new()
    {
        ["method"] = check.Method,
        ["digits"] = check.Digits,
        ["sentTo"] = check.SentTo,
        ["sentAt"] = Time(check.SentAt),
        ["acceptedAt"] = Time(check.AcceptedAt),
        ["enteredAt"] = Time(check.EnteredAt),
        ["codesSent"] = check.CodesSent,
        ["wrongTries"] = check.WrongTries,
        ["maxWrongTries"] = check.MaxWrongTries,
    };

    private static TransactionEvidence Read(JsonElement root)
    {
        var (agency, file, signIn, check, signer) = (
            root.GetProperty("agency"), root.GetProperty("file"), root.GetProperty("signIn"), root.GetProperty("verification"), root.GetProperty("signer"));
        return new TransactionEvidence(
            Text(root, "transactionId"),
            new EvidenceAgency(Text(agency, "id"), Text(agency, "name")),
            Moment(root, "createdAt"),
            Moment(root, "signedAt"),
            Moment(root, "offeredAt"),
            MaybeMoment(root, "openedAt"),
            Text(root, "offeredBy"),
            new EvidenceFile(Text(file, "name"), file.GetProperty("pageCount").GetInt32(), file.GetProperty("size").GetInt64(), Text(file, "sha256")),
            new EvidenceSignIn(
                Text(signIn, "accountId"),
                Text(signIn, "ip"),
                Text(signIn, "loginName"),
                Text(signIn, "role"),
                Text(signIn, "name"),
                Text(signIn, "email"),
                signIn.GetProperty("number").GetString(),
                Moment(signIn, "since")),
            check.ValueKind == JsonValueKind.Null ? null : ReadVerification(check),
            new EvidenceSigner(Text(signer, "name"), Text(signer, "ip"), Text(signer, "id"), Text(signer, "email"), Text(signer, "signature")),
            Text(root, "title"),
            [.. root.GetProperty("consents").EnumerateArray().Select(consent => new EvidenceConsent(Text(consent, "language"), Text(consent, "text")))]);
    }

    private static EvidenceVerification ReadVerification(JsonElement check) => new(
        Text(check, "method"),
        check.GetProperty("digits").GetInt32(),
        Text(check, "sentTo"),
        Moment(check, "sentAt"),
        MaybeMoment(check, "acceptedAt"),
        Moment(check, "enteredAt"),
        check.GetProperty("codesSent").GetInt32(),
        check.GetProperty("wrongTries").GetInt32(),
        check.GetProperty("maxWrongTries").GetInt32());

    private static string Text(JsonElement element, string name) =>
        element.GetProperty(name).GetString() ?? throw new FormatException($"{name} is null.");

    private static DateTimeOffset Moment(JsonElement element, string name) => MaybeMoment(element, name) ?? throw new FormatException($"{name} is null.");

    private static DateTimeOffset? MaybeMoment(JsonElement element, string name) => element.GetProperty(name).GetString() is { } text
        ? DateTimeOffset.ParseExact(text, TimePattern, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
        : null;

    private static string Time(DateTimeOffset instant) => instant.UtcDateTime.ToString(TimePattern, CultureInfo.InvariantCulture);

    private static string? Time(DateTimeOffset? instant) => instant is { } known ? Time(known) : null;
}
