using Microsoft.Extensions.DependencyInjection;
using SampleService.Domain;
using SampleService.Import.Tests.Support;
using SampleService.Storage;
using SampleService.Testing.Arango;
using SampleService.Testing.Servers;

namespace SampleService.Import.Tests.EndToEnd;

/// <summary>Dumps and databases that will not do: nothing is written.</summary>
public sealed class RefusalTests
{
    public static TheoryData<string> Kinds => ImportTarget.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Run_SampleThatWasChangedSince_IsRefused(string kind)
    {
        await using var target = await ImportTarget.CreateAsync(kind);
        using var dump = new DumpOnDisk(5);
        await target.ImportAsync(dump.Options);
        var id = (await target.QueryAsync("SELECT id FROM samples ORDER BY id LIMIT 1"))[0];
        await target.ExecuteAsync($"UPDATE samples SET owner = 'thief' WHERE id = '{id}'");
        var before = await target.ReadAllAsync();

        var refusal = await Assert.ThrowsAsync<ImportException>(() => target.ImportAsync(dump.Options));

        Assert.Contains($"The database has 1 others of the same ids or data units, such as sample {id}", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, await target.ReadAllAsync());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Run_LinkOfAnotherSampleIsInTheWay_IsRefused(string kind)
    {
        await using var target = await ImportTarget.CreateAsync(kind);
        using (var other = new SmallDump(link: true))
            await target.ImportAsync(other.Options);
        var before = await target.ReadAllAsync();
        using var dump = new SmallDump(link: true);

        var refusal = await Assert.ThrowsAsync<ImportException>(() => target.ImportAsync(dump.Options));

        Assert.Contains("such as link ", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, await target.ReadAllAsync());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Run_DatabaseWithOtherSamples_KeepsThem(string kind)
    {
        await using var target = await ImportTarget.CreateAsync(kind);
        var created = await target.WithServicesAsync(async services =>
        {
            var sample = new NewSample(
                SampleId.New(TimeProvider.System), new UserName("alice"), new SampleContent("own", "[{}]"u8.ToArray(), [new NodeEntry(new NodeId("n"), 1, 2, -1)]), WriteId.New());
            return await services.GetRequiredService<ISampleStore>().CreateAsync(sample, default);
        });
        using var dump = new SmallDump();

        var summary = await target.ImportAsync(dump.Options);

        Assert.Equal((1L, 0L), (summary.New.Samples, summary.Found));
        Assert.Equal(["alice", "user1"], (await target.QueryAsync("SELECT owner FROM samples")).Order());
        Assert.Contains(created.Id.ToString(), await target.QueryAsync("SELECT id FROM samples"));
    }

    [Fact]
    public async Task Run_OtherVersionOfTheSchema_IsRefused() => await AssertRefusedAsync("is not version 1", dump => dump.AddSchema(version: 2));

    [Fact]
    public async Task Run_SchemaThatIsBeingChanged_IsRefused() => await AssertRefusedAsync("inupdate", dump => dump.AddSchema(inUpdate: true));

    [Fact]
    public async Task Run_NoSchema_IsRefused() => await AssertRefusedAsync("is empty", static _ => { });

    [Fact]
    public async Task Run_TwoSchemas_IsRefused() => await AssertRefusedAsync("more than one document", dump =>
    {
        dump.AddSchema();
        dump.AddSchema();
    });

    [Fact]
    public async Task Run_RecordOfARemoval_IsRefused() => await AssertRefusedAsync("record of type 2302", dump =>
    {
        dump.AddSchema();
        dump.AddText(ArangoNames.Samples, """{"type":2302,"data":{"_key":"x"}}""");
    });

    [Fact]
    public async Task Run_NotJson_IsRefused() => await AssertRefusedAsync("not JSON", dump =>
    {
        dump.AddSchema();
        dump.AddText(ArangoNames.Nodes, """{"_key" "x"}""");
    });

    [Theory]
    [InlineData("samples_nodes*")]
    [InlineData("samples_schema*")]
    public async Task Run_CollectionWithoutFile_IsRefused(string pattern)
    {
        await using var target = new SqliteTarget();
        using var dump = new SmallDump();
        foreach (var file in Directory.GetFiles(dump.Folder, pattern))
            File.Delete(file);

        var refusal = await Assert.ThrowsAsync<ImportException>(() => target.ImportAsync(dump.Options));

        Assert.Contains("has no file of the collection", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(await target.QueryAsync("SELECT id FROM samples"));
    }

    [Theory]
    [InlineData(false, 5)]
    [InlineData(true, 100)]
    [InlineData(true, 2000)]
    public async Task Run_FileCutShort_IsRefused(bool gzip, int bytes)
    {
        await using var target = new SqliteTarget();
        using var dump = new DumpOnDisk(5, gzip: gzip);
        var file = Directory.GetFiles(dump.Folder, "samples_nodes_*.data.json*").Single(path => !path.Contains("edge", StringComparison.Ordinal));
        await using (var content = File.Open(file, FileMode.Open))
            content.SetLength(content.Length - bytes);

        var refusal = await Assert.ThrowsAsync<ImportException>(() => target.ImportAsync(dump.Options));

        Assert.Contains("cut short", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(await target.QueryAsync("SELECT id FROM samples"));
    }

    [Fact]
    public async Task Run_VelocyPack_IsRefusedWithWhatHelps()
    {
        await using var target = new SqliteTarget();
        using var dump = new SmallDump();
        var file = Directory.GetFiles(dump.Folder, "samples_sample_*.data.json").Single();
        File.Move(file, Path.ChangeExtension(file, ".vpack"));

        var refusal = await Assert.ThrowsAsync<ImportException>(() => target.ImportAsync(dump.Options));

        Assert.Contains("--dump-vpack false", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_EncryptedDump_IsRefused()
    {
        await using var target = new SqliteTarget();
        using var dump = new SmallDump();
        await File.WriteAllTextAsync(Path.Combine(dump.Folder, "ENCRYPTION"), "aes-256-ctr");

        Assert.Contains("is encrypted", (await Assert.ThrowsAsync<ImportException>(() => target.ImportAsync(dump.Options))).Message, StringComparison.Ordinal);
    }

    private static async Task AssertRefusedAsync(string text, Action<ArangoDump> fill)
    {
        await using var target = new SqliteTarget();
        using var folder = new TemporaryDirectory();
        using (var dump = new ArangoDump(Path.Combine(folder.Path, "dump")))
            fill(dump);

        var refusal = await Assert.ThrowsAsync<ImportException>(() => target.ImportAsync(new ImportOptions
        {
            DumpFolder = Path.Combine(folder.Path, "dump"),
            StagingFolder = Path.Combine(folder.Path, "staging"),
            ReportFile = Path.Combine(folder.Path, "report.jsonl"),
        }));

        Assert.Contains(text, refusal.Message, StringComparison.Ordinal);
        Assert.Empty(await target.QueryAsync("SELECT id FROM samples"));
    }
}
