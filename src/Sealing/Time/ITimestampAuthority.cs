namespace Flexportal.Sealing.Time;

/// <summary>The network's side of a timestamp authority: DER in, DER out (RFC 3161 3.4). Checks are made by the caller, never here.</summary>
public interface ITimestampAuthority
{
    /// <summary>A name for messages, without secrets.</summary>
    string Name { get; }

    /// <summary>Sends one TimeStampReq.</summary>
    /// <returns>The TimeStampResp as received.</returns>
    /// <exception cref="HttpRequestException">The authority gave no answer.</exception>
    Task<byte[]> Send(ReadOnlyMemory<byte> request, CancellationToken cancellation);
}

/// <summary>The network's side of revocation data.</summary>
public interface IRevocationSource
{
    /// <summary>Sends a DER OCSPRequest (RFC 6960) to a responder.</summary>
    Task<byte[]> Ocsp(Uri responder, ReadOnlyMemory<byte> request, CancellationToken cancellation);

    /// <summary>Fetches a DER certificate list (RFC 5280).</summary>
    Task<byte[]> Crl(Uri distributionPoint, CancellationToken cancellation);
}
