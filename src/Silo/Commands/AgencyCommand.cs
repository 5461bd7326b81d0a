using Flexportal.Domain.Common;
using Flexportal.Storage.Tenants;

namespace Flexportal.Silo.Commands;

/// <summary><c>flexportal agency add SLUG [NAME]</c>. Brand and set it up by the API afterwards.</summary>
internal static class AgencyCommand
{
    public static async Task<int> Run(string[] args)
    {
        if (args is not ["add", var slug, ..])
        {
            Console.Error.WriteLine("usage: flexportal agency add SLUG [NAME]");
            return 64;
        }

        if (!TenantId.TryParse(slug, out var tenant))
        {
            Console.Error.WriteLine($"flexportal: \"{slug}\" cannot be a slug: 2 to 40 lower-case letters, digits or hyphens, starting with a letter.");
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
