using System.Globalization;
using System.Text.Json;
using SampleService.Testing.Servers;

namespace SampleService.Bench;

/// <summary>The service under test: its own process, stand-alone, with the database for itself.</summary>
internal sealed class MeasuredService : IAsyncDisposable
{
    private MeasuredService(MeasuredProcess process, RpcCaller caller, RpcCaller administrator)
    {
        Process = process;
        Caller = caller;
        Administrator = administrator;
    }

    public MeasuredProcess Process { get; }

    /// <summary>Calls it as alice, who may write all there is.</summary>
    public RpcCaller Caller { get; }

    /// <summary>Calls it as its administrator.</summary>
    public RpcCaller Administrator { get; }

    /// <summary>Its SQLite database, if it has one.</summary>
    public string SqlitePath => Path.Combine(Process.Folder, "data", "samples.db");

    /// <summary>Starts it.</summary>
    /// <param name="connectionString">A PostgreSQL database; null for SQLite in a fresh folder.</param>
    /// <param name="withCallLog">Whether one line a call goes to a file; else there are warnings only.</param>
    /// <param name="assembly">The program; null for the one that was built with the bench.</param>
    /// <param name="probe">Whether it tells what it allocates.</param>
    /// <param name="dataDirectory">A folder with data to go on with; null for a fresh one.</param>
    /// <param name="isShared">Whether others may use the database too, so that reads are checked.</param>
    public static async Task<MeasuredService> StartAsync(
        string? connectionString = null, bool withCallLog = false, string? assembly = null, bool probe = false, bool isShared = false,
        string? dataDirectory = null)
    {
        var environment = new Dictionary<string, string>
        {
            ["Logging__LogLevel__Default"] = withCallLog ? "Information" : "Warning",
            ["Storage__Sharing"] = isShared ? "Shared" : "Exclusive",
            ["Limits__LinksPerSampleVersion"] = "200000",
            ["Limits__LinksPerObjectVersion"] = "200000",
        };
        if (dataDirectory is not null)
            environment["Storage__DataDirectory"] = dataDirectory;
        string? root = null;
        if (connectionString is not null)
        {
            environment["Storage__Provider"] = "PostgreSql";
            environment["Storage__ConnectionString"] = connectionString;
            environment["Storage__MigrateOnStart"] = "true";
            root = await MakeAdministratorAsync(environment, assembly);
        }

        var process = await MeasuredProcess.StartAsync(url => [assembly ?? ServerAssembly.Locate(), "--urls", url], environment, probe);
        try
        {
            if (root is null)
            {
                var data = dataDirectory ?? Path.Combine(process.Folder, "data");
                return new MeasuredService(process, Seeded(process, data, "alice"), Seeded(process, data, "admin"));
            }

            var administrator = new RpcCaller(process.Url, root);
            return new MeasuredService(process, await MakeUserAsync(process, administrator), administrator);
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes an account, and calls the service as it.</summary>
    public Task<RpcCaller> CreateUserAsync(string name) => CreateUserAsync(Process, Administrator, name);

    private static RpcCaller Seeded(MeasuredProcess process, string dataDirectory, string name)
    {
        var tokens = JsonDocument.Parse(File.ReadAllText(Path.Combine(dataDirectory, "tokens.json"))).RootElement;
        return new RpcCaller(process.Url, tokens.GetProperty(name).GetString()!);
    }

    /// <summary>A new database on PostgreSQL has no users.</summary>
    private static async Task<string> MakeAdministratorAsync(Dictionary<string, string> environment, string? assembly)
    {
        var run = await ServerRun.ToEndAsync(new ServerOptions
        {
            AssemblyPath = assembly,
            Arguments = ["create-administrator", "root"],
            Environment = environment,
        });
        return run.Output.Split().FirstOrDefault(word => word.StartsWith("sst_", StringComparison.Ordinal))
            ?? throw new LoadException($"No administrator was made: {run.Output}{run.Error}");
    }

    /// <summary>Makes what SQLite has from the start: alice, and a workspace of hers with the objects 1/1/1 and 1/2/1.</summary>
    private static async Task<RpcCaller> MakeUserAsync(MeasuredProcess process, RpcCaller root)
    {
        var alice = await CreateUserAsync(process, root, "alice");
        var workspace = (await root.CallAsync("Standalone.create_workspace", """{"owner":"alice","name":"bench"}""")).GetProperty("workspace").GetInt64();
        foreach (var name in (string[])["first", "second"])
            await root.CallAsync("Standalone.create_object", $$"""{"workspace":{{workspace}},"name":"{{name}}","type":"Some.Type-1.0"}""");
        return alice;
    }

    private static async Task<RpcCaller> CreateUserAsync(MeasuredProcess process, RpcCaller administrator, string name)
    {
        await administrator.CallAsync("Standalone.create_account", $$"""{"user":"{{name}}"}""");
        var token = await administrator.CallAsync("Standalone.issue_token", $$"""{"user":"{{name}}"}""");
        return new RpcCaller(process.Url, token.GetProperty("token").GetString()!);
    }

    public async ValueTask DisposeAsync()
    {
        Caller.Dispose();
        Administrator.Dispose();
        await Process.DisposeAsync();
    }
}
