using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SampleService.Import;
using SampleService.Storage;
using SampleService.Storage.PostgreSql;
using SampleService.Testing.Arango;

namespace SampleService.Bench;

/// <summary>
/// Measures the import of a dump into PostgreSQL against COPY of the very rows that it makes, out of files in binary form, into tables with the same
/// indexes, checks and triggers.
/// </summary>
internal static class ImportBench
{
    private static readonly string[] Tables =
    [
        "samples", "sample_acls", "sample_acl_changes", "sample_versions", "sample_nodes", "data_links", "object_link_counts", "sample_link_counts",
        "search_queue",
    ];

    public static async Task RunAsync(int samples, FigureTable table)
    {
        if (BenchPostgres.SkipReason is not null)
            return;
        var folder = Directory.CreateTempSubdirectory("sample-bench-").FullName;
        try
        {
            Console.Error.WriteLine("Making a dump");
            MakeDump(Path.Combine(folder, "dump"), samples);
            await using var postgres = await BenchPostgres.StartAsync();
            var (from, to) = (await postgres.CreateMigratedDatabaseAsync(), await postgres.CreateMigratedDatabaseAsync());
            var (read, written, whole, rows) = await ImportAsync(folder, from);
            await ExportAsync(from, folder);
            await postgres.CheckpointAsync();
            var watch = Stopwatch.StartNew();
            await CopyAsync(to, folder);
            var copy = watch.Elapsed;
            table.Add("import: samples a second, whole", $"{samples / whole.TotalSeconds:0}", "-", $"{whole.TotalSeconds:0.0} s; {rows}");
            table.Add("import: reading and sorting", $"{read.TotalSeconds:0.0} s", "-", $"{FolderBytes(Path.Combine(folder, "dump")) / 1e6:0} MB");
            table.Add("import: samples a second, writing", $"{samples / written.TotalSeconds:0}", "-", $"{written.TotalSeconds:0.0} s");
            table.Add("COPY of the same rows: samples a second", $"{samples / copy.TotalSeconds:0}", "-", $"{copy.TotalSeconds:0.0} s");
            table.Add("import of COPY, writing", $"{copy / written:0.00}", "0.4", $"whole {copy / whole:0.00}");
            table.Add("import: memory of the process, highest", $"{Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:0} MB", "-", $"with the maker of the dump");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void MakeDump(string folder, int samples)
    {
        using var dump = new ArangoDump(folder);
        dump.AddSchema();
        new ArangoStory(dump, File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "nmdc_964.jsonl"))).AddSamples(samples);
    }

    private static async Task<(TimeSpan Read, TimeSpan Written, TimeSpan Whole, BulkCounts Rows)> ImportAsync(string folder, string connection)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddSampleStorage(_ => new PostgreSqlDatabaseOptions { ConnectionString = connection, Sharing = DatabaseSharing.Exclusive });
        services.AddArangoImport();
        await using var built = services.BuildServiceProvider();
        await built.GetRequiredService<DatabaseOpening>().RunAsync(null, default);
        var watch = Stopwatch.StartNew();
        var (read, counted) = (TimeSpan.Zero, TimeSpan.Zero);
        var summary = await built.GetRequiredService<ArangoImport>().RunAsync(
            new ImportOptions
            {
                DumpFolder = Path.Combine(folder, "dump"),
                StagingFolder = Path.Combine(folder, "staging"),
                ReportFile = Path.Combine(folder, "report.jsonl"),
            },
            line =>
            {
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds:0.0} {line}"));
                if (line == ArangoImport.WritingLine)
                    read = watch.Elapsed;
                else if (line == ArangoImport.CountingLine)
                    counted = watch.Elapsed;
            },
            default);
        return (read, counted - read, watch.Elapsed, summary.New);
    }

    private static async Task ExportAsync(string connection, string folder)
    {
        await using var source = new NpgsqlConnection(connection);
        await source.OpenAsync();
        foreach (var table in Tables)
        {
            await using var rows = await source.BeginRawBinaryCopyAsync($"COPY {table} TO STDOUT (FORMAT BINARY)");
            await using var file = File.Create(Path.Combine(folder, table + ".copy"));
            await rows.CopyToAsync(file);
        }
    }

    private static async Task CopyAsync(string connection, string folder)
    {
        await using var target = new NpgsqlConnection(connection);
        await target.OpenAsync();
        await using var transaction = await target.BeginTransactionAsync();
        foreach (var table in Tables)
        {
            await using var file = File.OpenRead(Path.Combine(folder, table + ".copy"));
            await using var rows = await target.BeginRawBinaryCopyAsync($"COPY {table} FROM STDIN (FORMAT BINARY)");
            await file.CopyToAsync(rows, 1 << 16);
        }

        await transaction.CommitAsync();
    }

    private static long FolderBytes(string folder) => new DirectoryInfo(folder).GetFiles().Sum(static file => file.Length);
}
