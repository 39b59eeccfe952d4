using System.Text.Json;
using SampleService.Testing.Servers;

namespace SampleService.Bench;

/// <summary>The service under test: its own process, stand-alone, with the database for itself.</summary>
internal sealed class MeasuredService : IAsyncDisposable
{
    private MeasuredService(MeasuredProcess process)
    {
        Process = process;
        var tokens = JsonDocument.Parse(File.ReadAllText(Path.Combine(process.Folder, "data", "tokens.json"))).RootElement;
        Caller = new RpcCaller(process.Url, tokens.GetProperty("alice").GetString()!);
    }

    public MeasuredProcess Process { get; }

    /// <summary>Calls it as alice, who may write all there is.</summary>
    public RpcCaller Caller { get; }

    /// <summary>Its SQLite database, if it has one.</summary>
    public string SqlitePath => Path.Combine(Process.Folder, "data", "samples.db");

    /// <summary>Starts it.</summary>
    /// <param name="connectionString">A PostgreSQL database; null for SQLite in a fresh folder.</param>
    /// <param name="withCallLog">Whether one line a call goes to a file; else there are warnings only.</param>
    /// <param name="assembly">The program; null for the one that was built with the bench.</param>
    /// <param name="probe">Whether it tells what it allocates.</param>
    public static async Task<MeasuredService> StartAsync(
        string? connectionString = null, bool withCallLog = false, string? assembly = null, bool probe = false)
    {
        var environment = new Dictionary<string, string>
        {
            ["Logging__LogLevel__Default"] = withCallLog ? "Information" : "Warning",
            ["Storage__Sharing"] = "Exclusive",
            ["Limits__LinksPerSampleVersion"] = "20000",
            ["Limits__LinksPerObjectVersion"] = "20000",
        };
        if (connectionString is not null)
        {
            environment["Storage__Provider"] = "PostgreSql";
            environment["Storage__ConnectionString"] = connectionString;
            environment["Storage__MigrateOnStart"] = "true";
            environment["Standalone__Seed"] = "true";
        }

        return new MeasuredService(await MeasuredProcess.StartAsync(
            url => [assembly ?? ServerAssembly.Locate(), "--urls", url], environment, probe));
    }

    public async ValueTask DisposeAsync()
    {
        Caller.Dispose();
        await Process.DisposeAsync();
    }
}
