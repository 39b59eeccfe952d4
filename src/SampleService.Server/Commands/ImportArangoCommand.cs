using System.CommandLine;
using System.Runtime.InteropServices;
using SampleService.Import;
using SampleService.Storage.PostgreSql;
using SampleService.Upstream.KBase;

namespace SampleService.Server;

/// <summary>
/// <c>import arango DIR</c>: moves the samples of a KBase Sample Service in, out of a dump of its ArangoDB. No server may use the database meanwhile.
/// Ended by a signal, or however else, it goes on when it is run again.
/// </summary>
internal sealed class ImportArangoCommand : IServiceCommand
{
    private readonly Argument<string> _folder = new("DIR")
    {
        Description = "The folder of the dump: what arangodump or arangoexport (--type jsonl or json) has made, gzip or not.",
    };

    private readonly Option<string?> _work = new("--work")
    {
        Description = "A folder for sorted documents, about as large as the dump unpacked; import-arango in the data directory unless it is given. It is removed in the end.",
        HelpName = "DIR",
    };

    private readonly Option<string?> _report = new("--report")
    {
        Description = "The report of all that was left out, repaired or is doubtful; import-report.jsonl in the data directory unless it is given.",
        HelpName = "FILE",
    };

    public ImportArangoCommand()
    {
        Syntax = new("arango", "Moves the samples of a KBase Sample Service in, out of a dump of its ArangoDB; goes on where it was ended. No server may use the database.")
        {
            _folder, _work, _report,
        };
        Entry = new("import", "Moves samples in from elsewhere.") { Syntax };
    }

    public Command Syntax { get; }

    public Command Entry { get; }

    public async Task<int> RunAsync(Settings settings, ParseResult line, TextWriter output)
    {
        // A server that shares the database would not notice.
        settings.Storage.Sharing = DatabaseSharing.Exclusive;
        var options = new ImportOptions
        {
            DumpFolder = Path.GetFullPath(line.GetRequiredValue(_folder)),
            Collections = NamesOf(UpstreamComposition.ReadDeployment(settings.Upstream)?.Collections ?? new KBaseCollections()),
            StagingFolder = Path.GetFullPath(line.GetValue(_work) ?? Path.Combine(settings.Storage.DataDirectory, "import-arango")),
            ReportFile = Path.GetFullPath(line.GetValue(_report) ?? Path.Combine(settings.Storage.DataDirectory, "import-report.jsonl")),
        };
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

        await using var services = CommandServices.Build(settings);
        try
        {
            ArangoImport.RequireDump(options);
            await services.OpenStorageAsync(cancellation: stop.Token);
            Tell($"Importing {options.DumpFolder} into {StorageComposition.Describe(settings.Storage)}");
            Tell(await services.GetRequiredService<ArangoImport>().RunAsync(options, Tell, stop.Token));
            return 0;
        }
        catch (ImportException e)
        {
            throw new StartException($"{e.Message}.");
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw new StartException("It was stopped before its end; run again, it goes on from here.");
        }

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.Cancel();
        }

        void Tell(object text)
        {
            output.WriteLine(text);
            output.Flush();
        }
    }

    private static CollectionNames NamesOf(KBaseCollections given)
    {
        var names = new CollectionNames();
        return new CollectionNames
        {
            Samples = given.Samples ?? names.Samples,
            Versions = given.Versions ?? names.Versions,
            Nodes = given.Nodes ?? names.Nodes,
            Links = given.Links ?? names.Links,
            Schema = given.Schema ?? names.Schema,
        };
    }
}
