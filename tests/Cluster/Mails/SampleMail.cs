using Flexportal.Grains.Mails;

namespace Flexportal.Tests.Cluster.Mails;

internal static class SampleMail
{
    public const string Id = "0123456789abcdef0123456789abcdef.taldemo@flexportal.test";

    public static OutgoingMail To(string to, params MailAttachment[] files) => new(
        Id,
        "Tal Demo Uitzendbureau",
        "portaal@flexportal.test",
        "hulp@taldemo.test",
        to,
        "4821 is je code voor Overeenkomst “één”",
        "Hallo Zoë,\n\nVul deze code in: 4821\n",
        "<p>Hallo Zoë, vul deze code in: <b>4821</b></p>",
        files,
        "codes");
}
