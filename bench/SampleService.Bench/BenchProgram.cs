using System.Diagnostics;
using System.Reflection;

namespace SampleService.Bench;

/// <summary>The command line.</summary>
internal static class BenchProgram
{
    private const string Help =
        """
        Usage: SampleService.Bench COMMAND [OPTIONS]

        Figures of the running service. It is started as a process of its own on a loopback port, in a fresh folder, with
        the database for itself; what it is compared with runs in turns with it. PostgreSQL is a durable server of its
        own; without PostgreSQL's programs on the machine its figures are left out.

          figures         All of the following, about ten minutes.
          get-sample      get_sample of 2 KB against bare Kestrel that answers as many bytes: warnings only, with the call
                          log on, 20 000 samples in turn; bytes allocated a request beyond Kestrel's.
          create-sample   create_sample: on SQLite with 1 and 64 callers, also against raw SQLite in groups; on PostgreSQL
                          against pgbench making the same rows in one statement.
          get-samples     get_samples of 1 000 against the bare fetch of the same rows.
          get-node        get_node of the last of 10 000 nodes, against get_sample of all of them.
          links           Making, replacing and ending a link of an object with none and with 9 999; listing these against
                          SQL that makes the JSON.
          doors           get_sample by the gateway door against the KBase door; a batch of 100 against 100 calls.
          apply           apply of 1 000 samples with ACLs, links and identifiers, against the bare statements that store the
                          same rows; what a save beside such calls waits; memory beside ten calls of 1 000 samples at once.
          goodput         get_sample of callers whose tokens are remembered, beside 300 and 600 others with invented ones while
                          the auth service answers nothing.
          start           Start to first answer, and memory.

          silos           Calls of grains within a silo and between two; a silo that is killed, and one that is frozen,
                          among three. Not part of figures.
          baseline        Reads, creates, links, listings, start, memory and idle time of this version against another.
                          Not part of figures.

          finds           find_samples of all classes against raw SQL of the same rows, in a database of 10 000 real samples and in
                          one of a million; the pages that it reads in both; memory beside a thousand finds at once; the
                          indexer beside a steady load of creates. Not part of figures: ten minutes for each back end.

          --samples N             For finds: how many samples the grown database has (1000000).
          --only TEXT             For finds: only the back end whose name (SQLite, PostgreSQL) has this in it.
          --baseline FILE         For baseline: SampleService.Server.dll of the other version, built as Release.
          --only TEXT             For baseline: only the figures whose names have this in them.
          --rounds N              How often all that is compared is measured in turns (7).
          --seconds N             How long a load lasts each time (2).
          --connections N         Callers at a time where a figure does not say how many (16).
          --ready-to-run FILE     For start: SampleService.Server.dll as published with ReadyToRun, to compare with.

        Costs within a process:

          growth          What operations of the stores cost in a database that has next to nothing in it and in one that
                          has grown, in turns within one run.
          import          Importing a dump of the old service's database into PostgreSQL, against COPY of the rows that it makes.
          validation      What validating the 964 NMDC samples costs beside reading them.

          --postgresql CONNECTION_STRING  For growth: a server on which databases may be made; two are, and removed in the
                                          end. Without it only SQLite is measured, in a folder for temporary files.
          --rounds N                      How often each operation is measured, of growth on each database (400).
          --samples N                     For growth: how many samples the grown database has (100000); it has three links
                                          a sample. For import: how many the dump has (100000).

        Build it as Release. Tables go to standard output, everything else to standard error. --help prints this text.
        """;

    private static readonly string[] OptionsOfFigures = ["--rounds", "--seconds", "--connections", "--ready-to-run"];

    private static readonly Dictionary<string, Func<FigureOptions, FigureTable, Task>> Figures = new()
    {
        ["get-sample"] = GetSampleFigures.RunAsync,
        ["create-sample"] = CreateSampleFigures.RunAsync,
        ["get-samples"] = GetSamplesFigures.RunAsync,
        ["get-node"] = GetNodeFigures.RunAsync,
        ["links"] = LinkFigures.RunAsync,
        ["doors"] = DoorFigures.RunAsync,
        ["apply"] = async (options, table) =>
        {
            await ApplyFigures.RunAsync(options, table);
            await ApplyMemory.RunAsync(table);
        },
        ["goodput"] = GoodputFigures.RunAsync,
        ["start"] = StartFigures.RunAsync,
    };

    public static async Task<int> RunAsync(string[] arguments)
    {
        if (arguments.Contains("--help"))
        {
            Console.Out.WriteLine(Help);
            return 0;
        }

        switch (arguments)
        {
            case ["bare-kestrel", _, _]:
                // Started by get-sample.
                await BareKestrel.RunAsync(arguments[1..]);
                return 0;
            case ["growth", .. var rest] when BenchOptions.Parse(rest, ["--postgresql", "--rounds", "--samples"]) is { } options:
                await GrowthBench.RunAsync(GrowthOptions.Of(options));
                return 0;
            case ["import", .. var rest] when BenchOptions.Parse(rest, ["--samples"]) is { } options:
                return await RunAsync(table => ImportBench.RunAsync(options.Samples ?? 100_000, table));
            case ["validation", .. var rest] when BenchOptions.Parse(rest, ["--rounds"]) is { } options:
                await ValidationBench.RunAsync(options.Rounds ?? 400);
                return 0;
            case ["figures", .. var rest] when BenchOptions.Parse(rest, OptionsOfFigures) is { } options:
                return await RunAsync(Figures.Keys, options);
            case [var name, .. var rest] when Figures.ContainsKey(name) && BenchOptions.Parse(rest, OptionsOfFigures) is { } options:
                return await RunAsync([name], options);
            case ["silos", .. var rest] when BenchOptions.Parse(rest, OptionsOfFigures) is { } options:
                return await RunAsync(async table =>
                {
                    await GrainCallFigures.RunAsync(FigureOptions.Of(options), table);
                    await SiloDeathFigures.RunAsync(FigureOptions.Of(options), table);
                });
            case ["baseline", .. var rest]
                when BenchOptions.Parse(rest, [.. OptionsOfFigures, "--baseline", "--only"]) is { Baseline: { } file } options:
                return await RunAsync(table => new BaselineFigures(FigureOptions.Of(options), Path.GetFullPath(file), options.Only ?? "", table).RunAsync());
            case ["finds", .. var rest] when BenchOptions.Parse(rest, ["--samples", "--only", "--rounds", "--seconds"]) is { } options:
                return await RunAsync(table => FindsBench.RunAsync(
                    FigureOptions.Of(options) with { Rounds = options.Rounds ?? 3, Seconds = options.Seconds ?? 1 }, options.Samples ?? 1_000_000, options.Only ?? "", table));
            default:
                Console.Error.WriteLine(Help);
                return 2;
        }
    }

    private static Task<int> RunAsync(IEnumerable<string> names, BenchOptions given) => RunAsync(async table =>
    {
        foreach (var name in names)
            await Figures[name](FigureOptions.Of(given), table);
    });

    private static async Task<int> RunAsync(Func<FigureTable, Task> measure)
    {
        if (typeof(BenchProgram).Assembly.GetCustomAttribute<DebuggableAttribute>()?.IsJITOptimizerDisabled == true)
        {
            Console.Error.WriteLine("Figures of a Debug build mean nothing: run it with -c Release.");
            return 2;
        }

        if (BenchPostgres.SkipReason is { } reason)
            Console.Error.WriteLine($"{reason}: its figures are left out.");
        var table = new FigureTable();
        await measure(table);
        table.Print();
        return 0;
    }
}
