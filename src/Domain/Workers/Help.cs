using System.Security.Cryptography;
using System.Text;
using Flexportal.Domain.Common;

namespace Flexportal.Domain.Workers;

/// <summary>What a worker asks help with.</summary>
public enum HelpTopic
{
    /// <summary>No code came.</summary>
    NoCodeReceived,

    /// <summary>A document is blocked.</summary>
    Locked,

    /// <summary>Something in a document is wrong.</summary>
    WrongContent,

    /// <summary>The document is in a language that the worker does not read.</summary>
    WrongLanguage,

    /// <summary>Signing in fails (on another device, say).</summary>
    CannotSignIn,

    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>A worker asks the agency for help.</summary>
/// <param name="Document">The document that it is about, or null.</param>
/// <param name="Topic">What it is about.</param>
/// <param name="Message">The worker's own words, in any language, at most 1,000 characters; or null.</param>
/// <param name="CallbackPhone">Number to call back, at most 40 characters; or null.</param>
public sealed record AskHelp(DocumentId? Document, HelpTopic Topic, string? Message, string? CallbackPhone);

/// <summary>A question as the agency gets it.</summary>
/// <param name="Reference">Number that both sides can name, for example <c>FP-7K3M-22</c>.</param>
/// <param name="Topic">What it is about.</param>
/// <param name="Message">The worker's own words, or null.</param>
/// <param name="CallbackPhone">Number to call back, or null.</param>
public sealed record HelpQuestion(string Reference, HelpTopic Topic, string? Message, string? CallbackPhone);

/// <summary>The number of a question: it follows from who asked and the command's key, so that a repeated command names the same one.</summary>
public static class HelpReference
{
    // Crockford's base 32: no letter that is read as a digit.
    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>Four letters or digits, a hyphen and two digits after <c>FP-</c>.</summary>
    /// <param name="worker">Who asks.</param>
    /// <param name="key">The command's idempotency key.</param>
    public static string Of(WorkerId worker, string key)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"help|{worker}|{key}"));
        return $"FP-{string.Concat(hash.Take(4).Select(b => Letters[b % Letters.Length]))}-{10 + (hash[4] % 90)}";
    }
}
