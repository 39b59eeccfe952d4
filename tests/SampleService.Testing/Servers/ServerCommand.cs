using System.Diagnostics;

namespace SampleService.Testing.Servers;

/// <summary>How the process of a server is started.</summary>
internal static class ServerCommand
{
    public static ProcessStartInfo Create(ServerOptions options, string[] arguments, string dataDirectory)
    {
        string[] command =
        [
            .. options.StartedThrough, "dotnet", options.AssemblyPath ?? ServerAssembly.Locate(), .. arguments,
            .. options.Arguments,
        ];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = dataDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        SetEnvironment(start.Environment, options, dataDirectory);
        return start;
    }

    private static void SetEnvironment(IDictionary<string, string?> environment, ServerOptions options, string dataDirectory)
    {
        // What the shell of the test run says about ASP.NET or KBase is not meant for this server.
        foreach (var name in environment.Keys.Where(IsAboutServers).ToArray())
            environment.Remove(name);
        environment["Storage__DataDirectory"] = dataDirectory;
        // Many servers run at a time; those of tests that look at metrics choose an address.
        if (!options.HasDefaultMetrics)
            environment["Metrics__Urls"] = "";
        if (options.DeployConfig is { } config)
        {
            var file = Path.Combine(dataDirectory, "deploy.cfg");
            File.WriteAllText(file, config.ToString());
            environment["KB_DEPLOYMENT_CONFIG"] = file;
            environment["KB_SERVICE_NAME"] = "SampleService";
            // Tests have stand-ins hold answers back for as long as they need on a busy machine.
            environment["Upstream__TimeoutSeconds"] = "60";
        }

        foreach (var (name, value) in options.Environment)
            environment[name] = value;
    }

    private static bool IsAboutServers(string name) =>
        name.StartsWith("ASPNETCORE_", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("OTEL_", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("KB_", StringComparison.OrdinalIgnoreCase)
        || name.Equals("DOTNET_ENVIRONMENT", StringComparison.OrdinalIgnoreCase);
}
