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
            await app.StartAsync();
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

    private static bool IsForTheOperator(Exception e) => e is StartException or SchemaException or DatabaseInUseException
        or UpstreamConfigurationException or ValidatorConfigurationException or IOException;
}
