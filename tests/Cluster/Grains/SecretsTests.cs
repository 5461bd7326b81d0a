using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Flexportal.Domain.Agencies;
using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Mails;
using Flexportal.Domain.Workers;
using Flexportal.Grains.Mails;
using Flexportal.Storage.Writes;
using Flexportal.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Flexportal.Tests.Cluster.Grains;

/// <summary>A day at an agency, with something secret in every field and something wrong at every step. Then its logs are read, and its database is stolen.</summary>
public sealed partial class SecretsTests : IAsyncLifetime
{
    private const string Password = "kanarie wachtwoord 88";
    private const string Wrong = "kanarie verkeerd 99";
    private const string Agent = "KanarieBrowser/1.0";
    private const string Ip = "203.0.113.77";
    private readonly Ledger ledger = new();
    private readonly List<string> secrets = [];
    private readonly List<string> personal = [];
    private readonly List<string> codes = [];
    private FlexCluster cluster = null!;
    private TestAgency agency = null!;

    public async ValueTask InitializeAsync()
    {
        cluster = await FlexCluster.Start(more: silo =>
        {
            silo.Services.AddLogging(logging => logging.AddProvider(ledger).SetMinimumLevel(LogLevel.Debug));
            silo.Services.Configure<LoggerFilterOptions>(filter => filter.MinLevel = LogLevel.Debug);
        });
        agency = await TestAgency.Create(cluster, new UpdateAgency { CodeDigits = 6, ArchiveEmail = "kanarie-archief@mail.example" });
        await Day();
    }

    public async ValueTask DisposeAsync() => await cluster.DisposeAsync();

    [Fact]
    public void I5_no_secret_and_nothing_personal_stands_in_any_log_line()
    {
        Assert.NotEmpty(ledger.Lines);
        foreach (var canary in secrets.Concat(personal).Concat(codes))
        {
            var lines = ledger.Lines.Where(line => line.Contains(canary, StringComparison.OrdinalIgnoreCase)).Take(2);
            Assert.False(lines.Any(), $"\"{canary}\" in: {string.Join("\n", lines)}");
        }
    }

    [Fact]
    public async Task I4_a_stolen_dump_gives_no_code_no_token_and_nothing_of_what_was_said()
    {
        var dump = await Dump();
        Assert.Contains(agency.Tenant.Value, dump, StringComparison.Ordinal);
        foreach (var secret in secrets.Append(Agent).Append(Ip))
        {
            Assert.DoesNotContain(secret, dump, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(secret)), dump, StringComparison.Ordinal);
        }

