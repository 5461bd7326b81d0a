using Flexportal.Storage.Connections;

namespace Flexportal.Storage.Reads;

/// <summary>Collects the parameters of a statement that is put together from conditions. No value ever becomes part of the text.</summary>
internal sealed class SqlWriter
{
    private readonly List<Action<Statement>> parameters = [];

    public string Text(string? value) => Add(sql => sql.Text(value));

    public string Texts(IEnumerable<string> values) => Add(sql => sql.Texts([.. values]));

    public string Number(long value) => Add(sql => sql.Number(value));

    public string Time(DateTimeOffset value) => Add(sql => sql.Time(value));

    public void Fill(Statement statement) => parameters.ForEach(add => add(statement));

    // $1 is the tenant.
    private string Add(Action<Statement> parameter)
    {
        parameters.Add(parameter);
        return $"${parameters.Count + 1}";
    }
}
