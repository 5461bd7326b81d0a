using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Flexportal.Sealing.Cms;
using Flexportal.Sealing.Ltv;
using Flexportal.Sealing.Time;
using Flexportal.Sealing.Verify.Strict;

namespace Flexportal.Sealing.Verify;

/// <summary>
/// Judges a file without a network: is it sealed, by whom, and is every byte as it was. Accepts only what our writer writes and fails closed: whatever is not
/// recognised makes the file not valid. Shares no parsing with the writer. Safe for concurrent use.
/// </summary>
/// <param name="anchors">The pinned roots.</param>
/// <param name="clock">Our own clock, against which times in the future are noticed; the system's when null.</param>
public sealed class SealVerifier(TrustAnchors anchors, TimeProvider? clock = null)
{
    /// <summary>Bytes of the largest file that is read: the largest original and what seals and renewals add.</summary>
    public const int LargestFile = 128 * 1024 * 1024;

    private const int MostRevisions = 64;

    /// <summary>How far clocks may disagree before an order of times counts as wrong.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(2);

    /// <summary>A reader's own computer may be further off.</summary>
    private static readonly TimeSpan FutureTolerance = TimeSpan.FromMinutes(15);

    private readonly List<ReadOnlyMemory<byte>> sealRoots = [.. anchors.SealRoots.Select(root => root.RawDataMemory)];
    private readonly List<ReadOnlyMemory<byte>> timeRoots = [.. anchors.TimeRoots.Select(root => root.RawDataMemory)];
    private readonly TimeProvider clock = clock ?? TimeProvider.System;

