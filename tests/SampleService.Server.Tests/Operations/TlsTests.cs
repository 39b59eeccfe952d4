using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Operations;

/// <summary>Calls over TLS, as docs/operations.md has them: through nginx before the service, and to the service itself.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();
    private readonly X509Certificate2 _certificate;
    private readonly string _root;

    public TlsTests()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=samples.example.org", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        _certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue.AddYears(-1));
        File.WriteAllText(CertificatePath, _certificate.ExportCertificatePem());
        File.WriteAllText(KeyPath, key.ExportPkcs8PrivateKeyPem());
        _root = string.Create(CultureInfo.InvariantCulture, $"https://127.0.0.1:{LoopbackPort.FindFree()}");
    }

    private string CertificatePath => Path.Combine(_folder.Path, "samples.crt");

    private string KeyPath => Path.Combine(_folder.Path, "samples.key");

    public void Dispose()
    {
        _certificate.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Service_WithACertificate_DoesTlsItself()
    {
        var settings = new Dictionary<string, string>
        {
            ["Kestrel__Certificates__Default__Path"] = CertificatePath,
            ["Kestrel__Certificates__Default__KeyPath"] = KeyPath,
        };
        await using var server = ServerProcess.Begin(new ServerOptions { Environment = settings, Arguments = ["--urls", _root] });
        await server.WaitForOutputAsync("Sample Service listens on", Patience.Token());
        using var alice = new RpcClient(new Uri(_root), SeedTokens.Of(server).Alice, _certificate);

        await AssertServesAsync(alice);
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData("Http1AndHttp2", 2)]
    public async Task Service_WithACertificate_SpeaksHttp2OnlyIfConfigured(string? protocols, int version)
    {
        var settings = new Dictionary<string, string>
        {
            ["Kestrel__Certificates__Default__Path"] = CertificatePath,
            ["Kestrel__Certificates__Default__KeyPath"] = KeyPath,
        };
        if (protocols is not null)
            settings["Kestrel__EndpointDefaults__Protocols"] = protocols;
        await using var server = ServerProcess.Begin(new ServerOptions { Environment = settings, Arguments = ["--urls", _root] });
        await server.WaitForOutputAsync("Sample Service listens on", Patience.Token());
        using var handler = new SocketsHttpHandler { UseProxy = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null && shown.Equals(_certificate);
        using var client = new HttpClient(handler) { DefaultRequestVersion = HttpVersion.Version20 };

        using var answer = await client.GetAsync(new Uri(_root + "/health/live"));

        Assert.Equal((HttpStatusCode.OK, version), (answer.StatusCode, answer.Version.Major));
    }

    [ProgramFact("nginx")]
    public async Task Service_BehindNginx_ServesAndTakesNobodyForLocal()
    {
        await using var server = await ServerProcess.StartAsync(new ServerOptions());
        var tokens = SeedTokens.Of(server);
        using var nginx = await StartNginxAsync(server.Url);
        try
        {
            using var alice = new RpcClient(new Uri(_root), tokens.Alice, _certificate);
            await AssertServesAsync(alice);

            // Who claims to have come from elsewhere is not believed.
            var answer = await alice.CallAsync("SampleService.status", null, ("X-Forwarded-For", "192.0.2.1"));
            await server.WaitForOutputAsync("call=" + answer.CallId, Patience.Token());
            var line = Assert.Single(server.Output.Split('\n'), line => line.EndsWith("call=" + answer.CallId, StringComparison.Ordinal));
            Assert.Contains(" from=127.0.0.1 ", line, StringComparison.Ordinal);

            // What only callers on the machine itself may do, nobody may who comes through the proxy.
            using var admin = new RpcClient(new Uri(_root), tokens.Admin, _certificate);
            Assert.NotEqual(200, (await admin.CallAsync("Standalone.list_accounts")).Status);
            using var local = new RpcClient(server.Url, tokens.Admin);
            Assert.Equal(200, (await local.CallAsync("Standalone.list_accounts")).Status);
        }
        finally
        {
            nginx.Kill(entireProcessTree: true);
            await nginx.WaitForExitAsync();
        }
    }

    private static async Task AssertServesAsync(RpcClient alice)
    {
        var (id, version) = await alice.SaveAsync(SampleText.Small());
        Assert.Equal(1, version);
        Assert.Equal("small", (await alice.MapAsync("SampleService.get_sample", $$"""{"id":"{{id}}"}""")).Text("name"));
        (await alice.CallAsync("SampleService.get_sample", "{}")).AssertRefused("30000 Missing input parameter: id");
    }

    /// <summary>The configuration of the document, with this test's addresses and files.</summary>
    private async Task<Process> StartNginxAsync(Uri service)
    {
        var server = OperationsDocument.Block("nginx");
        foreach (var (documented, real) in new[]
                 {
                     ("listen 443 ssl", $"listen {_root["https://".Length..]} ssl"),
                     ("/etc/ssl/samples.crt", CertificatePath),
                     ("/etc/ssl/samples.key", KeyPath),
                     ("http://127.0.0.1:5000", service.ToString().TrimEnd('/')),
                 })
        {
            Assert.Contains(documented, server, StringComparison.Ordinal);
            server = server.Replace(documented, real, StringComparison.Ordinal);
        }

        var configuration = Path.Combine(_folder.Path, "nginx.conf");
        File.WriteAllText(configuration, $$"""
            {{(Environment.IsPrivilegedProcess ? "user root;" : "")}}
            daemon off;
            pid nginx.pid;
            error_log stderr notice;
            events { }
            http {
                access_log off;
                client_body_temp_path body;
                proxy_temp_path proxy;
                fastcgi_temp_path fastcgi;
                uwsgi_temp_path uwsgi;
                scgi_temp_path scgi;
                {{server}}
            }
            """);
        var nginx = Process.Start(
            new ProcessStartInfo("nginx", ["-p", _folder.Path, "-e", "stderr", "-c", configuration]) { RedirectStandardError = true })!;
        // It says so once it listens.
        var said = new List<string>();
        while (await nginx.StandardError.ReadLineAsync(Patience.Token()) is { } line)
        {
            said.Add(line);
            if (line.Contains("start worker process", StringComparison.Ordinal))
                return nginx;
        }

        throw new InvalidOperationException($"nginx has ended: {string.Join('\n', said)}");
    }
}
