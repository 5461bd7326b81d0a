using Flexportal.Api.Common;
using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using GraphQL;

namespace Flexportal.Api.Agencies.Documents;

/// <summary>Reminds of several documents; each has its own fate.</summary>
internal static class Reminders
{
    private const int Most = 100;

    public static async Task<DocumentRemindPayload> Send(AgencyCall call, DocumentRemindInput input)
    {
        if (input.DocumentIds.Count == 0)
            return new DocumentRemindPayload(0, [], UserErrors.Of(RefusalCode.Required, "documentIds", call.Reader));
        if (input.DocumentIds.Count > Most)
            return new DocumentRemindPayload(0, [], UserErrors.Of(new Refusal(RefusalCode.InvalidFormat, "documentIds") { Limit = Most }, call.Reader));
        var (queued, skipped, errors) = (0, new List<SkippedReminder>(), new List<IUserError>());
        foreach (var (nodeId, index) in input.DocumentIds.Distinct(StringComparer.Ordinal).Select((id, index) => (id, index)))
        {
            var reply = NodeId.Document(nodeId, call.Tenant) is { } id ? await Remind(call, input, id) : Reply.No<Document>(RefusalCode.NotFound);
            if (reply.IsAccepted)
                queued++;
            else if (reply.Refusal is { Field: "language" } wrong)
                return new DocumentRemindPayload(queued, skipped, UserErrors.Of(wrong, call.Reader));
            else if (reply.Value is null && await Find(call, nodeId) is not { } known)
                errors.AddRange(UserErrors.Of(reply.Refusal! with { Field = $"documentIds.{index}" }, call.Reader));
            else
                skipped.Add(new SkippedReminder(reply.Value is { } value ? new DocumentNode(call, value) : (await Find(call, nodeId))!, UserErrors.Of(reply.Refusal, call.Reader)[0].Message));
        }

        return new DocumentRemindPayload(queued, skipped, errors);
    }

    private static Task<Reply<Document>> Remind(AgencyCall call, DocumentRemindInput input, DocumentId id) =>
        call.Grains.Document(id).Remind(input.Language?.Value, Idempotency.Context(call.Actor, input.IdempotencyKey, nameof(DocumentMutations.DocumentRemind), input, id.Value));

    private static Task<DocumentNode?> Find(AgencyCall call, string nodeId) => DocumentQueries.Find(call, NodeId.Document(nodeId, call.Tenant), CancellationToken.None);
}

[Name("DocumentRemindPayload")]
internal sealed class DocumentRemindPayload(int queued, IReadOnlyList<SkippedReminder> skipped, IReadOnlyList<IUserError> errors)
{
    public int Queued => queued;

    public IReadOnlyList<SkippedReminder> Skipped => skipped;

    public IReadOnlyList<IUserError> UserErrors => errors;
}

[Name("SkippedReminder")]
internal sealed class SkippedReminder(DocumentNode document, string reason)
{
    public DocumentNode Document => document;

    public string Reason => reason;
}
