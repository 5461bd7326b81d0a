using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Reflection;
using System.Text;
using Flexportal.Api.InProcess;
using Flexportal.Api.Tenancy;
using Flexportal.Contracts.Agencies;
using Flexportal.Contracts.Budgets;
using Flexportal.Contracts.Workers;
using Flexportal.Domain.Agencies;
using Flexportal.Domain.Budgets;
using Flexportal.Domain.Common;
using Flexportal.Domain.Workers;
using Flexportal.Storage.Tenants;
using Flexportal.Web;
using Flexportal.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

#pragma warning disable CA2012 // The played grains hand their value tasks to the proxy, which returns them to the one caller.
namespace Flexportal.Tests.Fast.Web;

/// <summary>The real pages over HTTP, with the cluster and the API played: what a page does with an answer, not what the answer is.</summary>
public sealed class FakePortal : IAsyncDisposable
{
    public const string Password = "paarse fietsbel negen";

    private readonly WebApplication _app;

    private FakePortal(WebApplication app) => _app = app;

    public ConcurrentDictionary<string, Func<object?, object>> Answers { get; } = new();

    public ConcurrentQueue<(string Operation, object? Variables)> Calls { get; } = new();

    public ConcurrentDictionary<string, SessionInfo> Sessions { get; } = new();

    public ConcurrentDictionary<string, OpenLink> Links { get; } = new();

    public List<Flexportal.Domain.Workers.SetPassword> PasswordsSet { get; } = [];

    /// <summary>Signatures by tenant and number.</summary>
    public ConcurrentDictionary<string, KnownSignature> Known { get; } = new();

    public List<string> Forgotten { get; } = [];

    public List<string> SignedOut { get; } = [];

    public Refusal? SignInRefusal { get; set; }

    public Refusal? BudgetRefusal { get; set; }

    public List<BudgetKey> BudgetsAsked { get; } = [];

    public DateTimeOffset Now { get; set; } = new(2026, 11, 23, 10, 33, 12, TimeSpan.Zero);

    public Worker Worker { get; } = new()
    {
        Id = new WorkerId(new string('1', 32)),
        ExternalId = new ExternalId("7745", "payroll"),
        Name = new PersonName("Dooren", "van", "Niki"),
        Email = "niki@example.com",
    };

    public ConcurrentDictionary<string, Agency> Agencies { get; } = new(new Dictionary<string, Agency>
    {
        ["taldemo"] = new()
        {
            Id = new TenantId("taldemo"),
            Name = "Tal Demo Uitzendbureau",
            AccentRgb = 0x0B5563,
            Contact = new AgencyContact("040 000 01 23", "hulp@taldemo.example", null, "Maandag tot en met vrijdag, 8.00 tot 18.00 uur"),
        },
        ["werkstad"] = new()
        {
            Id = new TenantId("werkstad"),
            Name = "Werkstad Flex",
            AccentRgb = 0xFFC21A,
            Contact = new AgencyContact("010 000 04 56", null, null, "Elke dag van 7.00 tot 19.00 uur"),
        },
    });

    public Uri Address => new(_app.Urls.First());

    /// <summary>A host on a free port. <paramref name="environment"/> decides on cookies and HSTS.</summary>
    public static async Task<FakePortal> Start(string environment = "Development", int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        FakePortal? portal = null;
        builder.Services.AddPortal();
        builder.Services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        builder.Services.AddSingleton<TimeProvider>(_ => new Clock(() => portal?.Now ?? default));
        builder.Services.AddSingleton(_ => Play<ITenantDirectory>((method, args) => method.Name == nameof(ITenantDirectory.ByHost)
            ? ValueTask.FromResult(((string)args[0]!).Split('.') is [var slug, "localhost"] && portal!.Agencies.ContainsKey(slug) ? new TenantInfo(new TenantId(slug), []) : null)
            : throw new NotSupportedException(method.Name)));
        builder.Services.AddSingleton(_ => Play<IGrainFactory>((method, args) => portal!.Grain(method.GetGenericArguments()[0], (string)args[0]!)));
        builder.Services.AddSingleton<IWorkerOperations>(_ => new Operations(portal!));
        builder.Services.AddSingleton(_ => Play<IMailLinks>((_, args) => Task.FromResult(portal!.Links.GetValueOrDefault((string)args[1]!))));
        builder.Services.AddSingleton(_ => Play<IKnownSignatures>((_, args) => Task.FromResult(portal!.Known.GetValueOrDefault($"{args[0]}/{args[1]}"))));
        var app = builder.Build();
        portal = new FakePortal(app);
        app.UsePortalHeaders();
        app.UseTenantByHost();
        app.MapPortal();
        await app.StartAsync(CancellationToken.None);
        return portal;
    }

    /// <summary>A browser without memory of others. Redirects are not followed: a test sees each answer.</summary>
    public HttpClient Browser(string tenant = "taldemo", bool signedIn = true)
    {
        var client = new HttpClient(new CookieKeeper()) { BaseAddress = Address };
        client.DefaultRequestHeaders.Host = $"{tenant}.localhost:{Address.Port}";
        if (signedIn)
            client.DefaultRequestHeaders.Add("X-Test-Cookie", $"__Host-fp={SignIn()}");
        return client;
    }

    /// <summary>A living session; the value for the cookie.</summary>
    public string SignIn()
    {
        var secret = Secrets.New();
        Sessions[Secrets.Hash(secret)] = new SessionInfo(Worker.Id, Now.AddMinutes(-2), "127.0.0.1", Now.AddMinutes(13));
        return secret;
    }

