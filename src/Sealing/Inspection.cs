namespace Flexportal.Sealing;

/// <summary>What a file is, read without interpreting any page content.</summary>
public sealed record Inspection
{
    /// <summary>Pages, 1 or more.</summary>
    public required int PageCount { get; init; }

    /// <summary>Every page's size as shown, in points (1/72 inch), rotation and unit applied, in order.</summary>
    public required IReadOnlyList<PageSize> Pages { get; init; }

    /// <summary>Encrypted with an empty user password.</summary>
    public required bool IsEncrypted { get; init; }

    /// <summary>The author's permissions allow no addition of any kind (ISO 32000-2 table 22: bits 4, 6, 9 and 11 all clear).</summary>
    public required bool ForbidsAdditions { get; init; }

    /// <summary>Has at least one signed signature field.</summary>
    public required bool HasSignatures { get; init; }

    /// <summary>What could act when the file is opened or used.</summary>
    public required IReadOnlyList<ActiveContent> ActiveContent { get; init; }

    /// <summary>The cross-reference was damaged; the file was read by scanning.</summary>
    public required bool IsRepaired { get; init; }

    /// <summary>Says of itself that it is tagged (ISO 32000-2 14.8).</summary>
    public required bool IsTagged { get; init; }

    /// <summary>Declares PDF/A in its metadata, for example <c>2B</c>; null where it does not. A declaration, no check.</summary>
    public required string? PdfA { get; init; }

    /// <summary>The catalog's language (BCP 47), or null.</summary>
    public required string? Language { get; init; }

    /// <summary>Has a static XFA form beside its pages. (A dynamic one is refused.)</summary>
    public required bool HasXfa { get; init; }
}

/// <summary>A page's size as shown.</summary>
/// <param name="Width">Points.</param>
/// <param name="Height">Points.</param>
public readonly record struct PageSize(double Width, double Height);

/// <summary>Kinds of content that act.</summary>
public enum ActiveContentKind
{
    /// <summary>A JavaScript action or document script.</summary>
    JavaScript,

    /// <summary>Starts a program or opens another file.</summary>
    Launch,

    /// <summary>Sends form data.</summary>
    SubmitForm,

    /// <summary>Reads form data from a file.</summary>
    ImportData,

    /// <summary>Goes to a place in another file.</summary>
    GoToRemote,

    /// <summary>Goes to a place in an embedded file.</summary>
    GoToEmbedded,

    /// <summary>Rich media, 3D, sound, movie or screen annotation.</summary>
    RichMedia,

    /// <summary>A stream whose data is in another file.</summary>
    ExternalStream,

    /// <summary>An action that runs when the document is opened; where it only moves to a page it is not listed.</summary>
    OpenAction,

    /// <summary>Actions bound to events of document, page, field or annotation.</summary>
    AdditionalActions,

    /// <summary>An embedded file.</summary>
    EmbeddedFile,
}

/// <summary>One find.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="ObjectNumber">The indirect object that it is in.</param>
public readonly record struct ActiveContent(ActiveContentKind Kind, int ObjectNumber);

/// <summary>The inspection, or the reason why the file cannot be sealed.</summary>
public abstract record InspectionOutcome
{
    private InspectionOutcome()
    {
    }

    /// <summary>It could be read.</summary>
    /// <param name="Inspection">What it is.</param>
    public sealed record Read(Inspection Inspection) : InspectionOutcome;

    /// <summary>It cannot be sealed.</summary>
    /// <param name="Refusal">Why.</param>
    public sealed record Refused(SealRefusal Refusal) : InspectionOutcome;
}

/// <summary>What a product accepts of all that the library can seal.</summary>
public sealed record UploadPolicy
{
    /// <summary>The portal's own: nothing signed, nothing that acts, 2,000 pages, 25 MB.</summary>
    public static UploadPolicy Portal { get; } = new();

    /// <summary>Largest file in bytes.</summary>
    public int MaxFileBytes { get; init; } = 25 * 1024 * 1024;

    /// <summary>Most pages.</summary>
    public int MaxPages { get; init; } = 2_000;

    /// <summary>Whether files with signatures are accepted.</summary>
    public bool AcceptSigned { get; init; }

    /// <summary>Whether files are accepted whose author allows no addition of any kind; their restrictions stay in force in the sealed file.</summary>
    public bool AcceptRestricted { get; init; } = true;

    /// <summary>Kinds of active content that are refused.</summary>
    public IReadOnlySet<ActiveContentKind> RefusedContent { get; init; } = new HashSet<ActiveContentKind>
    {
        ActiveContentKind.JavaScript,
        ActiveContentKind.Launch,
        ActiveContentKind.SubmitForm,
        ActiveContentKind.ImportData,
        ActiveContentKind.RichMedia,
        ActiveContentKind.ExternalStream,
    };

    /// <summary>The bounds to inspect an upload with.</summary>
    public SealLimits Limits => new() { MaxFileBytes = MaxFileBytes, MaxPages = MaxPages };

    /// <summary>The first reason to refuse the file, or null.</summary>
    /// <param name="inspection">What the file is.</param>
    public SealRefusal? Check(Inspection inspection)
    {
        if (inspection.PageCount > MaxPages)
        {
            return new SealRefusal(SealRefusalReason.TooLarge, Detail: $"{inspection.PageCount} pages, at most {MaxPages} are accepted");
        }

        if (inspection.HasSignatures && !AcceptSigned)
        {
            return new SealRefusal(SealRefusalReason.AlreadySigned, Detail: "the file is signed already");
        }

        if (inspection.ForbidsAdditions && !AcceptRestricted)
        {
            return new SealRefusal(SealRefusalReason.PermissionsForbid, Detail: "the author's permissions allow no addition");
        }

        foreach (var found in inspection.ActiveContent)
        {
            if (RefusedContent.Contains(found.Kind))
            {
                return new SealRefusal(SealRefusalReason.ActiveContent, found.ObjectNumber, found.Kind.ToString());
            }
        }

        return null;
    }
}
