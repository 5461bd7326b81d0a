using Flexportal.Domain.Common;

namespace Flexportal.Domain.Workers;

/// <summary>Failed sign-ins of one login name. Private to the sign-in grain.</summary>
/// <param name="Failures">Failures in the present window.</param>
/// <param name="WindowStart">When the window began.</param>
/// <param name="NextTryAt">Before this moment no password is looked at.</param>
/// <param name="ResetMails">When reset mails were asked for in the last hour.</param>
public sealed record SignInLimiter(int Failures = 0, DateTimeOffset? WindowStart = null, DateTimeOffset? NextTryAt = null, IReadOnlyList<DateTimeOffset>? ResetMails = null);

/// <summary>How often a password may be tried (10 wrong in 15 minutes, with a growing delay), and which passwords are taken.</summary>
public static class SignInRules
{
    /// <summary>Failures in one window after which the name waits for the window's end.</summary>
    public const int MaxFailures = 10;

    /// <summary>Fewest characters of a password.</summary>
    public const int MinPassword = 10;

    /// <summary>Most characters of a password.</summary>
    public const int MaxPassword = 128;

    private const int ResetMailsPerHour = 3;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    /// <summary>Whether a try is taken now.</summary>
    public static Refusal? MayTry(SignInLimiter limiter, DateTimeOffset now) =>
        limiter.NextTryAt > now ? new Refusal(RefusalCode.SignInTooOften) { At = limiter.NextTryAt } : null;

    /// <summary>After a wrong password: 0, 0, 1, 2, 4 … 60 seconds, and the rest of the window after the tenth.</summary>
    public static SignInLimiter Failed(SignInLimiter limiter, DateTimeOffset now)
    {
        var fresh = limiter.WindowStart is null || now - limiter.WindowStart >= Window;
        var failures = fresh ? 1 : limiter.Failures + 1;
        var start = fresh ? now : limiter.WindowStart!.Value;
        var delay = failures < 3 ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Min(60, Math.Pow(2, failures - 3)));
        return limiter with { Failures = failures, WindowStart = start, NextTryAt = failures >= MaxFailures ? now + Window : now + delay };
    }

    /// <summary>After a right password.</summary>
    public static SignInLimiter Succeeded(SignInLimiter limiter) => new(ResetMails: limiter.ResetMails);

    /// <summary>Counts a reset mail; null when there were enough in this hour.</summary>
    public static SignInLimiter? AskReset(SignInLimiter limiter, DateTimeOffset now)
    {
        var recent = (limiter.ResetMails ?? []).Where(at => now - at < TimeSpan.FromHours(1)).ToList();
        return recent.Count >= ResetMailsPerHour ? null : limiter with { ResetMails = [.. recent, now] };
    }

    /// <summary>Whether a password is taken: length, not common, not made of the account's own words. No rules of composition (NIST SP 800-63B-4 3.1.1.2).</summary>
    public static Refusal? CheckPassword(string password, Worker worker)
    {
        if (!StorableText.Is(password))
        {
            return new Refusal(RefusalCode.InvalidFormat, "password");
        }

        var text = password.Normalize(System.Text.NormalizationForm.FormKC);
        if (text.Length < MinPassword)
        {
            return new Refusal(RefusalCode.PasswordTooShort, "password") { Limit = MinPassword };
        }

        if (text.Length > MaxPassword)
        {
            return new Refusal(RefusalCode.InvalidFormat, "password") { Limit = MaxPassword };
        }

        return CommonPasswords.Contains(text) || IsOwnWord(text, worker) ? new Refusal(RefusalCode.PasswordTooCommon, "password") : null;
    }

    private static bool IsOwnWord(string text, Worker worker)
    {
        var plain = Letters(text);
        string[] own = [worker.Email, worker.Email.Split('@')[0], worker.Name.Display, worker.Name.Family + worker.Name.Given];
        return own.Select(Letters).Any(word => word.Length >= 5 && plain.Replace(word, "", StringComparison.Ordinal).Length < 4);
    }

    private static string Letters(string text) => string.Concat(text.ToLowerInvariant().Where(char.IsLetterOrDigit));
}
