using System.Collections.Concurrent;
using Flexportal.Domain.Common;
using Flexportal.Domain.Mails;
using Flexportal.Grains.Mails;

namespace Flexportal.TestKit;

/// <summary>A mail that reached the transport.</summary>
/// <param name="Material">What it was made of, code and token included.</param>
/// <param name="Mail">The message.</param>
/// <param name="Answer">What the transport said.</param>
public sealed record CaughtMail(MailMaterial Material, OutgoingMail Mail, HandOver Answer);

/// <summary>Composer and transport in one: keeps what is sent, and answers as a test wants it.</summary>
public sealed class Mailbox(TimeProvider time) : IMailComposer, IMailTransport
{
    private readonly ConcurrentQueue<CaughtMail> caught = new();
    private readonly ConcurrentDictionary<TenantId, Func<MailMaterial, CancellationToken, Task<HandOver>>> answers = new();
    private readonly ConcurrentDictionary<OutgoingMail, MailMaterial> composed = new(ReferenceEqualityComparer.Instance);

    /// <inheritdoc/>
    public string Name => "mailbox";

    /// <inheritdoc/>
    public bool ReportsDelivery { get; set; }

    /// <summary>Raised after each hand-over.</summary>
    public event Action? Changed;

    /// <summary>All hand-overs, refused ones included, oldest first.</summary>
    public IReadOnlyList<CaughtMail> All => [.. caught];

    /// <summary>How the transport answers to an agency's mails from now on; null accepts, as it does at first.</summary>
    public void Script(TenantId agency, Func<MailMaterial, CancellationToken, Task<HandOver>>? answer)
    {
        if (answer is null)
        {
            answers.TryRemove(agency, out _);
        }
        else
        {
            answers[agency] = answer;
        }
    }

    /// <inheritdoc/>
    public Task<OutgoingMail> Compose(MailMaterial material, CancellationToken cancellation)
    {
        var mail = new OutgoingMail(
            $"{material.Mail.Id}@test.example",
            material.Agency.Name,
            "noreply@test.example",
            null,
            material.Mail.To,
            material.Mail.Kind.ToString(),
            material.Code ?? material.LinkToken ?? "",
            "",
            material.SignedPdf is { } pdf ? [new MailAttachment("signed.pdf", "application/pdf", pdf)] : [],
            material.Mail.Kind == MailKind.Code ? "codes" : "documents");
        composed[mail] = material;
        return Task.FromResult(mail);
    }

    /// <inheritdoc/>
    public async Task<HandOver> Send(OutgoingMail mail, CancellationToken cancellation)
    {
        composed.TryRemove(mail, out var material);
        try
        {
            var answer = answers.TryGetValue(material!.Agency.Id, out var scripted) ? await scripted(material, cancellation) : new HandOver.Accepted(time.GetUtcNow(), null, "250 ok");
            caught.Enqueue(new CaughtMail(material, mail, answer));
            return answer;
        }
        catch (Exception error)
        {
            caught.Enqueue(new CaughtMail(material!, mail, new HandOver.Unknown(error.GetType().Name)));
            throw;
        }
        finally
        {
            Changed?.Invoke();
        }
    }
}
