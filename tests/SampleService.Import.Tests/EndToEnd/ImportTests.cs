using System.Text.Json.Nodes;
using SampleService.Import.Tests.Support;
using SampleService.Testing.Arango;

namespace SampleService.Import.Tests.EndToEnd;

/// <summary>Whole dumps into real databases.</summary>
public sealed class ImportTests
{
    public static TheoryData<string> Kinds => ImportTarget.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Run_RealSamplesWithAllTraps_StoresWhatTheOldServiceShowedAndReportsTheRest(string kind)
    {
        await using var target = await ImportTarget.CreateAsync(kind);
        using var dump = new DumpOnDisk();

        var summary = await target.ImportAsync(dump.Options);

        var (story, traps) = (dump.Story, dump.Traps.Added);
        Assert.Equal(
            (story.Samples + traps.Samples, story.Versions + traps.Versions, story.Nodes + traps.Nodes, story.Links + traps.Links),
            ((int)summary.All.Samples, (int)summary.All.Versions, (int)summary.All.Nodes, (int)summary.All.Links));
        Assert.Equal((summary.All, 0L, summary.All.Samples), (summary.New, summary.Found, summary.ReadBack));
        var report = dump.ReadReport();
        Assert.Equal(
            dump.Traps.Expected.Select(trap => $"{trap.Kind} {trap.Key}").Order(StringComparer.Ordinal),
            report.Where(line => line.ContainsKey("kind")).Select(line => $"{line["kind"]} {line["key"]}").Order(StringComparer.Ordinal));
        var ignored = Assert.Single(report, line => (string)line["what"]! == "ignored");
        Assert.Equal(("samples_data_link", "clabels", 1), ((string)ignored["collection"]!, (string)ignored["member"]!, (int)ignored["documents"]!));
        Assert.Equal("summary", (string)report[^1]["what"]!);
        Assert.False(Directory.Exists(dump.Staging));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Run_AnyDump_MakesNoEventsAndQueuesWhatCanBeFound(string kind)
    {
        await using var target = await ImportTarget.CreateAsync(kind);
        using var dump = new DumpOnDisk();
        await target.ImportAsync(dump.Options);

        var all = await target.ReadAllAsync();

        Assert.DoesNotContain(all, line => line.StartsWith("events", StringComparison.Ordinal) || line.StartsWith("outbox", StringComparison.Ordinal));
        var findable = await target.QueryAsync(
            "SELECT s.ordinal FROM samples AS s JOIN sample_versions AS v ON v.sample_id = s.id AND v.version = s.head");
        Assert.Equal(findable.Order(), (await target.QueryAsync("SELECT ordinal FROM search_queue")).Order());
        // One sample has lost its newest version.
        Assert.Equal(dump.Story.Samples + dump.Traps.Added.Samples - 2, findable.Count);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Run_AnyDump_CountsActiveLinks(string kind)
    {
        await using var target = await ImportTarget.CreateAsync(kind);
        using var dump = new DumpOnDisk();
        await target.ImportAsync(dump.Options);

        Assert.Equal(
            (await target.QueryAsync("SELECT workspace_id, object_id, object_version, count(*) FROM data_links WHERE expired_at IS NULL GROUP BY workspace_id, object_id, object_version")).Order(),
            (await target.QueryAsync("SELECT workspace_id, object_id, object_version, active FROM object_link_counts")).Order());
        Assert.Equal(
            (await target.QueryAsync("SELECT sample_id, version, count(*) FROM data_links WHERE expired_at IS NULL GROUP BY sample_id, version")).Order(),
            (await target.QueryAsync("SELECT sample_id, version, active FROM sample_link_counts")).Order());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Run_SecondTime_ChangesNothingAndSaysSo(string kind)
    {
        await using var target = await ImportTarget.CreateAsync(kind);
        using var dump = new DumpOnDisk();
        var first = await target.ImportAsync(dump.Options);
        var before = await target.ReadAllAsync();
        var report = await File.ReadAllTextAsync(dump.Report);

        var second = await target.ImportAsync(dump.Options);

        Assert.Equal((first.All, default, first.All.Samples), (second.All, second.New, second.Found));
        Assert.Contains("Nothing was written: the database has all of it already", second.ToString(), StringComparison.Ordinal);
        Assert.Equal(before, await target.ReadAllAsync());
        Assert.Equal(report, await File.ReadAllTextAsync(dump.Report));
    }

    [Theory]
    [InlineData(ArangoForm.Dump, true)]
    [InlineData(ArangoForm.Envelope, false)]
    [InlineData(ArangoForm.Envelope, true)]
    [InlineData(ArangoForm.Lines, false)]
    [InlineData(ArangoForm.Lines, true)]
    [InlineData(ArangoForm.Array, false)]
    [InlineData(ArangoForm.Array, true)]
    public async Task Run_AnyFormOfFiles_StoresTheSame(ArangoForm form, bool gzip)
    {
        await using var one = new SqliteTarget();
        await using var other = new SqliteTarget();
        using var plain = new DumpOnDisk(10);
        using var dump = new DumpOnDisk(10, form, gzip, "renamed");

        await one.ImportAsync(plain.Options);
        await other.ImportAsync(dump.Options with
        {
            Collections = new CollectionNames
            {
                Samples = "renamed_sample",
                Versions = "renamed_version",
                Nodes = "renamed_nodes",
                Links = "renamed_data_link",
                Schema = "renamed_schema",
            },
        });

        Assert.Equal(await one.ReadAllAsync(), await other.ReadAllAsync());
        Assert.Equal(
            plain.ReadReport().Where(line => line.ContainsKey("kind")).Select(Without).Order(StringComparer.Ordinal),
            dump.ReadReport().Where(line => line.ContainsKey("kind")).Select(Without).Order(StringComparer.Ordinal));

        static string Without(JsonObject line) => $"{line["kind"]} {line["key"]} {line["detail"]}";
    }

    /// <summary>However little memory there is, and in whatever pieces documents were sorted.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(20_000)]
    public async Task Run_ManySmallRuns_StoresTheSame(int bytesPerRun)
    {
        await using var one = new SqliteTarget();
        await using var other = new SqliteTarget();
        using var dump = new DumpOnDisk(20);
        await one.ImportAsync(dump.Options);
        var report = await File.ReadAllTextAsync(dump.Report);

        await other.ImportAsync(dump.Options with { BytesPerRun = bytesPerRun });

        Assert.Equal(await one.ReadAllAsync(), await other.ReadAllAsync());
        Assert.Equal(report, await File.ReadAllTextAsync(dump.Report));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Run_StoppedAtAnyLineAndRunAgain_StoresTheSame(string kind)
    {
        using var dump = new DumpOnDisk(10);
        await using var whole = await ImportTarget.CreateAsync(kind);
        await whole.ImportAsync(dump.Options);
        var expected = await whole.ReadAllAsync();

        for (var line = 1; ; line++)
        {
            await using var target = await ImportTarget.CreateAsync(kind);
            var isStopped = await StopAtAsync(target, dump.Options, line);
            if (!isStopped)
            {
                Assert.InRange(line, 5, 100);
                return;
            }

            await target.ImportAsync(dump.Options);
            Assert.Equal(expected, await target.ReadAllAsync());
            Assert.False(Directory.Exists(dump.Staging));
        }
    }

    /// <summary>Rows that somebody else removes, or changes, while it works.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Run_RowsThatGetLost_AreCountedAndTold(string kind)
    {
        var refusal = await ChangedWhileWritingAsync(kind, "DELETE FROM sample_nodes");

        Assert.Contains("there should be samples: 1, versions: 1, nodes: 1", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Run_RowThatIsNotAsInTheDump_IsReadBackAndTold(string kind)
    {
        var refusal = await ChangedWhileWritingAsync(kind, "UPDATE samples SET owner = 'thief'");

        Assert.Contains("is not stored as it is in the dump", refusal.Message, StringComparison.Ordinal);
    }

    private static async Task<ImportException> ChangedWhileWritingAsync(string kind, string change)
    {
        await using var target = await ImportTarget.CreateAsync(kind);
        using var dump = new SmallDump();
        return await Assert.ThrowsAsync<ImportException>(() => target.ImportAsync(dump.Options, line =>
        {
            if (line == ArangoImport.CountingLine)
                Task.Run(() => target.ExecuteAsync(change)).Wait();
        }));
    }

    private static async Task<bool> StopAtAsync(ImportTarget target, ImportOptions options, int line)
    {
        using var stop = new CancellationTokenSource();
        try
        {
            await target.ImportAsync(options with { BytesPerRun = 50_000 }, _ => StopAtLast(), stop.Token);
            return false;
        }
        catch (OperationCanceledException)
        {
            return true;
        }

        void StopAtLast()
        {
            if (--line == 0)
                stop.Cancel();
        }
    }
}
