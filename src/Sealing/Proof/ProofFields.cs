using System.Globalization;
using Flexportal.Domain.Common;
using Flexportal.Domain.Signing;

namespace Flexportal.Sealing.Proof;

/// <summary>A labelled fact: label in both languages, and how its value is set.</summary>
internal sealed record ProofField(string Label, string SecondLabel, Action<Paragraph> Value);

/// <summary>Facts under one heading.</summary>
internal sealed record ProofGroup(string Heading, string SecondHeading, IReadOnlyList<ProofField> Fields);

/// <summary>What is printed: every field of the evidence under its label. No layout here.</summary>
internal sealed class ProofFields(TransactionEvidence evidence, ProofWords nl, ProofWords second)
{
    private const int HashGroup = 8;

    public IReadOnlyList<ProofGroup> Groups() =>
    [
        Group(words => words.Transaction,
            Field(words => words.TransactionId, Digits(evidence.TransactionId)),
            Field(words => words.DocumentTitle, Text(evidence.Title)),
            Field(words => words.Created, Time(evidence.CreatedAt)),
            Field(words => words.Signed, Time(evidence.SignedAt))),
        Group(words => words.OriginalFile,
            Field(words => words.FileName, Text(evidence.File.Name)),
            Field(words => words.PageCount, Number(evidence.File.PageCount)),
            Field(words => words.Size, Text(string.Create(CultureInfo.InvariantCulture, $"{evidence.File.Size} bytes"))),
            Field(_ => "SHA-256", Hash(evidence.File.Sha256))),
        Group(words => words.OfferedBy,
            Field(words => words.ApiKey, Text(evidence.OfferedBy)),
            Field(words => words.Agency, Text(evidence.Agency.Name)),
            Field(words => words.AgencyId, Text(evidence.Agency.Id)),
            Field(words => words.OfferedAt, Time(evidence.OfferedAt)),
            Field(words => words.OpenedAt, Time(evidence.OpenedAt))),
        Group(words => words.Signer,
            Field(words => words.Name, Text(evidence.Signer.Name)),
            Field(words => words.SignerId, Digits(evidence.Signer.Id)),
            Field(words => words.Email, Text(evidence.Signer.Email)),
            Field(words => words.IpAddress, Text(evidence.Signer.Ip)),
            Field(words => words.Signature, Words(words => words.SignatureLabel(evidence.Signer.Signature)))),
        Group(words => words.SignIn,
            Field(words => words.AccountId, Digits(evidence.SignIn.AccountId)),
            Field(words => words.LoginName, Text(evidence.SignIn.LoginName)),
            Field(words => words.Name, Text(evidence.SignIn.Name)),
            Field(words => words.Role, Words(words => words.RoleLabel(evidence.SignIn.Role))),
            Field(words => words.Email, Text(evidence.SignIn.Email)),
            Field(words => words.Number, string.IsNullOrEmpty(evidence.SignIn.Number) ? Words(words => words.NotFilledIn) : Text(evidence.SignIn.Number)),
            Field(words => words.IpAddress, Text(evidence.SignIn.Ip)),
            Field(words => words.SignedInSince, Time(evidence.SignIn.Since))),
        Group(words => words.Verification, Verification()),
    ];

    /// <summary>What happened, oldest first; things of one instant keep their natural order.</summary>
    public IReadOnlyList<(DateTimeOffset At, string Event, string Second)> Events()
    {
        var events = new List<(DateTimeOffset At, Func<ProofWords, string> What)>
        {
            (evidence.OfferedAt, words => words.Offered),
            (evidence.SignIn.Since, words => words.SignedIn),
        };
        if (evidence.OpenedAt is { } opened)
        {
            events.Add((opened, words => words.Opened));
        }

        events.Add((evidence.CreatedAt, words => words.Started));
        if (evidence.Verification is { } check)
        {
            AddCheck(events, check);
        }

        events.Add((evidence.SignedAt, words => words.DocumentSigned));
        return [.. events.OrderBy(item => item.At).Select(item => (item.At, item.What(nl), item.What(second)))];
    }

    private static void AddCheck(List<(DateTimeOffset At, Func<ProofWords, string> What)> events, EvidenceVerification check)
    {
        if (check.Method != "EMAIL_CODE")
        {
            events.Add((check.EnteredAt, words => words.MethodLabel(check.Method)));
            return;
        }

        events.Add((check.SentAt, words => words.CodeSent));
        if (check.AcceptedAt is { } accepted)
        {
            events.Add((accepted, words => words.CodeAccepted));
        }

        events.Add((check.EnteredAt, words => words.CodeEntered));
    }

    private ProofField[] Verification() => evidence.Verification is not { } check
        ? [Field(words => words.Method, Words(words => words.NoVerification))]
        :
        [
            Field(words => words.Method, Words(words => words.MethodLabel(check.Method, check.Digits))),
            Field(words => words.SentTo, Text(check.SentTo)),
            Field(words => words.Sent, Time(check.SentAt)),
            Field(words => words.Accepted, Time(check.AcceptedAt)),
            Field(words => words.Entered, Time(check.EnteredAt)),
            Field(words => words.CodesSent, Number(check.CodesSent)),
            Field(words => words.WrongTries, Words(words => ProofWords.Fill(words.OutOf, check.WrongTries, check.MaxWrongTries))),
        ];

    private ProofGroup Group(Func<ProofWords, string> heading, params ProofField[] fields) => new(heading(nl), heading(second), fields);

    private ProofField Field(Func<ProofWords, string> label, Action<Paragraph> value) => new(label(nl), label(second), value);

    private static Action<Paragraph> Text(string text) => cell => cell.Add(text, ProofStyles.Value);

    private static Action<Paragraph> Digits(string text) => cell => cell.Add(text, ProofStyles.Digits);

    private static Action<Paragraph> Number(int number) => Text(number.ToString(CultureInfo.InvariantCulture));

    private Action<Paragraph> Words(Func<ProofWords, string> words) => cell =>
    {
        cell.Add(words(nl), ProofStyles.Value);
        if (words(second) != words(nl))
        {
            cell.Second(words(second), second.Language, ProofStyles.Fine.Size, ProofStyles.Fine.Leading);
        }
    };

    private Action<Paragraph> Time(DateTimeOffset? instant) => instant is not { } known
        ? Words(words => words.NotRecorded)
        : cell => cell
            .Add(DutchTime.Proof(known, nl.Language), ProofStyles.Value)
            .NewLine()
            .Add(DutchTime.Machine(known), ProofStyles.Fine);

    /// <summary>In groups that an eye can follow, two to a line; copied and searched as one word.</summary>
    private static Action<Paragraph> Hash(string hash) => cell =>
    {
        var grouped = hash.Chunk(HashGroup).Select(part => new string(part)).Chunk(2).Select(pair => string.Join('\u00A0', pair));
        cell.Add(string.Join(' ', grouped), ProofStyles.Digits, actualText: hash.All(char.IsAsciiLetterOrDigit) ? hash : null);
    };
}