        // No hash in it is that of a guess, and none of its hashes is a secret by itself: what is stored of a token or session is the hash of what opens.
        var tokens = HexRun().Matches(dump).Select(match => match.Value).ToHashSet(StringComparer.Ordinal);
        Assert.NotEmpty(tokens);
        string[] salts = ["", .. (await Flows()).SelectMany(flow => new[] { flow.Salt, flow.Document.Value, flow.Transaction.Value })];
        foreach (var guess in Enumerable.Range(0, 10_000).Select(number => $"{number:D6}").Concat(codes))
        {
            foreach (var salt in salts)
            {
                var text = Encoding.UTF8.GetBytes(salt + guess);
                Assert.DoesNotContain(Convert.ToHexStringLower(SHA256.HashData(text)), tokens);
                Assert.DoesNotContain(Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(salt), Encoding.UTF8.GetBytes(guess))), tokens);
            }
        }

        Assert.DoesNotContain(tokens, token => tokens.Contains(Hash(token)));
    }

    private async Task Day()
    {
        var worker = await agency.Worker("Kanariewaarts", "kanarie-mail@mail.example");
        personal.AddRange(["kanariewaarts", "kanarie-mail", "kanarie-archief", Ip, Agent, "Kanarietitel", "Kanariezin"]);
        secrets.AddRange([Password, Wrong, "Kanariezin"]);
        await agency.Grains.Worker(worker.Id).Invite(null, TestAgency.ByKey());
        var invitation = await Link(MailKind.Invite);
        await agency.Grains.Worker(worker.Id).SetPassword(new SetPassword(LinkToken.Hash(invitation), new Password(Password), Hash("kanarie-sessie-1"), Ip, Agent));
        var signIn = agency.Grains.SignIn(Hash(worker.Email));
        await signIn.SignIn(new SignIn(worker.Email, new Password(Wrong), Hash("kanarie-sessie-2"), Ip, Agent));
        await signIn.ForgotPassword(worker.Email);
        await Link(MailKind.PasswordReset);
        secrets.AddRange(["kanarie-sessie-1", "kanarie-sessie-2"]);
        await Sign(worker, breakAt: null);
        await Sign(worker, breakAt: "before");
        await Sign(worker, breakAt: "after");
        await Fail(worker);
    }

    /// <summary>With a wrong code before, and with the database failing at the signature's commit.</summary>
    private async Task Sign(Worker worker, string? breakAt)
    {
        var command = await agency.DocumentCommand(worker, pdf: TestPdf.Pages(1, "Kanariezin " + breakAt));
        var document = (await agency.Grains.Document(new DocumentId(OpaqueId.From(RandomNumberGenerator.GetBytes(16)))).Create(command with { Title = "Kanarietitel" }, TestAgency.ByKey())).Value!;
        var (attempt, code) = await agency.Started(document, worker);
        codes.Add(code);
        await agency.Confirm(document, worker, attempt, code == "000000" ? "111111" : "000000");
        var fault = new StorageException("The database did not confirm") { OutcomeUnknown = true };
        Task Break(TenantId tenant, Changes changes) => changes.Signature is { Version: 0 } ? throw fault : Task.CompletedTask;
        (cluster.Commits.Before, cluster.Commits.After) = (breakAt == "before" ? Break : null, breakAt == "after" ? Break : null);
        try
        {
            await agency.Confirm(document, worker, attempt, code, attempt.Value);
        }
        catch (StorageException)
        {
            // As a caller sees it.
        }

        (cluster.Commits.Before, cluster.Commits.After) = (null, null);
        await agency.Confirm(document, worker, attempt, code, attempt.Value);
        await agency.Mailed(MailKind.SignedCopy, document);
    }

    /// <summary>A transport that breaks with all that it was given in its words, as a mail server's complaint has.</summary>
    private async Task Fail(Worker worker)
    {
        var failures = 0;
        agency.AnswerMails((material, _) =>
        {
            failures++;
            throw new InvalidOperationException($"550 <{material.Mail.To}> {material.Agency.Name} {material.Code} {material.LinkToken}: unknown");
        });
        var document = await agency.Document(worker, pdf: TestPdf.Pages(3));
        var reply = await agency.Start(document, worker);
        await cluster.Until(() => failures >= 2, "mails fail");
        await cluster.Until(() => ledger.Lines.Any(line => line.Contains("No answer for a", StringComparison.Ordinal)), "and it is logged");
        codes.AddRange(Domain.Challenges.CodeDerivation.Codes(cluster.Secret, reply.Challenge!, 1));
        agency.AnswerMails((HandOver?)null);
    }

    private async Task<string> Link(MailKind kind)
    {
        await cluster.Until(() => agency.Accepted(kind).Any(mail => mail.Material.LinkToken is not null), $"a {kind} mail with a link");
        var token = agency.Accepted(kind).Last(mail => mail.Material.LinkToken is not null).Material.LinkToken!;
        secrets.Add(token);
        return token;
    }

    private async Task<IReadOnlyList<Domain.Challenges.CodeChallenge>> Flows() =>
        [.. (await Task.WhenAll(cluster.Mail.All.Select(mail => mail.Material.Document).OfType<Document>().DistinctBy(document => document.Id).Select(agency.Challenge)))
            .OfType<Domain.Challenges.CodeChallenge>()];

    /// <summary>All rows of all tables as text, bytes as hex: what pg_dump writes.</summary>
    private async Task<string> Dump()
    {
        var tables = (string[])(await cluster.See("select array_agg(quote_ident(tablename)::text) from pg_tables where schemaname = 'public'"))!;
        var text = new StringBuilder();
        foreach (var table in tables)
        {
            text.AppendLine(await cluster.See($"select string_agg(t::text, E'\\n') from {table} t") as string);
        }

        return text.ToString();
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    [GeneratedRegex("[0-9a-f]{32,}", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex HexRun();

    private sealed class Ledger : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Debug;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
