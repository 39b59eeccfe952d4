using System.Globalization;

namespace SampleService.Validation;

/// <summary>A single GET request to a web server, without following redirects.</summary>
internal static class WebSource
{
    public static HttpClient CreateClient(Uri url) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,

        // Loopback addresses are requested directly, even if the environment names a proxy.
        UseProxy = !url.IsLoopback,
    })
    {
        // The caller's timeout covers the body too.
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>The response, before its body is read.</summary>
    /// <exception cref="UnreadableConfigurationException">The status is not 200.</exception>
    public static async Task<HttpResponseMessage> GetAsync(HttpClient client, Uri url, CancellationToken cancellation)
    {
        var answer = await client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellation);
        var status = (int)answer.StatusCode;
        if (status == 200)
            return answer;
        answer.Dispose();
        var note = status is >= 300 and < 400 ? "; redirects are not followed" : string.Empty;
        throw new UnreadableConfigurationException(
            string.Create(CultureInfo.InvariantCulture, $"the server answered with status {status}{note}"));
    }

    public static string Describe(HttpRequestException e) => e.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "its host name is not known",
        HttpRequestError.ConnectionError => "no connection to the server",
        HttpRequestError.SecureConnectionError => "no secure connection to the server",
        _ => "the request to the server failed",
    };
}
