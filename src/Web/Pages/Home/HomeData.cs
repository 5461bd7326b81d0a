namespace Flexportal.Web.Pages.Home;

public sealed record HomeData(HomeViewer? Viewer);

public sealed record HomeViewer(HomeWorker Worker, ToSignList ToSign, SignedList Signed, PersonalList Personal);

public sealed record HomeWorker(string DisplayName);

public sealed record ToSignList(IReadOnlyList<ToSignRow> Nodes);

public sealed record ToSignRow(string Id, string Title, string FileName, string State, int PageCount, Moment? ExpiresAt, RowAttempt? Attempt);

public sealed record RowAttempt(RowChallenge? Challenge);

public sealed record RowChallenge(DateTimeOffset? ExpiresAt);

public sealed record SignedList(IReadOnlyList<SignedRow> Nodes, PageEnd PageInfo);

public sealed record SignedRow(string Id, string FileName, InList? SignedAt);

public sealed record PersonalList(IReadOnlyList<PersonalRow> Nodes);

public sealed record PersonalRow(string Id, string FileName, InList AddedAt, Download? Download);

/// <summary>An instant in the words of the lists.</summary>
public sealed record InList(string Short);

public sealed record PageEnd(bool HasNextPage, string? EndCursor);
