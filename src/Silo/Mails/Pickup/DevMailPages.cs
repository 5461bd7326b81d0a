using Flexportal.Silo.Mails.Transports;
using Microsoft.AspNetCore.Http.HttpResults;
using MimeKit;

namespace Flexportal.Silo.Mails.Pickup;

/// <summary><c>/dev/mail</c>: reads the written mails in a browser. Mapped in Development with the Pickup transport only.</summary>
internal static class DevMailPages
{
    private const string Frame = "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'";

    public static void MapDevMail(this IEndpointRouteBuilder endpoints)
    {
        var pages = endpoints.MapGroup("/dev/mail").AddEndpointFilter(Seal);
        pages.MapGet("", (PickupFolder folder, string? q) => new RazorComponentResult<MailList>(new { Mails = Lines(folder, q), Query = q ?? "" }));
        pages.MapGet("/{name}", One);
        pages.MapGet("/{name}/html", Html);
        pages.MapGet("/{name}/files/{number:int}", Attachment);
    }

    private static async ValueTask<object?> Seal(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var headers = invocation.HttpContext.Response.Headers;
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; form-action 'self'; base-uri 'none'";
        headers.XFrameOptions = "SAMEORIGIN";
        return await next(invocation);
    }

    private static List<MailLine> Lines(PickupFolder folder, string? query) =>
    [
        .. folder.Newest(200)
            .Select(file => (File: file, Mail: Load(file)))
            .Where(pair => string.IsNullOrWhiteSpace(query)
                || $"{pair.Mail.To} {pair.Mail.Subject}".Contains(query, StringComparison.OrdinalIgnoreCase))
            .Select(pair => new MailLine(Path.GetFileNameWithoutExtension(pair.File.Name), pair.Mail.Date, pair.Mail.To.ToString(), pair.Mail.Subject ?? "", pair.Mail.Attachments.Count())),
    ];

    private static IResult One(PickupFolder folder, string name)
    {
        if (folder.Find(name) is not { } file)
        {
            return Results.NotFound();
        }

        var mail = Load(file);
        var files = mail.Attachments.OfType<MimePart>().Select(part => part.FileName ?? "bestand").ToList();
        return new RazorComponentResult<MailPage>(new { Name = name, Mail = mail, Files = files });
    }

    private static IResult Html(PickupFolder folder, string name, HttpContext context)
    {
        if (folder.Find(name) is not { } file || Load(file).HtmlBody is not { } html)
        {
            return Results.NotFound();
        }

        // Links open outside the frame, which itself may run nothing and load nothing.
        context.Response.Headers.ContentSecurityPolicy = Frame;
        return Results.Content(html.Replace("<head>", "<head><base target=\"_blank\">", StringComparison.OrdinalIgnoreCase), "text/html; charset=utf-8");
    }

    private static IResult Attachment(PickupFolder folder, string name, int number)
    {
        if (folder.Find(name) is not { } file || Load(file).Attachments.OfType<MimePart>().ElementAtOrDefault(number) is not { Content: { } content } part)
        {
            return Results.NotFound();
        }

        var bytes = new MemoryStream();
        content.DecodeTo(bytes);
        return Results.File(bytes.ToArray(), part.ContentType.MimeType, part.FileName);
    }

    private static MimeMessage Load(FileInfo file) => MimeMessage.Load(file.FullName);
}

/// <summary>One line of the list.</summary>
public sealed record MailLine(string Name, DateTimeOffset Date, string To, string Subject, int Files);
