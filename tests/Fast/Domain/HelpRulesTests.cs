using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Mails;
using Flexportal.Domain.Workers;
using Xunit;

namespace Flexportal.Tests.Fast.Domain;

/// <summary>W19: a question reaches the agency by mail and the audit trail, in one commit.</summary>
public sealed class HelpRulesTests
{
    private static readonly AskHelp Question = new(Given.Document.Id, HelpTopic.NoCodeReceived, " Nie dostaję kodu \n", " ");

    [Fact]
    public void W19_the_agency_gets_the_workers_own_words()
    {
        var changes = Ask(Question).Changes;

        var mail = Assert.Single(changes.Mails);
        Assert.Equal((MailKind.HelpRequest, Given.Agency.Contact.Email, Given.Agency.DefaultLanguage), (mail.Kind, mail.To, mail.Language));
        Assert.Equal((Given.Worker.Id, Given.Document.Id), (mail.Worker, mail.Document));
        Assert.Equal(new HelpQuestion("FP-7K3M-22", HelpTopic.NoCodeReceived, "Nie dostaję kodu", null), mail.Help);
        var fact = Assert.Single(changes.Facts);
        Assert.Equal(("help.requested", $"document:{Given.Document.Id}", "Nie dostaję kodu"), (fact.Action, fact.Subject, fact.Data["message"]));
        Assert.Contains(changes.Due, due => due.Kind == DueKind.SendMail && due.Id == mail.Id.Value);
    }

    [Fact]
    public void W19_without_a_document_it_is_about_the_worker()
    {
        var changes = HelpRules.Ask(Given.Agency, Given.Worker, null, Question with { Document = null }, "FP-7K3M-22", Given.Mail(), Given.By, Given.Now).Changes;
        Assert.Equal($"worker:{Given.Worker.Id}", Assert.Single(changes.Facts).Subject);
        Assert.Null(Assert.Single(changes.Mails).Document);
    }

    [Fact]
    public void W19_another_workers_document_and_a_draft_do_not_exist()
    {
        Assert.Equal(RefusalCode.NotFound, Ask(Question, Given.Document with { Worker = new WorkerId(new string('9', 32)) }).Refusal!.Code);
        Assert.Equal(RefusalCode.NotFound, Ask(Question, Given.Document with { State = DocumentState.Draft }).Refusal!.Code);
        Assert.Equal(RefusalCode.NotFound, HelpRules.Ask(Given.Agency, Given.Worker, null, Question, "FP-7K3M-22", Given.Mail(), Given.By, Given.Now).Refusal!.Code);
    }

    [Fact]
    public void W19_limits_are_kept_and_nothing_is_promised_that_cannot_be_passed_on()
    {
        Assert.Null(Ask(Question with { Message = new string('x', 1_000), CallbackPhone = new string('1', 40) }).Refusal);
        Assert.Equal("message", Ask(Question with { Message = new string('x', 1_001) }).Refusal!.Field);
        Assert.Equal("callbackPhone", Ask(Question with { CallbackPhone = new string('1', 41) }).Refusal!.Field);
        var mute = Given.Agency with { Contact = Given.Agency.Contact with { Email = null } };
        var answer = HelpRules.Ask(mute, Given.Worker, Given.Document, Question, "FP-7K3M-22", Given.Mail(), Given.By, Given.Now);
        Assert.Equal((RefusalCode.Unavailable, true), (answer.Refusal!.Code, answer.Changes.IsEmpty));
    }

    [Fact]
    public void The_number_follows_from_worker_and_key()
    {
        var one = HelpReference.Of(Given.Worker.Id, "5ad1a0f6-0d2c-4c3e-9c60-2f1f6a0c8f11");
        Assert.Matches("^FP-[0-9A-HJKMNP-TV-Z]{4}-[1-9][0-9]$", one);
        Assert.Equal(one, HelpReference.Of(Given.Worker.Id, "5ad1a0f6-0d2c-4c3e-9c60-2f1f6a0c8f11"));
        Assert.NotEqual(one, HelpReference.Of(Given.Worker.Id, "5ad1a0f6-0d2c-4c3e-9c60-2f1f6a0c8f12"));
    }

    private static Decision Ask(AskHelp question, Document? document = null) =>
        HelpRules.Ask(Given.Agency, Given.Worker, document ?? Given.Document, question, "FP-7K3M-22", Given.Mail(), Given.By, Given.Now);
}
