using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace SampleService.Testing.Http;

/// <summary>Logs in at the gateway door, calls with a session, and logs out. It keeps no cookie: each request says which it has.</summary>
public sealed class SessionClient : IDisposable
{
    private const string Json = "application/json";

    private readonly HttpClient _http;

    /// <param name="root">Where the server is.</param>
    /// <param name="trusted">The certificate that the server has to show; null where it shows none.</param>
    public SessionClient(Uri root, X509Certificate2? trusted = null)
    {
        var handler = new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null && shown.Equals(trusted);
        _http = new HttpClient(handler) { BaseAddress = root, Timeout = TimeSpan.FromSeconds(60) };
    }

    public static (string Name, string Value) Cookie(string session) => ("Cookie", $"MSESSIONID={session}");

    public static (string Name, string Value) Bearer(string token) => ("Authorization", $"Bearer {token}");

    /// <summary>A new session of the owner of a token, who may log in.</summary>
    public async Task<string> LogInAsync(string token)
    {
        var answer = await PostAsync("login", "{}", Bearer(token));
        return answer.Session ?? throw new InvalidOperationException($"{answer.Status} {answer.Body}");
    }

    public Task<SessionAnswer> LogOutAsync(string session) => PostAsync("logout", "{}", Cookie(session));

    /// <summary>Calls a method with a session; one that needs no token needs a session that is valid all the same.</summary>
    public Task<SessionAnswer> CallAsync(string session, string method = "SampleService.status", params (string Name, string Value)[] headers) =>
        PostAsync("json-rpc", $$"""{"jsonrpc": "2.0", "id": 1, "method": "{{method}}"}""", [Cookie(session), .. headers]);

    /// <summary>Sends a request to a path below <c>/gateway/</c>.</summary>
    public async Task<SessionAnswer> PostAsync(string path, string body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/gateway/{path}")
        {
            Content = new StringContent(body, Encoding.UTF8, Json),
        };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await _http.SendAsync(request);
        var cookie = response.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies.Single() : null;
        return new SessionAnswer((int)response.StatusCode, await response.Content.ReadAsStringAsync(), cookie)
        {
            RetryAfter = response.Headers.RetryAfter?.ToString(),
        };
    }

    public void Dispose() => _http.Dispose();
}
