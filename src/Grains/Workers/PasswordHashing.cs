using Flexportal.Domain.Workers;
using Flexportal.Grains.Shared;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Flexportal.Grains.Workers;

/// <summary>How hard a password is to guess from its hash.</summary>
public sealed class PasswordOptions
{
    /// <summary>Rounds of PBKDF2-HMAC-SHA512; 210,000 is OWASP's figure for 2023 and the default. Tests take fewer.</summary>
    public int Rounds { get; set; } = 210_000;
}

/// <summary>ASP.NET Core Identity's hasher (format 3: PBKDF2-HMAC-SHA512, salt of 128 bit), off the grain's turn. An unknown name takes as long as a known one.</summary>
internal sealed class PasswordHashing : IDisposable
{
    private static readonly object NoUser = new();
    private readonly PasswordHasher<object> hasher;
    private readonly OffTurn offTurn = new(Math.Max(1, Environment.ProcessorCount));
    private readonly Lazy<string> decoy;

    public PasswordHashing(IOptions<PasswordOptions> options)
    {
        hasher = new PasswordHasher<object>(Options.Create(new PasswordHasherOptions { IterationCount = options.Value.Rounds }));
        decoy = new Lazy<string>(() => hasher.HashPassword(NoUser, "a password that nobody has"));
    }

    public Task<string> Hash(Password password) => offTurn.Run(() => hasher.HashPassword(NoUser, Text(password)));

    /// <summary>Compares; without a stored hash a decoy is worked through and the answer is no.</summary>
    /// <returns>Whether it is right, and a fresh hash where the stored one has too few rounds by now.</returns>
    public Task<(bool Right, string? Fresh)> Verify(string? stored, Password password) => offTurn.Run(() =>
    {
        var result = hasher.VerifyHashedPassword(NoUser, stored ?? decoy.Value, Text(password));
        var right = stored is not null && result != PasswordVerificationResult.Failed;
        return (right, right && result == PasswordVerificationResult.SuccessRehashNeeded ? hasher.HashPassword(NoUser, Text(password)) : null);
    });

    public void Dispose() => offTurn.Dispose();

    /// <summary>One form for one password, however a keyboard composes its letters (NIST SP 800-63B-4 3.1.1.2).</summary>
    private static string Text(Password password) => password.Value.Normalize(System.Text.NormalizationForm.FormKC);
}
