using System.Net.Sockets;
using SampleService.Domain;
using SampleService.Storage;
using SampleService.Storage.Sqlite;
using SampleService.Upstream;
using SampleService.Validation;

namespace SampleService.Server;

/// <summary>The program: starts the service or a command, or says in one line why it cannot.</summary>
internal static class ServiceProgram
{
    private const int Failed = 2;

    /// <summary>Serves until it is told to stop, or runs the command that the command line names.</summary>
    /// <returns>The exit code: 0 when it is done or was stopped as asked, 2 when it could not be done.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var failure = "The service cannot start.";
        try
        {
            var line = CommandLine.Parse(args);
            if (line.IsQuestion)
                return await line.Parsed.InvokeAsync();
            if (line.Command is { } command)
            {
                failure = $"{command.Title} failed.";
                return await command.RunAsync(ReadSettings(line.Settings), line.Parsed, Console.Out);
            }

            await ServeAsync(line.Settings);
            return 0;
        }
        catch (Exception e) when (IsExpected(e))
        {
            await Console.Error.WriteLineAsync($"{failure} {Explain(e)}");
            return Failed;
        }
    }

    private static async Task ServeAsync(string[] settings)
    {
        var builder = ServiceComposition.CreateBuilder(settings);
        var read = Settings.Read(builder.Configuration);
        using var telemetry = ServiceTelemetry.Start(read);
        await using var app = await ServiceComposition.BuildAsync(builder, read, telemetry.MeterProvider);
        using var instruments = new ServerInstruments(app.Services);
        await using var listener = await MetricsListener.StartAsync(read.Metrics, telemetry.MeterProvider, app.Services);
        try
        {
            await OpenDoorsAsync(app);
            await app.Services.GetRequiredService<ServiceStart>().RunAsync(app.Lifetime.ApplicationStopping);
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            await app.StopAsync();
            return;
        }
        catch
        {
            // A silo that has started is to leave in an orderly way.
            await app.StopAsync();
            throw;
        }

        StartupBanner.LogStart(app);
        LogOutput.Standard.Flush();
        if (!LoggingSettings.IsJson(app.Configuration))
            await StartupBanner.PrintAsync(app, listener?.Addresses ?? [], Console.Out);
        await app.WaitForShutdownAsync();
        StartupBanner.LogStop(app);
    }

    /// <summary>Reads the settings of a command from the same sources as those of the service.</summary>
    private static Settings ReadSettings(string[] args) => Settings.Read(ServiceComposition.CreateBuilder(args).Configuration);

    private static async Task OpenDoorsAsync(WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch (Exception e) when (e is IOException or SocketException or InvalidOperationException or ArgumentException)
        {
            // Kestrel throws any of these: the address is in use or not of this machine, the port is out of range, there is no certificate.
            throw ListenAddresses.CannotListen(app.Services.GetRequiredService<ListenAddresses>().Text, e.Message.Split('\n')[0]);
        }
    }

    private static string Explain(Exception e) => e switch
    {
        ServiceException { Kind: ErrorKind.RefusedByState } fault =>
            $"The state {fault.Detail} of the platform allows no writes until its lease ends (docs/platform-states.md).",
        ServiceException fault => fault.Detail,
        ValidatorConfigurationException fault => fault.Line,
        _ => e.Message,
    };

    private static bool IsExpected(Exception e) => e is StartException or SchemaException or DatabaseInUseException or DatabaseFilesException
        or UpstreamConfigurationException or ValidatorConfigurationException or ServiceException or IOException
        or UnauthorizedAccessException
        || GrainHosting.IsStartFailure(e);
}
