using Flexportal.Domain.Common;
using Flexportal.Storage.Rows;

namespace Flexportal.Storage.Reads;

/// <summary>Turns filters into conditions.</summary>
internal static class FilterSql
{
    public static string Of(DocumentFilter filter, SqlWriter sql) => All(
    [
        .. (filter.And ?? []).Select(part => Of(part, sql)),
        filter.Or is null ? null : Any(filter.Or.Select(part => Of(part, sql))),
        filter.StateIn is null ? null : $"state = any({sql.Texts(filter.StateIn.Select(state => state.ToString()))})",
        filter.StateNotIn is null ? null : $"state <> all({sql.Texts(filter.StateNotIn.Select(state => state.ToString()))})",
        filter.Purpose is { } purpose ? $"purpose = {sql.Text(purpose.ToString())}" : null,
        filter.Worker is { } worker ? $"worker = {sql.Text(worker.Value)}" : null,
        // Codes of types are compared without case everywhere.
        Of(filter.TypeCode, "type_fold", "type_fold", Fold.Of, sql),
        Of(filter.FileName, "file_name", "file_fold", text => text, sql),
        Of(filter.Language, "language", "lower(language)", text => text, sql),
        Of(filter.OfferedAt, "offered_at", sql),
        Of(filter.SignedAt, "signed_at", sql),
        Of(filter.UpdatedAt, "updated_at", sql),
        filter.Attention is { } attention ? Any(attention.Reasons.Distinct().Select(reason => AttentionSql.Of(reason, attention.Now, sql))) : null,
    ]);

    public static string Of(WorkerFilter filter, SqlWriter sql) => All(
    [
        .. (filter.And ?? []).Select(part => Of(part, sql)),
        filter.Or is null ? null : Any(filter.Or.Select(part => Of(part, sql))),
        Of(filter.Name, "display_name", "display_fold", text => text, sql),
        Of(filter.Email, "email", "email", EmailAddress.Normalise, sql),
        filter.States is null ? null : $"state = any({sql.Texts(filter.States.Select(state => state.ToString()))})",
        Of(filter.Language, "language", "lower(language)", text => text, sql),
        Of(filter.UpdatedAt, "updated_at", sql),
    ]);

    private static string? Of(TextFilter? filter, string column, string folded, Func<string, string> form, SqlWriter sql) => filter is null ? null : All(
    [
        filter.Eq is null ? null : $"{column} = {sql.Text(form(filter.Eq))}",
        filter.In is null ? null : $"{column} = any({sql.Texts(filter.In.Select(form))})",
        filter.Neq is null ? null : $"{column} <> {sql.Text(form(filter.Neq))}",
        filter.Contains is null ? null : $"strpos({folded}, {sql.Text(Fold.Of(filter.Contains))}) > 0",
        filter.StartsWith is null ? null : $"starts_with({folded}, {sql.Text(Fold.Of(filter.StartsWith))})",
    ]);

    private static string? Of(TimeFilter? filter, string column, SqlWriter sql) => filter is null ? null : All(
    [
        filter.From is { } from ? $"{column} >= {sql.Time(from)}" : null,
        filter.Before is { } before ? $"{column} < {sql.Time(before)}" : null,
    ]);

    private static string All(IEnumerable<string?> parts) => string.Join(" and ", parts.Where(part => part is not null)) is { Length: > 0 } joined ? $"({joined})" : "true";

    private static string Any(IEnumerable<string> parts) => string.Join(" or ", parts) is { Length: > 0 } joined ? $"({joined})" : "false";
}
