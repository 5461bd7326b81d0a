using System.Globalization;
using System.Text;

namespace Flexportal.Bench.Sealing;

/// <summary>Lays objects out as a file with a classic cross-reference table.</summary>
public sealed class PdfDraft : IDisposable
{
    private readonly MemoryStream _file = new();
    private readonly List<long> _offsets = [];

    /// <summary>Begins the file.</summary>
    public PdfDraft() => Text("%PDF-1.7\n");

    /// <summary>Number of the next object.</summary>
    public int Next => _offsets.Count + 1;

    /// <summary>Bytes so far.</summary>
    public long Length => _file.Length;

    /// <summary>Adds the object with the next number.</summary>
    /// <param name="body">The value; for a stream the dictionary's entries without <c>/Length</c>.</param>
    /// <param name="data">The stream's data, or null.</param>
    public int Add(string body, byte[]? data = null)
    {
        _offsets.Add(_file.Length);
        Text(string.Create(CultureInfo.InvariantCulture, $"{_offsets.Count} 0 obj\n"));
        if (data is null)
        {
            Text(body);
        }
        else
        {
            Text(string.Create(CultureInfo.InvariantCulture, $"<<{body}/Length {data.Length}>>stream\n"));
            _file.Write(data);
            Text("\nendstream");
        }

        Text("\nendobj\n");
        return _offsets.Count;
    }

    /// <summary>Ends the file; object 1 is the catalog.</summary>
    public byte[] End()
    {
        var start = _file.Length;
        Text(string.Create(CultureInfo.InvariantCulture, $"xref\n0 {Next}\n0000000000 65535 f \n"));
        foreach (var offset in _offsets)
        {
            Text(string.Create(CultureInfo.InvariantCulture, $"{offset:0000000000} 00000 n \n"));
        }

        Text(string.Create(CultureInfo.InvariantCulture, $"trailer\n<</Size {Next}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n"));
        return _file.ToArray();
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private void Text(string text) => _file.Write(Encoding.ASCII.GetBytes(text));
}
