using System.Net.Sockets;
using SampleService.Storage;
using SampleService.Storage.Sqlite;
using SampleService.Upstream;
using SampleService.Validation;

namespace SampleService.Server;

/// <summary>Starts the service, or says in one line why it cannot.</summary>
internal static class ServiceProgram
{
    private const int Failed = 2;

    /// <summary>Runs until it is told to stop. 0: stopped as asked; 2: it could not start.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        if (args.Any(a => a is "--help" or "-h" or "-?" or "help"))
        {
            Console.Out.Write(Help.Text);
            return 0;
        }

        try
        {
            CommandLine.RequireKnown(args);
            await using var app = await ServiceComposition.BuildAsync(args);
            await ListenAsync(app);
            await Welcome.PrintAsync(app, Console.Out);
            await app.WaitForShutdownAsync();
            return 0;
        }
        catch (Exception e) when (IsForTheOperator(e))
        {
            await Console.Error.WriteLineAsync($"The service cannot start. {e.Message}");
            return Failed;
        }
    }

    private static async Task ListenAsync(WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch (Exception e) when (e is IOException or SocketException or InvalidOperationException or ArgumentException)
        {
            // The server throws whatever it met with: an address in use or not of this machine, a port out of range, no certificate.
            throw new StartException($"It cannot listen as --urls says ({string.Join(", ", app.Urls)}): {e.Message.Split('\n')[0]}");
        }
    }

    private static bool IsForTheOperator(Exception e) => e is StartException or SchemaException or DatabaseInUseException
        or UpstreamConfigurationException or ValidatorConfigurationException or IOException;
}
