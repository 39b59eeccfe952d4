using System.CommandLine;
using SampleService.Storage;

namespace SampleService.Server;

/// <summary><c>migrate</c>: brings the schema of the database up to date, whatever Storage:MigrateOnStart says.</summary>
internal sealed class MigrateCommand : IServiceCommand
{
    public Command Syntax { get; } = new("migrate", "Brings the schema of the database up to date, whatever Storage:MigrateOnStart says.");

    public async Task<int> RunAsync(Settings settings, ParseResult line, TextWriter output)
    {
        settings.Storage.MigrateOnStart = true;
        await using var services = CommandServices.Build(settings);
        await services.OpenStorageAsync();
        foreach (var script in services.GetRequiredService<SchemaChange>().Scripts)
            await output.WriteLineAsync($"Ran {script}");
        await output.WriteLineAsync($"The schema of {StorageComposition.Describe(settings.Storage)} is up to date.");
        return 0;
    }
}
