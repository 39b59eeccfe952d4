using System.CommandLine;
using System.Data.Common;
using SampleService.Storage.Moving;
using SampleService.Storage.PostgreSql;

namespace SampleService.Server;

/// <summary>
/// <c>copy --to CONNECTION</c>: copies the SQLite database of the settings into a new PostgreSQL database, and says table by table how
/// far it is. Neither database may be in use; a target with rows is refused.
/// </summary>
internal sealed class CopyCommand : IServiceCommand
{
    private readonly Option<string> _to = new("--to")
    {
        Description = "The new PostgreSQL database: Host=...;Database=...;Username=... or postgresql://user@host/database.",
        HelpName = "CONNECTION",
        Required = true,
    };

    public CopyCommand() => Syntax = new(
        "copy", "Copies the SQLite database of the settings into a new PostgreSQL database. Neither may be in use.")
    {
        _to,
    };

    public Command Syntax { get; }

    public async Task<int> RunAsync(Settings settings, ParseResult line, TextWriter output)
    {
        if (settings.Storage.Provider != StorageProvider.Sqlite)
            throw new StartException("Storage:Provider is PostgreSql, but what is copied is a SQLite database.");
        var connection = line.GetRequiredValue(_to);
        var file = SqliteComposition.PathOf(settings.Storage);
        if (!File.Exists(file))
            throw new StartException($"There is no database {Path.GetFullPath(file)} to copy.");
        var target = settings with
        {
            Storage = new StorageOptions
            {
                Provider = StorageProvider.PostgreSql,
                ConnectionString = connection,
                Sharing = DatabaseSharing.Exclusive,
                MigrateOnStart = true,
            },
        };

        // Both are opened as the service opens them: locked against others, with the schema of this program.
        await using var from = CommandServices.Build(settings);
        await from.OpenStorageAsync();
        await using var to = CommandServices.Build(target);
        await to.OpenStorageAsync();
        await output.WriteLineAsync($"Copying {StorageComposition.Describe(settings.Storage)} to {StorageComposition.Describe(target.Storage)}.");
        var rows = new Dictionary<string, long>();
        try
        {
            await DatabaseCopy.CopyAsync(file, PostgreSqlConnectionString.Parse(connection), Report, CancellationToken.None);
        }
        catch (CopyException e)
        {
            throw new StartException($"{e.Message}.");
        }
        catch (DbException e)
        {
            throw new StartException($"The target is as it was before. {e.Message.Split('\n')[0]}");
        }

        await output.WriteLineAsync($"Done: {Pluralize.Count(rows.Values.Sum(), "row")} in {Pluralize.Count(rows.Count, "table")}.");
        return 0;

        void Report(string table, long count)
        {
            rows[table] = count;
            output.WriteLine($"{table}: {count}");
            output.Flush();
        }
    }
}
