using Flexportal.Sealing.Time;
using Flexportal.Sealing.Verify;

namespace Flexportal.Sealing.Ltv;

/// <summary>Puts together what B-T and B-LTA need, from addresses of authorities.</summary>
public static class TrustedTime
{
    /// <summary>Timestamps and revocation data over HTTP; null when no authority is configured, so that a seal stays B-B.</summary>
    /// <param name="authorities">Addresses, first choice first. User and password may stand in an address; they go into a header, never into a log.</param>
    /// <param name="anchors">Pinned roots; the authorities' own are <see cref="TrustAnchors.TimeRoots"/>.</param>
    /// <param name="client">Shared; lives as long as the answer.</param>
    /// <param name="clock">Our own clock, as witness.</param>
    /// <exception cref="ArgumentException">An authority is configured, but no root to trust it by.</exception>
    public static SealTrust? Over(IReadOnlyList<Uri> authorities, TrustAnchors anchors, HttpClient client, TimeProvider clock)
    {
        if (authorities.Count == 0) return null;
        if (anchors.TimeRoots.Count == 0) throw new ArgumentException("A timestamp authority is configured, but no root certificate to trust it by.", nameof(anchors));
        var adapters = authorities.Select(address => new HttpTimestampAuthority(client, Bare(address), Credentials(address))).ToList();
        return new SealTrust(
            new TimestampClient(adapters, anchors, clock, TimestampPolicy.Default), new ValidationDataCollector(new HttpRevocationSource(client), anchors), anchors);
    }

    private static string? Credentials(Uri address) => address.UserInfo.Length == 0 ? null : Uri.UnescapeDataString(address.UserInfo);

    private static Uri Bare(Uri address) => new UriBuilder(address) { UserName = "", Password = "" }.Uri;
}
