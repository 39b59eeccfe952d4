using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using SampleService.Server.Tests.Python;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Documentation;

/// <summary>The receiver of docs/webhooks.md takes what the service sends, and nothing else.</summary>
public sealed class WebhookDocumentTests
{
    private const string DocumentedSecret = "cGxlYXNlIG1ha2UgeW91ciBvd24gb25l";

    [PythonFact]
    public async Task Receiver_OfTheDocument_TakesEventsOfTheServiceAlone()
    {
        var port = LoopbackPort.FindFree();
        var script = Documents.BlockAfter(await Documents.ReadAsync("docs", "webhooks.md"), "```python\n")
            .Replace("8080", port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        await using var server = await ServerProcess.StartAsync(new ServerOptions
        {
            Environment = new Dictionary<string, string> { ["Events__Webhooks__AllowedNetworks"] = "127.0.0.1" },
        });
        using var receiver = Process.Start(new ProcessStartInfo("python3", ["-c", script]) { RedirectStandardOutput = true })!;
        try
        {
            using var alice = new RpcClient(server.Url, SeedTokens.Of(server).Alice);
            await alice.ResultAsync("Events.create_webhook", $$"""{"url":"http://127.0.0.1:{{port}}/events","secret":"{{DocumentedSecret}}"}""");
            var (id, _) = await alice.SaveAsync(SampleText.Small());

            Assert.Equal($"NEW_SAMPLE {id}", await receiver.StandardOutput.ReadLineAsync(Patience.Token()));
            var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
            Assert.Equal(HttpStatusCode.NoContent, await SendAsync(port, now, DocumentedSecret));
            Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(port, now, "another secret"));
            Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(port, now - 3600, DocumentedSecret));
        }
        finally
        {
            receiver.Kill();
        }
    }

    private static async Task<HttpStatusCode> SendAsync(int port, long timestamp, string secret)
    {
        var body = """{"position":1000,"type":"ACL_CHANGE","sample":null}"""u8.ToArray();
        var signed = Encoding.ASCII.GetBytes($"{timestamp}.").Concat(body).ToArray();
        var signature = Convert.ToHexString(HMACSHA256.HashData(Encoding.ASCII.GetBytes(secret), signed)).ToLowerInvariant();
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{port}/events") { Content = new ByteArrayContent(body) };
        request.Headers.Add("X-Timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("X-Signature", $"sha256={signature}");
        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }
}
