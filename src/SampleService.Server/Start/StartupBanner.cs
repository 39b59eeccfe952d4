using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using SampleService.Api;
using SampleService.JsonRpc;
using SampleService.Storage;
using SampleService.Upstream.KBase;

namespace SampleService.Server;

/// <summary>What is printed once the service listens: its addresses, its data, and what to try next.</summary>
internal static partial class StartupBanner
{
    private const string NewDeployment =
        "This is a new deployment: the database was made now. If there is an earlier one, stop this one and start it in the same folder as "
        + "before, or name its data with --Storage:DataDirectory";

    public static async Task PrintAsync(WebApplication app, IEnumerable<string> metrics, TextWriter output)
    {
        var settings = app.Services.GetRequiredService<Settings>();
        var addresses = AddressesOf(app);
        await output.WriteLineAsync($"\nSample Service {ServiceBuild.Text}");
        await output.WriteLineAsync($"Sample Service listens on {string.Join(", ", addresses)}");
        await output.WriteLineAsync($"Data: {StorageComposition.Describe(settings.Storage)}");
        // With PostgreSQL the folder makes no difference.
        if (settings.Storage.Provider == StorageProvider.Sqlite && app.Services.GetRequiredService<SchemaChange>().IsNew)
            await output.WriteLineAsync(NewDeployment);
        await output.WriteLineAsync($"Compatibility: {Describe(settings.Compatibility)}");
        await output.WriteLineAsync($"Documents: {Documents.Folder}");
        if (metrics.FirstOrDefault() is { } metricsAddress)
            await output.WriteLineAsync($"Metrics: {metricsAddress}/metrics");
        if (app.Services.GetService<KBaseDeployment>() is { } deployment)
        {
            await output.WriteLineAsync($"Users and workspaces: {deployment.Upstream.AuthRootUrl} and {deployment.Upstream.WorkspaceUrl}");
            return;
        }

        var tokens = Path.GetFullPath(Path.Combine(settings.Storage.DataDirectory, "tokens.json"));
        if (File.Exists(tokens) && addresses.FirstOrDefault() is { } address)
            await output.WriteLineAsync(Tour(address, tokens));
    }

    /// <summary>Logs that it listens.</summary>
    public static void LogStart(WebApplication app)
    {
        var settings = app.Services.GetRequiredService<Settings>();
        Listens(
            LogOf(app), ServiceBuild.Text, string.Join(", ", AddressesOf(app)),
            app.Services.GetRequiredService<SchemaChange>().IsNew ? "new data" : "data",
            StorageComposition.Describe(settings.Storage), Describe(settings.Compatibility));
    }

    private static string Describe(CompatibilityOptions compatibility) =>
        $"{(compatibility.Strict ? "strict" : "as the old service")}, numbers {compatibility.NumberForm}";

    /// <summary>Logs that it has stopped: calls under way have ended.</summary>
    public static void LogStop(WebApplication app) => Stopped(LogOf(app), ServiceBuild.Text);

    private static ILogger LogOf(WebApplication app) => app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(StartupBanner));

    private static ICollection<string> AddressesOf(WebApplication app) =>
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];

    [LoggerMessage(
        1100, LogLevel.Information,
        "Sample Service {Version} listens on {Addresses}, {Kind}: {Data}, compatibility: {Compatibility}")]
    private static partial void Listens(ILogger log, string version, string addresses, string kind, string data, string compatibility);

    [LoggerMessage(1103, LogLevel.Information, "Sample Service {Version} has stopped")]
    private static partial void Stopped(ILogger log, string version);

    private static string Tour(string address, string tokens) => $$$$"""
        Tokens of alice, bob and admin: {{{{tokens}}}}

        To try it, paste this into another terminal: it makes a sample, links it to a data object, and reads it
        back through that object.

          TOKEN=$(sed -n 's/.*"alice": *"\([^"]*\)".*/\1/p' '{{{{tokens}}}}')
          call() { curl -sS {{{{address}}}} -H "Authorization: $TOKEN" -d '{"version":"1.1","id":"1","method":"SampleService.'"$1"'","params":['"$2"']}'; echo; }
          ID=$(call create_sample '{"sample":{"name":"soil core","node_tree":[{"id":"core-1","type":"BioReplicate","meta_user":{"depth":{"value":2.5,"units":"m"}}}]}}' | tee /dev/stderr | grep -oE '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}')
          call create_data_link '{"upa":"1/1/1","id":"'$ID'","version":1,"node":"core-1","update":true}'
          call get_sample_via_data '{"upa":"1/1/1","id":"'$ID'","version":1}'

        Stop it with Ctrl+C; what was saved is there again at the next start.
        """;
}
