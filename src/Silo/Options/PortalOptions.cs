using System.ComponentModel.DataAnnotations;

namespace Flexportal.Silo.Options;

/// <summary>Section <c>Flexportal</c>. Every default has its reason here; <c>docs/operating.md</c> has the table.</summary>
internal sealed class PortalOptions
{
    public const string Section = "Flexportal";

    /// <summary>Comma separated: silo, graphql, web. Everything in one process by default, as a grain call inside it costs a fraction of one by the gateway.</summary>
    [Required, RegularExpression("^(silo|graphql|web)(,(silo|graphql|web))*$")]
    public string Roles { get; init; } = "silo,graphql,web";

    /// <summary>Npgsql connection string, or a <c>postgresql://</c> address.</summary>
    [Required(ErrorMessage = "the connection string of the PostgreSQL database is missing.")]
    public string Database { get; init; } = "";

    /// <summary>Local files: keys, written mails, <c>demo.json</c>.</summary>
    [Required]
    public string StateFolder { get; init; } = ".local";

    /// <summary>Folder with the demo's documents, for <c>serve --demo</c>.</summary>
    public string DemoFolder { get; init; } = "demo";

    [Range(1, 65535)]
    public int Port { get; init; } = 8080;

    /// <summary>Address to listen on; empty: loopback in Development, everything elsewhere.</summary>
    public string Listen { get; init; } = "";

    /// <summary>A portal's host is <c>{slug}.{BaseDomain}</c>. Browsers resolve <c>*.localhost</c> by themselves.</summary>
    [Required]
    public string BaseDomain { get; init; } = "localhost";

    /// <summary>Absolute address of a portal in mails, with <c>{tenant}</c>; empty: <c>http://{tenant}.{BaseDomain}:{Port}</c>.</summary>
    public string PublicAddress { get; init; } = "";

    /// <summary>Addresses or networks (CIDR) of the proxies whose forwarded headers are believed. The address on a proof is evidence, so nobody by default.</summary>
    public string[] KnownProxies { get; init; } = [];

    public IReadOnlySet<string> RoleSet => Roles.Split(',').ToHashSet(StringComparer.Ordinal);

    public bool IsSilo => RoleSet.Contains("silo");

    public bool ServesGraphQL => RoleSet.Contains("graphql");

    public bool ServesWeb => RoleSet.Contains("web");

    public string PublicPattern => PublicAddress.Length > 0 ? PublicAddress.TrimEnd('/') : $"http://{{tenant}}.{BaseDomain}:{Port}";
}
