namespace Flexportal.Rendering;

/// <summary>Why a page could not be shown. The caller offers text or the download instead.</summary>
public enum RenderFailure
{
    /// <summary>The file cannot be read as a PDF.</summary>
    Damaged,

    /// <summary>A user password is needed.</summary>
    PasswordNeeded,

    /// <summary>The file has no such page.</summary>
    NoSuchPage,

    /// <summary>The page needs more time, memory or output than the limits allow; trying again will not help.</summary>
    TooHeavy,

    /// <summary>All child processes stayed busy; trying again may help.</summary>
    Busy,

    /// <summary>The tools are not installed on this host.</summary>
    Unavailable,
}

/// <summary>There is no image or text, for a typed reason. The message holds nothing of the document.</summary>
public sealed class RenderingException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="failure">The reason.</param>
    /// <param name="detail">English detail for logs, without document content.</param>
    public RenderingException(RenderFailure failure, string detail)
        : base($"{failure}: {detail}") => Failure = failure;

    /// <summary>The reason.</summary>
    public RenderFailure Failure { get; }
}
