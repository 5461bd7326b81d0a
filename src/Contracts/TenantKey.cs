using Flexportal.Domain.Common;

namespace Flexportal.Contracts;

/// <summary>The string key of every grain: <c>{tenant}/{id}</c>, or <c>{tenant}</c> alone for the agency. The slash keeps Orleans from reading a hex id as a number.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Id">The id within the tenant; empty for the agency's own grain.</param>
public readonly record struct TenantKey(TenantId Tenant, string Id)
{
    /// <summary>Reads a key.</summary>
    /// <exception cref="FormatException">There is no tenant in front.</exception>
    public static TenantKey Parse(string key)
    {
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && TenantId.TryParse(key[..slash], out var tenant)
            ? new TenantKey(tenant, key[(slash + 1)..])
            : throw new FormatException("A grain key starts with its tenant and a slash.");
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Tenant}/{Id}";
}
