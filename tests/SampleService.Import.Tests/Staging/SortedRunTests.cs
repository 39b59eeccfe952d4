using System.Text;
using SampleService.Testing.Servers;

namespace SampleService.Import.Tests.Staging;

/// <summary>Documents in sorted runs, and what is left of them when a process ends.</summary>
public sealed class SortedRunTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    private string Path => System.IO.Path.Combine(_folder.Path, "staging");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(1_000_000)]
    public void Merge_AnySizeOfRuns_IsSortedAndKeepsTheOrderOfEqualKeys(int bytesPerRun)
    {
        var random = new Random(1);
        using var staging = StagingFolder.Open(Path, ["a"]);
        var writer = new SetWriter(staging, StagedSet.Samples, new RunBuffer(bytesPerRun));
        var expected = new List<(string Key, int Number)>();
        for (var number = 0; number < 500; number++)
        {
            var key = random.Next(50).ToString(System.Globalization.CultureInfo.InvariantCulture);
            expected.Add((key, number));
            writer.Add(Encoding.UTF8.GetBytes(key), (byte)(number % 256), Encoding.UTF8.GetBytes($"document {number}"));
            if (writer.IsFull)
                writer.EndRun();
        }

        writer.EndRun();
        using var merged = new MergedRuns(staging, StagedSet.Samples);
        var found = new List<(string, int)>();
        while (merged.Read())
        {
            var number = int.Parse(Encoding.UTF8.GetString(merged.Document.Span)["document ".Length..], System.Globalization.CultureInfo.InvariantCulture);
            Assert.Equal((byte)(number % 256), merged.Mark);
            found.Add((Encoding.UTF8.GetString(merged.Key), number));
        }

        Assert.Equal(expected.OrderBy(entry => entry.Key, StringComparer.Ordinal).ThenBy(entry => entry.Number), found);
        Assert.Equal(500, staging.Manifest.CountOf(StagedSet.Samples));
    }

    [Fact]
    public void Open_AfterAnEnd_HasWhatWasCommittedAndNothingElse()
    {
        using (var staging = StagingFolder.Open(Path, ["a"]))
        {
            Write(staging);
            staging.Commit();
            Write(staging);
            File.WriteAllText(System.IO.Path.Combine(Path, "manifest.json.new"), "{");
        }

        using var later = StagingFolder.Open(Path, ["a"]);

        Assert.False(File.Exists(System.IO.Path.Combine(Path, "manifest.json.new")));
        Assert.Equal("Samples.0.run", Assert.Single(later.Manifest.RunsOf(StagedSet.Samples)).File);
        Assert.Equal(["Samples.0.run"], Directory.GetFiles(Path, "*.run").Select(System.IO.Path.GetFileName));
    }

    [Theory]
    [InlineData("another dump")]
    [InlineData("a damaged manifest")]
    public void Open_OtherDumpOrDamage_BeginsAnew(string what)
    {
        using (var staging = StagingFolder.Open(Path, ["a"]))
        {
            Write(staging);
            staging.Commit();
        }

        if (what != "another dump")
            File.WriteAllText(System.IO.Path.Combine(Path, "manifest.json"), "{");
        using var later = StagingFolder.Open(Path, [what == "another dump" ? "b" : "a"]);

        Assert.Empty(later.Manifest.RunsOf(StagedSet.Samples));
        Assert.Empty(Directory.GetFiles(Path, "*.run"));
    }

    [Fact]
    public void Open_WhileAnotherHasIt_IsRefused()
    {
        using var staging = StagingFolder.Open(Path, ["a"]);

        Assert.Contains("Another import works in", Assert.Throws<ImportException>(() => StagingFolder.Open(Path, ["a"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_FolderOfSomebodyElse_IsRefusedAndLeftAlone()
    {
        Directory.CreateDirectory(Path);
        var strange = System.IO.Path.Combine(Path, "installer.run");
        File.WriteAllText(strange, "");

        Assert.Contains("files that are not of an import", Assert.Throws<ImportException>(() => StagingFolder.Open(Path, ["a"])).Message, StringComparison.Ordinal);
        Assert.Equal([strange], Directory.GetFileSystemEntries(Path));
    }

    [Fact]
    public void Delete_FolderWithAStrangersFile_KeepsThat()
    {
        var staging = StagingFolder.Open(Path, ["a"]);
        Write(staging);
        var file = System.IO.Path.Combine(Path, "notes.txt");
        File.WriteAllText(file, "mine");

        staging.Delete();

        Assert.Equal([file], Directory.GetFiles(Path));
    }

    private static void Write(StagingFolder staging)
    {
        var writer = new SetWriter(staging, StagedSet.Samples, new RunBuffer(10));
        writer.Add("k"u8, 0, "d"u8);
        writer.EndRun();
    }
}
