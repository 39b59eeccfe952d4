using System.Text;

namespace SampleService.Import;

/// <summary>Reads the sorted documents of all sets side by side, sample by sample: what is in memory is one sample at a time.</summary>
internal sealed class SampleStream : IDisposable
{
    private readonly MergedRuns _samples;
    private readonly MergedRuns _versions;
    private readonly MergedRuns _nodes;
    private readonly MergedRuns _links;
    private readonly (MergedRuns Runs, string Collection)[] _all;

    public SampleStream(StagingFolder folder, CollectionNames names)
    {
        _samples = new MergedRuns(folder, StagedSet.Samples);
        _versions = new MergedRuns(folder, StagedSet.Versions);
        _nodes = new MergedRuns(folder, StagedSet.Nodes);
        _links = new MergedRuns(folder, StagedSet.LinksBySample);
        _all = [(_samples, names.Samples), (_versions, names.Versions), (_nodes, names.Nodes), (_links, names.Links)];
        foreach (var (runs, _) in _all)
            runs.Read();
    }

    /// <summary>The next sample, in the order of ids; null when only documents without an id are left, or none.</summary>
    public StagedSample? Read()
    {
        byte[]? next = null;
        foreach (var (runs, _) in _all)
            if (runs.HasDocument && runs.Key[0] != StagedDocument.Malformed[0] && (next is null || Part(runs.Key, 0).SequenceCompareTo(next) < 0))
                next = Part(runs.Key, 0).ToArray();
        if (next is null)
            return null;

        var sample = new StagedSample(Encoding.UTF8.GetString(next));
        for (; IsOf(_samples, next); _samples.Read())
            sample.Documents.Add(_samples.Document.ToArray());
        for (; IsOf(_versions, next); _versions.Read())
            sample.VersionOf(Encoding.UTF8.GetString(Part(_versions.Key, 1))).Documents.Add(_versions.Document.ToArray());
        for (; IsOf(_nodes, next); _nodes.Read())
            sample.VersionOf(Encoding.UTF8.GetString(Part(_nodes.Key, 1))).Nodes.Add(_nodes.Document.ToArray());
        for (; IsOf(_links, next); _links.Read())
            sample.Links.Add(new StagedLink((LinkVerdict)_links.Mark, _links.Document.ToArray()));
        return sample;
    }

    /// <summary>When all samples were read: the documents without an id, one by one.</summary>
    public IEnumerable<(string Collection, ReadOnlyMemory<byte> Document)> ReadMalformed()
    {
        foreach (var (runs, collection) in _all)
            for (; runs.HasDocument; runs.Read())
                yield return (collection, runs.Document);
    }

    public void Dispose()
    {
        foreach (var (runs, _) in _all)
            runs.Dispose();
    }

    private static bool IsOf(MergedRuns runs, ReadOnlySpan<byte> sample) => runs.HasDocument && Part(runs.Key, 0).SequenceEqual(sample);

    /// <summary>A part of a key.</summary>
    private static ReadOnlySpan<byte> Part(ReadOnlySpan<byte> key, int number)
    {
        for (; number > 0; number--)
            key = key[(key.IndexOf((byte)0) + 1)..];
        var end = key.IndexOf((byte)0);
        return end < 0 ? key : key[..end];
    }
}
