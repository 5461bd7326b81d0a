using Flexportal.Api.Common;
using GraphQL.Validation;

namespace Flexportal.Api.Execution;

/// <summary>A request that is refused before it runs, whatever the media type of the answer: limits, scopes, method.</summary>
internal sealed class LimitError : ValidationError, ISaid
{
    public LimitError(string code, Said said, int status = 400)
        : base(said.English)
    {
        Said = said;
        Code = code;
        Status = status;
    }

    public Said Said { get; }

    /// <summary>The HTTP status of the answer.</summary>
    public int Status { get; }
}
