using System.Text;
using SampleService.Testing.Fakes;
using SampleService.Testing.Postgres;
using SampleService.Testing.Servers;

namespace SampleService.Cluster.Tests.Moving;

/// <summary>A server whose answers are read as bytes.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });
    private readonly ServerProcess _process;

    private RawServer(ServerProcess process) => _process = process;

    public Uri Url => _process.Url;

    public static async Task<RawServer> OnSqliteAsync(KBaseFakes fakes, string folder) =>
        new(await ServerProcess.StartAsync(Options(fakes, folder)));

    /// <summary>Starts on a database that has its schema already.</summary>
    public static async Task<RawServer> OnPostgresAsync(KBaseFakes fakes, string folder, string connectionString) =>
        new(await ServerProcess.StartAsync(OnPostgres(Options(fakes, folder), connectionString)));

    /// <summary>Copies the file of a folder into a database, as an operator does.</summary>
    public static Task<ServerRun> CopyAsync(KBaseFakes fakes, string folder, string connectionString) =>
        ServerRun.ToEndAsync(Options(fakes, folder) with { Arguments = ["copy", "--to", connectionString] });

    public async Task<RawAnswer> CallAsync(RawCall call)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _process.Url)
        {
            Content = new StringContent(
                $$"""{"version": "1.1", "id": "1", "method": "SampleService.{{call.Method}}", "params": [{{call.Argument}}]}""",
                Encoding.UTF8),
        };
        if (call.User is { } user)
            request.Headers.TryAddWithoutValidation("Authorization", "token-" + user);
        using var response = await _http.SendAsync(request);
        return new RawAnswer((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync());
    }

    public Task<RawAnswer> CallAsync(string? user, string method, string argument) => CallAsync(new RawCall(user, method, argument));

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        // Ended by force it might leave behind what it should have written down.
        Assert.True(await _process.StopAsync());
        await _process.DisposeAsync();
    }

    private static ServerOptions OnPostgres(ServerOptions options, string connectionString) => options with
    {
        Environment = new Dictionary<string, string>(options.Environment)
        {
            ["Storage__Provider"] = "PostgreSql",
            ["Storage__ConnectionString"] = connectionString,
        },
    };

    private static ServerOptions Options(KBaseFakes fakes, string folder)
    {
        var validators = Path.Combine(folder, "validators.yml");
        File.WriteAllText(validators, MovedContent.Validators);
        return new ServerOptions
        {
            DeployConfig = DeployConfig.For(fakes, validators),
            DataDirectory = folder,
            Environment = new Dictionary<string, string>
            {
                ["Limits__LinksPerObjectVersion"] = $"{MovedContent.LinkLimit}",
                ["Limits__LinksPerSampleVersion"] = $"{MovedContent.LinkLimit}",
                ["Logging__LogLevel__Default"] = "Warning",
            },
        };
    }
}