    public void Answer(string operation, object data) => Answers[operation] = _ => data;

    /// <summary>The document id that an operation was asked about, as its node id and bare.</summary>
    public static string NodeOf(object? variables)
    {
        var type = variables!.GetType();
        return (string)(type.GetProperty("id") ?? type.GetProperty("documentId"))!.GetValue(variables)!;
    }

    public static string BareId(object? variables) => Encoding.UTF8.GetString(Base64Url.DecodeFromChars(NodeOf(variables))).Split(':')[2];

    public static string Id(char letter) => new(letter, 32);

    public static string NodeIdOf(string id, string tenant = "taldemo") =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"d:{tenant}:{id}"));

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private object Grain(Type type, string key) => type.Name switch
    {
        nameof(IAgencyGrain) => Play<IAgencyGrain>((_, _) => ValueTask.FromResult(Agencies.GetValueOrDefault(key.TrimEnd('/')))),
        nameof(IWorkerGrain) => Play<IWorkerGrain>((method, args) => method.Name switch
        {
            nameof(IWorkerGrain.Get) => ValueTask.FromResult<Worker?>(Worker),
            nameof(IWorkerGrain.SetPassword) => SetPassword((Flexportal.Domain.Workers.SetPassword)args[0]!),
            nameof(IWorkerGrain.SignOut) => SignOut((string)args[0]!),
            _ => EndSessions(),
        }),
        nameof(ISignInGrain) => Play<ISignInGrain>((method, args) => method.Name == nameof(ISignInGrain.SignIn) ? SignInReply((Flexportal.Domain.Workers.SignIn)args[0]!) : Forget((string)args[0]!)),
        nameof(ISessionGrain) => Play<ISessionGrain>((method, _) => method.Name == nameof(ISessionGrain.Get)
            ? ValueTask.FromResult(Sessions.GetValueOrDefault(key.Split('/')[1]))
            : EndSession(key.Split('/')[1])),
        nameof(IBudgetGrain) => Play<IBudgetGrain>((_, _) =>
        {
            BudgetsAsked.Add(BudgetKey.Parse(key.Split('/')[1]));
            return Task.FromResult(BudgetRefusal);
        }),
        _ => throw new NotSupportedException(type.Name),
    };

    private Task<Reply<SessionInfo>> SignInReply(Flexportal.Domain.Workers.SignIn command)
    {
        if (SignInRefusal is not null || command.Login != Worker.Email || command.Password.Value != Password)
            return Task.FromResult(Reply.No<SessionInfo>(SignInRefusal ?? new Refusal(RefusalCode.SignInFailed)));
        return Task.FromResult(Reply.Of(Sessions[command.SessionHash] = new SessionInfo(Worker.Id, Now, command.Ip, Now.AddMinutes(15))));
    }

    private Task<Reply<SessionInfo>> SetPassword(Flexportal.Domain.Workers.SetPassword command)
    {
        PasswordsSet.Add(command);
        return Task.FromResult(Reply.Of(Sessions[command.SessionHash] = new SessionInfo(Worker.Id, Now, command.Ip, Now.AddMinutes(15))));
    }

    private Task Forget(string login)
    {
        Forgotten.Add(login);
        return Task.CompletedTask;
    }

    private Task SignOut(string device)
    {
        SignedOut.Add(device);
        return Task.CompletedTask;
    }

    private Task EndSession(string hash)
    {
        Sessions.TryRemove(hash, out _);
        return Task.CompletedTask;
    }

    private Task EndSessions()
    {
        Sessions.Clear();
        return Task.CompletedTask;
    }

    private static T Play<T>(Func<MethodInfo, object?[], object?> play)
        where T : class
    {
        var proxy = DispatchProxy.Create<T, Player>();
        ((Player)(object)proxy).OnCall = play;
        return proxy;
    }

    public class Player : DispatchProxy
    {
        internal Func<MethodInfo, object?[], object?> OnCall { get; set; } = null!;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => OnCall(targetMethod!, args ?? []);
    }

    private sealed class Clock(Func<DateTimeOffset> now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now();
    }

    private sealed class Operations(FakePortal portal) : IWorkerOperations
    {
        public Task<T> Run<T>(string operationName, object? variables, WorkerCaller caller, CancellationToken cancellationToken)
        {
            portal.Calls.Enqueue((operationName, variables));
            return Task.FromResult((T)portal.Answers[operationName](variables));
        }
    }

    // Keeps the portal's cookies although the client speaks to 127.0.0.1 over http, where a Secure cookie would be dropped.
    private sealed class CookieKeeper() : DelegatingHandler(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false })
    {
        private readonly Dictionary<string, string> _kept = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Headers.TryGetValues("X-Test-Cookie", out var given))
            {
                var pair = given.First().Split('=', 2);
                _kept.TryAdd(pair[0], pair[1]);
                request.Headers.Remove("X-Test-Cookie");
            }

            if (_kept.Count > 0)
                request.Headers.Add("Cookie", string.Join("; ", _kept.Select(c => $"{c.Key}={c.Value}")));
            var answer = await base.SendAsync(request, cancellationToken);
            if (answer.Headers.TryGetValues("Set-Cookie", out var set))
                foreach (var cookie in set.Select(c => c.Split(';')[0].Split('=', 2)))
                    if (cookie[1].Length == 0)
                        _kept.Remove(cookie[0]);
                    else
                        _kept[cookie[0]] = cookie[1];
            return answer;
        }
    }
}
