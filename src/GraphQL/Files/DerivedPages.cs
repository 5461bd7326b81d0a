using System.Text.Json;
using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using Flexportal.Rendering;
using Flexportal.Storage.Files;

namespace Flexportal.Api.Files;

/// <summary>Sizes, images and text of a document's pages: made once by the renderer's child processes, kept encrypted, purged with the document.</summary>
internal sealed class DerivedPages(IPageRenderer renderer, IFileStore files)
{
    // A text page costs a child process; nobody reads more than this as text in one go.
    private const int MostTextPages = 100;

    /// <summary>The pages' sizes, or null when the bytes are gone.</summary>
    /// <exception cref="RenderingException">The file cannot be shown.</exception>
    public async Task<IReadOnlyList<PageSize>?> Sizes(TenantId tenant, Document document, CancellationToken cancellation)
    {
        const string Name = "pages.json";
        if (await files.Derived(tenant, document.Id, Name, cancellation) is { } known)
            return JsonSerializer.Deserialize<List<PageSize>>(known);
        if (await files.Original(tenant, document.File.Upload, cancellation) is not { } pdf)
            return null;
        var sizes = await renderer.Pages(pdf, cancellation);
        await files.StoreDerived(tenant, document.Id, Name, JsonSerializer.SerializeToUtf8Bytes(sizes), cancellation);
        return sizes;
    }

    /// <summary>One page as JPEG, or null when the bytes are gone.</summary>
    /// <exception cref="RenderingException">The page cannot be shown.</exception>
    public async Task<byte[]?> Image(TenantId tenant, Document document, int number, int width, CancellationToken cancellation)
    {
        var name = $"page-{number}-{width}.jpg";
        if (await files.Derived(tenant, document.Id, name, cancellation) is { } known)
            return known;
        if (await files.Original(tenant, document.File.Upload, cancellation) is not { } pdf)
            return null;
        var page = await renderer.Page(pdf, number, width, cancellation);
        await files.StoreDerived(tenant, document.Id, name, page.Bytes, cancellation);
        return page.Bytes.ToArray();
    }

    /// <summary>The text of the document's first 100 pages, a form feed between two; null when there is none or the bytes are gone.</summary>
    /// <exception cref="RenderingException">The text cannot be read.</exception>
    public async Task<string?> Text(TenantId tenant, Document document, CancellationToken cancellation)
    {
        const string Name = "pages.txt";
        if (await files.Derived(tenant, document.Id, Name, cancellation) is { } known)
            return Meaning(known);
        if (await files.Original(tenant, document.File.Upload, cancellation) is not { } pdf)
            return null;
        var pages = new List<string>();
        for (var number = 1; number <= Math.Min(document.File.PageCount, MostTextPages); number++)
            pages.Add(await renderer.Text(pdf, number, cancellation));
        var text = System.Text.Encoding.UTF8.GetBytes(pages.Any(page => page.Length > 0) ? string.Join('\f', pages) : "");
        await files.StoreDerived(tenant, document.Id, Name, text, cancellation);
        return Meaning(text);
    }

    private static string? Meaning(byte[] text) => text.Length > 0 ? System.Text.Encoding.UTF8.GetString(text) : null;
}
