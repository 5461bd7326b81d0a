namespace Flexportal.Web.Pages.Home;

public sealed record HomeData(HomeViewer? Viewer);

public sealed record HomeViewer(HomeWorker Worker, ToSignList ToSign, SignedList Signed, PersonalList Personal);

public sealed record HomeWorker(string DisplayName);

public sealed record ToSignList(int TotalCount, IReadOnlyList<ToSignRow> Nodes);

public sealed record ToSignRow(
    string Id, string Title, string FileName, string State, string Verification, int PageCount, Moment? ExpiresAt, RowAttempt? Attempt);

public sealed record RowAttempt(RowChallenge? Challenge);

public sealed record RowChallenge(DateTimeOffset? ExpiresAt);

public sealed record SignedList(int TotalCount, IReadOnlyList<SignedRow> Nodes, PageEnd PageInfo);

public sealed record SignedRow(string Id, string FileName, string Title, Moment? SignedAt);

public sealed record PersonalList(int TotalCount, IReadOnlyList<PersonalRow> Nodes);

public sealed record PersonalRow(string Id, string FileName, Moment AddedAt, Download? Download);

public sealed record PageEnd(bool HasNextPage, string? EndCursor);
