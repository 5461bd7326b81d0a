using GraphQL.Validation;

namespace Flexportal.Api.Execution;

/// <summary>A request that is refused before it runs, whatever the media type of the answer: limits, scopes, method.</summary>
internal sealed class LimitError : ValidationError
{
    public LimitError(string code, string message, int status = 400)
        : base(message)
    {
        Code = code;
        Status = status;
    }

    /// <summary>The HTTP status of the answer.</summary>
    public int Status { get; }
}
