using Flexportal.Domain.Common;
using Flexportal.Storage.Tenants;

namespace Flexportal.Silo.Commands;

/// <summary><c>flexportal agency add SLUG [NAME]</c>. Brand and set it up by the API afterwards.</summary>
internal static class AgencyCommand
{
    // Names that users, mail programs and browsers give a meaning of their own; xn-- would be shown as other letters.
    private static readonly string[] Taken = ["www", "api", "mail", "smtp", "admin", "autoconfig", "autodiscover", "localhost"];

    public static async Task<int> Run(string[] args)
    {
        if (args is not ["add", var slug, ..])
        {
            Console.Error.WriteLine("usage: flexportal agency add SLUG [NAME]");
            return 64;
        }

        if (!TenantId.TryParse(slug, out var tenant))
        {
            Console.Error.WriteLine($"flexportal: \"{slug}\" cannot be a slug: 2 to 40 lower-case letters, digits or hyphens, starting with a letter and not ending with a hyphen.");
            return 65;
        }

        if (Array.IndexOf(Taken, slug) >= 0 || slug.StartsWith("xn--", StringComparison.Ordinal))
        {
            Console.Error.WriteLine($"flexportal: \"{slug}\" cannot be a slug: as a host name it means something else.");
            return 65;
        }

        var (_, portal, host) = CommandHost.Build([]);
        using (host)
        {
            var tenants = host.Services.GetRequiredService<ITenantDirectory>();
            var now = host.Services.GetRequiredService<TimeProvider>().GetUtcNow();
            var name = args.Length > 2 ? args[2] : slug;
            if (await NewAgency.Add(tenants, tenant, name, now, CancellationToken.None) is not { } secret)
            {
                Console.Error.WriteLine($"flexportal: there is an agency \"{slug}\" already.");
                return 73;
            }

            var address = portal.PublicPattern.Replace("{tenant}", slug, StringComparison.Ordinal);
            Console.WriteLine($"Agency   {name}\nPortal   {address}\nAPI      {address}/api/graphql\nAPI key  {secret}\n\nThe key is shown this once. Brand the portal with agencySettingsUpdate and documentTypeUpsert.");
            return 0;
        }
    }
}
