namespace Flexportal.Web.Pages.Documents;

/// <summary>Answer of a query for one document; null where it is not the worker's.</summary>
public sealed record NodeData<T>(T? Node)
    where T : class;

public sealed record StepData(string? Id, string Title, string FileName, string State);

public sealed record ReadPageData(ReadViewer? Viewer, ReadData? Node);

public sealed record ReadViewer(ReadWorker Worker);

public sealed record ReadWorker(string Email);

public sealed record ReadData(
    string? Id, string Title, string FileName, string Language, string State, string Purpose, string Verification, Moment? ExpiresAt, IReadOnlyList<PageImage> Pages, Download? Download);

public sealed record PageImage(int Number, int Width, int Height, string SrcSet)
{
    /// <summary>For browsers without srcset: the middle one.</summary>
    public string Source
    {
        get
        {
            var addresses = SrcSet.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            return addresses.Length == 0 ? "" : addresses[addresses.Length / 2].Split(' ')[0];
        }
    }
}

public sealed record TextData(string? Id, string Title, string FileName, string Language, string State, int PageCount, string? TextAlternative, Download? Download);

public sealed record OpenData(OpenPayload DocumentOpen);

public sealed record OpenPayload(StateOnly? Document, IReadOnlyList<UserError> UserErrors);

public sealed record StateOnly(string Id, string State);
