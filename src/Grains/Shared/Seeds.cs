using System.Security.Cryptography;
using Flexportal.Domain.Common;
using Flexportal.Domain.Mails;

namespace Flexportal.Grains.Shared;

/// <summary>New ids, as values for the rules: 128 random bits each.</summary>
internal static class Seeds
{
    public static string NewId() => OpaqueId.From(RandomNumberGenerator.GetBytes(16));

    /// <summary>A mail that may be made; its link's token follows from its id and the key.</summary>
    public static MailSeed NewMail(SecretKey key)
    {
        var id = new MessageId(NewId());
        return new MailSeed(id, LinkToken.Hash(LinkToken.For(key, id)));
    }
}
