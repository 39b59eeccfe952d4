using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using SampleService.Api;

namespace SampleService.Server;

/// <summary>What a person sees who opens the address of the service in a browser.</summary>
internal static class WelcomePage
{
    private const string Html = "text/html";

    private static readonly StringValues ContentType = Html + "; charset=utf-8";
    private static readonly byte[] Content = Encoding.UTF8.GetBytes(Compose());

    /// <summary>Whether a request is that of a browser: a GET without a body that names HTML among what it accepts.</summary>
    public static bool IsWantedBy(HttpContext http) =>
        HttpMethods.IsGet(http.Request.Method)
        && http.Request.Headers.Accept.Count > 0
        && http.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: true }
        && MediaTypeHeaderValue.TryParseList(http.Request.Headers.Accept, out var accepted)
        && accepted.Any(type => type.MediaType.Equals(Html, StringComparison.OrdinalIgnoreCase) && type.Quality is not 0);

    /// <summary>Sends the page.</summary>
    public static async Task SendAsync(HttpContext http)
    {
        http.Response.Headers.ContentType = ContentType;
        http.Response.ContentLength = Content.Length;
        await http.Response.BodyWriter.WriteAsync(Content);
    }

    private static string Compose()
    {
        var version = WebUtility.HtmlEncode(ServiceBuild.Version);
        var commit = ServiceBuild.Commit.Length == 0 ? "unknown" : WebUtility.HtmlEncode(ServiceBuild.Commit);
        var source = WebUtility.HtmlEncode(ServiceBuild.SourceUrl);
        var place = source.Length == 0 ? "" : $", which is at <a href=\"{source}\">{source}</a>";
        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="utf-8"><title>Sample Service</title></head>
            <body>
            <h1>Sample Service {version}</h1>
            <p>This is a service for programs. It stores descriptions of scientific samples, and links from them to data.
            Programs call its methods with JSON-RPC, by POST to this address.</p>
            <p>The methods, settings and operation are described in the folder <code>docs</code> of the source{place}.</p>
            <p>Built from commit {commit}.</p>
            </body>
            </html>

            """;
    }
}
