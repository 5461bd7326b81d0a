using Flexportal.Silo.Mails.Pickup;
using Flexportal.Silo.Mails.Transports;
using Flexportal.Silo.Options;

namespace Flexportal.Silo.Setup;

/// <summary>What belongs to no agency's host: the mail provider's reports, and in Development the written mails. Stands before the tenant is looked for.</summary>
internal static class HooksSetup
{
    public static void UseHooksAndDevMail(this WebApplication app, PortalOptions portal)
    {
        if (!portal.IsSilo)
        {
            return;
        }

        Branch(app, "/hooks", endpoints => endpoints.MapPostmarkHook(), app.Services.GetService<PostmarkWitness>() is not null);
        Branch(app, "/dev/mail", endpoints => endpoints.MapDevMail(), app.Environment.IsDevelopment() && app.Services.GetService<PickupFolder>() is not null);
    }

    private static void Branch(WebApplication app, string path, Action<IEndpointRouteBuilder> map, bool wanted)
    {
        if (wanted)
        {
            app.UseWhen(
                context => context.Request.Path.StartsWithSegments(path, StringComparison.Ordinal),
                branch => branch.UseRouting().UseEndpoints(map));
        }
    }
}
