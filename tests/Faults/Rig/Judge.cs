using System.Diagnostics;
using System.Globalization;
using System.Text;
using Flexportal.Domain.Challenges;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Signing;
using Flexportal.Sealing.Verify;
using Flexportal.Storage.Reads;
using Microsoft.Extensions.DependencyInjection;

namespace Flexportal.Tests.Faults.Rig;

/// <summary>What was found about one document.</summary>
/// <param name="Lost">Promised to the worker, and not there; or there, and never mailed.</param>
/// <param name="Doubled">More than one signature, file or message where there must be one.</param>
/// <param name="Wrong">Half a state, a file that does not verify, bytes or work left behind.</param>
internal sealed record Verdicts(IReadOnlyList<string> Lost, IReadOnlyList<string> Doubled, IReadOnlyList<string> Wrong, int DuplicateMails)
{
    public bool AreGood => Lost.Count + Doubled.Count + Wrong.Count == 0;

    public override string ToString() => string.Join('\n', [.. Lost.Select(text => $"lost: {text}"), .. Doubled.Select(text => $"doubled: {text}"), .. Wrong.Select(text => $"wrong: {text}")]);
}

/// <summary>
/// The oracle. It compares what workers were told, what the mail provider accepted and what the tables hold, and knows nothing of how it came to be:
/// INV1 one fact, INV2 no half state, INV3 acknowledged is durable, INV4 the same bytes, INV5 all converges, INV6 nothing is said that is not so, INV8 what was mailed verifies.
/// </summary>
internal sealed class Judge(Farm farm)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    /// <summary>Waits until the portal has done all that it can for this document, then judges.</summary>
    public async Task<Verdicts> Healed(Paper paper)
    {
        var since = Stopwatch.StartNew();
        while (!await IsAtRest(paper) && since.Elapsed < Patience)
        {
            await Task.Delay(500);
            await farm.Hurry(paper.Tenant);
        }

        return await Look(paper);
    }

    /// <summary>Judges now.</summary>
    public async Task<Verdicts> Look(Paper paper)
    {
        var (lost, doubled, wrong) = (new List<string>(), new List<string>(), new List<string>());
        var found = (await Case(paper))!;
        var copies = farm.Mail.Accepted(paper.Tenant.Value).Where(letter => letter.Pdf is not null && Is(letter, paper, found)).ToList();
        var name = $"{paper.Tenant}/{paper.Document}";

        Check(lost, !paper.WasAcknowledged || found.Signature is not null, $"{name} was acknowledged and is not signed");
        Check(wrong, found.Document.State == DocumentState.Signed == found.Signature is not null, $"{name} is {found.Document.State} and its signature {(found.Signature is null ? "is not" : "is")} there");
        Check(wrong, (found.Challenge?.State == ChallengeState.Accepted) == found.Signature is not null, $"{name}: its code flow is {found.Challenge?.State}");
        if (found.Signature is { } signature)
        {
            var facts = await Facts(paper, "document.signed");
            Check(doubled, facts == 1, $"{name} has {facts} facts of signing");
            Check(wrong, signature.Transaction == found.Document.Transaction && signature.Transaction == found.Challenge?.Transaction, $"{name}: two transactions");
            Delivered(paper, signature, copies, name, lost, doubled, wrong);
        }

        foreach (var code in paper.Codes().GroupBy(letter => letter.MessageId))
        {
            Check(doubled, code.Select(letter => letter.Code).Distinct().Count() == 1, $"{name}: one message with two codes");
        }

        var left = await Left(paper, found);
        Check(wrong, left.Length == 0, $"{name} left behind: {left}");
        var all = copies.Concat(paper.Codes()).ToList();
        return new Verdicts(lost, doubled, wrong, all.Count - all.Select(letter => letter.MessageId).Distinct().Count());
    }

    private void Delivered(Paper paper, Signature signature, List<Letter> copies, string name, List<string> lost, List<string> doubled, List<string> wrong)
    {
        Check(lost, paper.Copies().Count > 0, $"{name} is signed and was never mailed to its worker");
        Check(lost, copies.Any(letter => letter.To != paper.Email), $"{name} is signed and was never mailed to its agency");
        Check(lost, signature.PurgedAt is not null, $"{name} is {signature.State} and not purged, problem {signature.SealProblem}");
        Check(doubled, copies.Select(letter => letter.PdfSha256).Distinct().Count() <= 1, $"{name} was mailed as {copies.Select(letter => letter.PdfSha256).Distinct().Count()} different files");
        Check(wrong, copies.All(letter => letter.PdfSha256 == signature.Sealed?.Sha256), $"{name}: a mailed file is not the stored one");
        foreach (var group in copies.GroupBy(letter => letter.To))
        {
            Check(doubled, group.Select(letter => letter.MessageId).Distinct().Count() == 1, $"{name} went to one address as two messages");
        }

        if (copies.FirstOrDefault()?.Pdf is { } pdf)
        {
            var report = farm.Verifier.Verify(pdf);
            Check(wrong, report.Verdict == Verdict.Valid && report.Findings!.TransactionId == signature.Transaction.Value, $"{name}: its file is {report.Verdict} {report.ReasonCode}");
        }
    }

    private async Task<bool> IsAtRest(Paper paper)
    {
        var found = await Case(paper);
        return found is not null && (found.Signature is null || found.Signature.PurgedAt is not null) && (await Left(paper, found)).Length == 0;
    }

    /// <summary>Bytes, keys and work that should be gone. A document that is not signed keeps its bytes.</summary>
    private async Task<string> Left(Paper paper, SigningCase found)
    {
        var (tenant, id) = (paper.Tenant, paper.Document);
        var text = new StringBuilder();
        if (found.Signature is not null)
        {
            await Count("blob", $"select count(*) from blob where tenant = '{tenant}' and id in ('{id}', '{found.Document.File.Upload}')");
            await Count("key", $"select count(*) from data_key where tenant = '{tenant}' and owner in ('document:{id}', 'upload:{found.Document.File.Upload}') and wrapped is not null");
            await Count("derived", $"select count(*) from derived where tenant = '{tenant}' and document = '{id}'");
        }

        var mails = await Read(() => farm.Stores.GetRequiredService<IDocumentReads>().Mails(tenant, id, CancellationToken.None));
        var works = new[] { id.Value, found.Document.Transaction?.Value ?? "-" }.Concat(mails.Select(mail => mail.Id.Value)).Select(one => $"'{one}'");
        await Count("work", $"select count(*) from due_work where tenant = '{tenant}' and kind in ('SendMail', 'Seal', 'Purge') and id in ({string.Join(',', works)})");
        return text.ToString();

        async Task Count(string what, string sql)
        {
            if (await farm.See<long>(sql) is > 0 and var count)
            {
                text.Append(CultureInfo.InvariantCulture, $"{count} {what} ");
            }
        }
    }

    private async Task<int> Facts(Paper paper, string action) =>
        (await Read(() => farm.Stores.GetRequiredService<IDocumentReads>().Timeline(paper.Tenant, paper.Document, CancellationToken.None))).Count(fact => fact.Fact.Action == action);

    private Task<SigningCase?> Case(Paper paper) =>
        Read(() => farm.Stores.GetRequiredService<IRowReader>().SigningCase(paper.Tenant, paper.Document, CancellationToken.None));

    private Task<T> Read<T>(Func<Task<T>> read) => farm.Eventually(read);

    // The archive address is the agency's: which document a letter is about, its mark tells.
    private static bool Is(Letter letter, Paper paper, SigningCase found) =>
        letter.To == paper.Email
        || letter.Mark.StartsWith($"{found.Signature?.ArchiveCopy?.Mail.Value ?? "-"}.", StringComparison.Ordinal);

    private static void Check(List<string> into, bool holds, string complaint)
    {
        if (!holds)
        {
            into.Add(complaint);
        }
    }
}
