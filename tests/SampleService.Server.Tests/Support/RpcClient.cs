using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using SampleService.Testing.Json;

namespace SampleService.Server.Tests.Support;

/// <summary>Calls a server as one user does, over connections that stay open.</summary>
internal sealed class RpcClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly string? _token;

    /// <summary>The token that is sent; null for none.</summary>
    public string? Token => _token;

    /// <param name="root">Where the server is.</param>
    /// <param name="token">Whose calls; null for nobody's.</param>
    /// <param name="trusted">The certificate that the server has to show; null where it shows none.</param>
    public RpcClient(Uri root, string? token = null, X509Certificate2? trusted = null)
    {
        var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null && shown.Equals(trusted);
        _http = new HttpClient(handler) { BaseAddress = root, Timeout = TimeSpan.FromSeconds(60) };
        _token = token;
    }

    /// <summary>The body of a call with one argument, or with none.</summary>
    public static string Body(string method, string? argument) =>
        string.Create(CultureInfo.InvariantCulture, $$"""{"version":"1.1","id":"1","method":"{{method}}","params":[{{argument}}]}""");

    /// <summary>Calls a method; the argument is JSON text.</summary>
    public Task<RpcAnswer> CallAsync(string method, string? argument = null, params (string Name, string Value)[] headers) =>
        SendAsync(Encoding.UTF8.GetBytes(Body(method, argument)), headers);

    /// <summary>The result of a call that has to succeed.</summary>
    public async Task<object?> ResultAsync(string method, string? argument = null) => (await CallAsync(method, argument)).Result;

    /// <summary>The result of a call that has to succeed and to give an object.</summary>
    public async Task<JsonMap> MapAsync(string method, string? argument = null) =>
        Assert.IsType<JsonMap>(await ResultAsync(method, argument));

    /// <summary>The result of a call that has to succeed and to give a list of objects.</summary>
    public async Task<JsonMap[]> ListAsync(string method, string? argument = null) =>
        [.. Assert.IsType<JsonList>(await ResultAsync(method, argument)).Cast<JsonMap>()];

    /// <summary>Saves a sample; gives its id and version.</summary>
    public async Task<(string Id, int Version)> SaveAsync(string sample, string? more = null)
    {
        var saved = await MapAsync("SampleService.create_sample", $$"""{"sample":{{sample}}{{(more is null ? "" : "," + more)}}}""");
        return (saved.RequiredText("id"), saved.Integer("version"));
    }

    public async Task<RpcAnswer> SendAsync(byte[] body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new ByteArrayContent(body) };
        if (_token is not null)
            request.Headers.TryAddWithoutValidation("Authorization", _token);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await _http.SendAsync(request);
        return new RpcAnswer((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync())
        {
            CallId = response.Headers.GetValues("X-Call-Id").Single(),
        };
    }

    public void Dispose() => _http.Dispose();
}
