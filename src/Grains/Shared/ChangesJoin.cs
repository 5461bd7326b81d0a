using Flexportal.Domain.Common;

namespace Flexportal.Grains.Shared;

/// <summary>Puts what two rules want to write into one commit.</summary>
internal static class ChangesJoin
{
    /// <summary>Both; where both write the same row, the second one's is taken (it was decided on the first one's result).</summary>
    public static Changes And(this Changes first, Changes? second) => second is null
        ? first
        : first with
        {
            Agency = second.Agency ?? first.Agency,
            Worker = second.Worker ?? first.Worker,
            Document = second.Document ?? first.Document,
            Challenge = second.Challenge ?? first.Challenge,
            Signature = second.Signature ?? first.Signature,
            Mails = [.. first.Mails, .. second.Mails],
            Links = [.. first.Links, .. second.Links],
            Sessions = [.. first.Sessions, .. second.Sessions],
            Due = [.. first.Due, .. second.Due],
            Facts = [.. first.Facts, .. second.Facts],
            Claim = second.Claim ?? first.Claim,
            Tail = second.Tail ?? first.Tail,
            Purge = second.Purge ?? first.Purge,
        };
}
