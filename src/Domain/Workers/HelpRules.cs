using Flexportal.Domain.Agencies;
using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Mails;

namespace Flexportal.Domain.Workers;

/// <summary>A worker asks the agency for help: it is written down and mailed to the agency in one commit, and the portal's answer is a number to name.</summary>
public static class HelpRules
{
    /// <summary>Takes a question.</summary>
    /// <param name="agency">Whom it is for; without an address for mail nothing can be passed on.</param>
    /// <param name="worker">Who asks.</param>
    /// <param name="document">The document it is about; null where there is none, or where it is not this worker's.</param>
    /// <param name="command">The question.</param>
    /// <param name="reference">Its number.</param>
    /// <param name="seed">For the mail.</param>
    /// <param name="actor">Who.</param>
    /// <param name="now">When.</param>
    public static Decision Ask(Agency agency, Worker worker, Document? document, AskHelp command, string reference, MailSeed seed, Actor actor, DateTimeOffset now)
    {
        var refusal = (command.Document is null || (document is { State: not DocumentState.Draft } && document.Worker == worker.Id) ? null : new Refusal(RefusalCode.NotFound, "documentId"))
            ?? Check.Optional("message", command.Message?.ReplaceLineEndings(" "), 1_000)
            ?? Check.Optional("callbackPhone", command.CallbackPhone, 40)
            ?? (agency.Contact.Email is null ? new Refusal(RefusalCode.Unavailable) : null);
        if (refusal is not null)
        {
            return Decision.No(refusal);
        }

        var question = new HelpQuestion(reference, command.Topic, Blank(command.Message), Blank(command.CallbackPhone));
        (string, string?)[] data = [("reference", reference), ("topic", command.Topic.ToString()), ("message", question.Message), ("phone", question.CallbackPhone)];
        return Decision.Yes(new Changes()
            .Plus(MailRules.About(MailKind.HelpRequest, seed, worker, document, now, agency.DefaultLanguage) with { To = agency.Contact.Email!, Help = question })
            .Plus(document is null ? Fact.Of("help.requested", worker.Id, now, actor, data) : Fact.Of("help.requested", document.Id, now, actor, data)));
    }

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
