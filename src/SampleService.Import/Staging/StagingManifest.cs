using System.Text.Json;

namespace SampleService.Import;

/// <summary>What the folder holds that is complete. It is replaced as a whole, so it is always that of some moment.</summary>
internal sealed class StagingManifest
{
    /// <summary>Grows with every change of the form of runs or keys.</summary>
    public const int PresentForm = 1;

    /// <summary>What the name of a file ends with that is not in its place yet.</summary>
    public const string Unfinished = ".new";

    /// <summary>The form of this folder.</summary>
    public int Form { get; init; } = PresentForm;

    /// <summary>The files that it was made of.</summary>
    public required List<string> Sources { get; init; }

    /// <summary>How many documents of each file are in runs; by their paths.</summary>
    public Dictionary<string, long> DocumentsRead { get; init; } = [];

    /// <summary>The files that were read to their ends.</summary>
    public HashSet<string> FilesRead { get; init; } = [];

    /// <summary>The sets that are complete.</summary>
    public HashSet<StagedSet> SetsDone { get; init; } = [];

    /// <summary>The runs of each set, in the order of reading.</summary>
    public Dictionary<StagedSet, List<StagedRun>> Runs { get; init; } = [];

    /// <summary>How many documents a set has.</summary>
    public long CountOf(StagedSet set) => RunsOf(set).Sum(static run => run.Documents);

    /// <summary>The runs of a set.</summary>
    public IReadOnlyList<StagedRun> RunsOf(StagedSet set) => Runs.TryGetValue(set, out var runs) ? runs : [];

    /// <summary>Adds a run.</summary>
    public void Add(StagedSet set, StagedRun run)
    {
        if (!Runs.TryGetValue(set, out var runs))
            Runs.Add(set, runs = []);
        runs.Add(run);
    }

    public static StagingManifest? TryRead(string path)
    {
        if (!File.Exists(path))
            return null;
        try
        {
            return JsonSerializer.Deserialize<StagingManifest>(File.ReadAllBytes(path));
        }
        catch (JsonException)
        {
            // Of another version, or damaged: everything is read anew.
            return null;
        }
    }

    public void Write(string path)
    {
        using (var file = new FileStream(path + Unfinished, FileMode.Create, FileAccess.Write))
        {
            JsonSerializer.Serialize(file, this);
            file.Flush(flushToDisk: true);
        }

        File.Move(path + Unfinished, path, overwrite: true);
    }
}

/// <summary>A file of sorted documents.</summary>
/// <param name="File">Its name.</param>
/// <param name="Documents">How many it has.</param>
internal sealed record StagedRun(string File, long Documents);
