using Flexportal.Domain.Common;

namespace Flexportal.Silo.Mails.Letters;

/// <summary>Absolute addresses in mails.</summary>
/// <param name="pattern">Scheme, host and port with <c>{tenant}</c> in it, without a slash at the end.</param>
internal sealed class PortalAddress(string pattern)
{
    public string Home(TenantId tenant) => $"{Root(tenant)}/";

    public string Link(TenantId tenant, string token) => $"{Root(tenant)}/m/{token}";

    public string Document(TenantId tenant, DocumentId document) => $"{Root(tenant)}/d/{document}";

    public string CodePage(TenantId tenant, DocumentId document) => $"{Root(tenant)}/d/{document}/code";

    public string Forgot(TenantId tenant) => $"{Root(tenant)}/wachtwoord-vergeten";

    public string Check(TenantId tenant) => $"{Root(tenant)}/controleer";

    private string Root(TenantId tenant) => pattern.Replace("{tenant}", tenant.Value, StringComparison.Ordinal);
}
