using Flexportal.Api.Common;
using Flexportal.Api.Files;
using Flexportal.Domain.Agencies;
using GraphQL;

namespace Flexportal.Api.Workers.Portal;

/// <summary>The agency as its workers see it.</summary>
internal sealed class PortalQueries
{
    public static async Task<PortalInfo> Portal([FromUserContext] WorkerCall call) => new(call, await call.Agency());
}

[Name("Portal")]
internal sealed class PortalInfo(WorkerCall call, Agency agency)
{
    public string Name => agency.Name;

    public UrlText? LogoUrl => LogoEndpoint.Path(agency.LogoPng) is { } path ? new UrlText(call.Origin + path) : null;

    public string? SupportPhone => agency.Contact.Phone;

    public EmailText? SupportEmail => agency.Contact.Email is { } address ? new EmailText(address) : null;

    public UrlText AccessibilityStatementUrl => new($"{call.Origin}/toegankelijkheid");

    public IReadOnlyList<LanguageText> Languages => [.. agency.Languages.Select(tag => new LanguageText(tag))];
}