    /// <summary>Judges a file. Never throws for any input.</summary>
    /// <param name="file">The whole file.</param>
    public VerificationReport Verify(ReadOnlyMemory<byte> file)
    {
        if (!SealMarks.Present(file.Span)) return new VerificationReport(Verdict.NotSealed, null, null, "The file bears no seal of Flexportal.", null);
        if (file.Length > LargestFile) return NotValid(VerificationReason.TooLarge, null, "The file is larger than the verifier reads.");
        try
        {
            return new VerificationReport(Verdict.Valid, null, null, null, Judge(file));
        }
        catch (Rejection e)
        {
            return NotValid(e.Reason, e.ObjectNumber, e.Message);
        }
#pragma warning disable CA1031 // The last line of failing closed: a fault of our own must become "not valid", never an answer that a caller could take for a yes.
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return NotValid(VerificationReason.ObjectSyntax, null, $"The file cannot be read ({e.GetType().Name}).");
        }
#pragma warning restore CA1031
    }

    private static VerificationReport NotValid(VerificationReason reason, int? number, string detail) => new(Verdict.NotValid, reason, number, detail, null);

    private SealFindings Judge(ReadOnlyMemory<byte> file)
    {
        var header = file.Span[..Math.Min(file.Length, 1024)].IndexOf("%PDF-"u8);
        // Offsets count from the header in some files with junk before it, from the first byte in others.
        if (header <= 0) return JudgeFrom(file, 0);
        try
        {
            return JudgeFrom(file, header);
        }
        catch (Rejection)
        {
            return JudgeFrom(file, 0);
        }
    }

    private SealFindings JudgeFrom(ReadOnlyMemory<byte> file, int origin)
    {
        var reader = new RevisionReader(file, origin);
        var (seal, archives) = ReadBackwards(file, reader);
        var check = new SealCheck(file, timeRoots);
        var signed = check.DemandSignature(seal);
        // Only the section of a repaired file enters objects of the original too, which may look in any way.
        if (seal.Stop is { } stop && seal.Section.Trailer["Prev"] is not null) throw stop;
        var decrypt = Decryption.For(file, seal.Section.Trailer);
        var evidence = SealEvidence.Read(seal, decrypt);
        if (evidence.File.Size is <= 0 or > int.MaxValue) throw new Rejection(VerificationReason.EvidenceMismatch, "The evidence states an impossible size.");
        var revision = reader.WholeSeal(seal, (int)evidence.File.Size);
        var state = new DocumentState(decrypt);
        state.Adopt(revision);
        var checkedSeal = check.Check(signed, revision, seal.Signature, evidence, state);

        var checkedArchives = new List<CheckedArchive>();
        foreach (var (whole, signature, token) in archives)
        {
            checkedArchives.Add(new ArchiveCheck(state).Check(whole, signature, token));
            state.Adopt(whole);
        }

        return Conclude(file, revision, checkedSeal, checkedArchives);
    }

    /// <summary>From the end of the file back to the revision with the seal. What lies before it is the original, and is only hashed.</summary>
    private (RevisionTail Seal, IReadOnlyList<(Revision Whole, StrictObject Signature, TimestampToken Token)> Archives) ReadBackwards(
        ReadOnlyMemory<byte> file, RevisionReader reader)
    {
        var archives = new List<(Revision, StrictObject, TimestampToken)>();
        var end = file.Length;
        while (true)
        {
            var tail = reader.ReadTail(end);
            if (!tail.IsArchive)
            {
                archives.Reverse();
                return (tail, archives);
            }

            if (archives.Count == MostRevisions) throw new Rejection(VerificationReason.TooLarge, "There are more archive timestamps than the verifier reads.");
            var token = ArchiveCheck.DemandToken(file, tail, timeRoots);
            var whole = reader.WholeArchive(tail);
            archives.Add((whole, tail.Signature, token));
            end = whole.Start;
        }
    }

    private SealFindings Conclude(ReadOnlyMemory<byte> file, Revision revision, CheckedSeal seal, List<CheckedArchive> archives)
    {
        var stampedAt = seal.Token?.Time;
        // The earliest instant that someone else vouches for; without any, our own word.
        var existedAt = stampedAt ?? archives.FirstOrDefault()?.Token.Time ?? seal.SealedAt;
        var chain = SealProfile.DemandChain(seal.Signed.Message, sealRoots, existedAt);
        DemandOrder(seal, archives);
        seal.Signed.DemandTimestampStillThere();
        for (var index = 0; index < archives.Count; index++)
        {
            // Each archive timestamp protects the data by which all before it can still be judged.
            if (index == 0)
            {
                RevocationStatus.Demand(chain, archives[0].Data, existedAt);
                if (seal.Token is { } token) RevocationStatus.Demand(token.Chain, archives[0].Data, token.Time);
            }
            else
            {
                RevocationStatus.Demand(archives[index - 1].Token.Chain, archives[index].Data, archives[index - 1].Token.Time);
            }
        }

        using var certificate = X509CertificateLoader.LoadCertificate(seal.Signed.Message.Signer.Der.Span);
        return new SealFindings(
            seal.Evidence.TransactionId,
            archives.Count > 0 ? SealLevel.LTA : seal.Token is null ? SealLevel.B : SealLevel.T,
            certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false),
            Hash(seal.Signed.Message.Signer.Der.Span),
            Hash(chain[^1].Der.Span),
            seal.SealedAt,
            stampedAt,
            [.. archives.Select(archive => archive.Token.Time)],
            seal.Evidence.File.Sha256,
            seal.Evidence.File.Size,
            Hash(file.Span[..revision.End]),
            revision.End,
            1 + archives.Count,
            seal.Evidence);
    }

    private void DemandOrder(CheckedSeal seal, List<CheckedArchive> archives)
    {
        var evidence = seal.Evidence;
        var times = new List<(string Name, DateTimeOffset Time)>
        {
            ("creation of the transaction", evidence.CreatedAt),
            ("signature", evidence.SignedAt),
            ("sealing", seal.SealedAt),
        };
        if (seal.Token is { } token) times.Add(("timestamp", token.Time));
        times.AddRange(archives.Select(archive => ("archive timestamp", archive.Token.Time)));
        for (var index = 1; index < times.Count; index++)
        {
            // The first two come from one clock.
            if (times[index].Time < times[index - 1].Time - (index == 1 ? TimeSpan.Zero : Tolerance))
                throw new Rejection(VerificationReason.TimeOrder, $"The {times[index].Name} ({times[index].Time:u}) comes before the {times[index - 1].Name} ({times[index - 1].Time:u}).");
        }

        if (times[^1].Time > clock.GetUtcNow() + FutureTolerance) throw new Rejection(VerificationReason.TimeOrder, $"The {times[^1].Name} ({times[^1].Time:u}) lies in the future.");
    }

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
