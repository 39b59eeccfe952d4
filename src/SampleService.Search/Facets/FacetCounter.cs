using System.Collections.Immutable;

namespace SampleService.Search;

/// <summary>Counts the values of facets, sample by sample. Not safe for concurrent use.</summary>
/// <param name="facets">What is counted.</param>
public sealed class FacetCounter(ImmutableArray<Facet> facets)
{
    private readonly ValueCounter[] _counters = [.. facets.Select(static facet => new ValueCounter(facet))];

    /// <summary>Counts a sample.</summary>
    /// <param name="tree">Its nodes as they are stored.</param>
    public void Add(ReadOnlySpan<byte> tree)
    {
        var reader = new TreeReader(tree);
        while (reader.MoveToNode())
            while (reader.MoveToEntry())
                if (IsWanted(reader))
                {
                    var entry = reader.ReadEntry();
                    foreach (var counter in _counters)
                        if (counter.Facet.IsAbout(reader.Kind, entry.Key))
                            counter.Take(entry);
                }

        foreach (var counter in _counters)
            counter.EndSample();
    }

    /// <summary>What was counted.</summary>
    /// <param name="isComplete">Whether all samples were.</param>
    public ImmutableArray<FacetCounts> ToCounts(bool isComplete) => [.. _counters.Select(counter => counter.ToCounts(isComplete))];

    private bool IsWanted(in TreeReader reader)
    {
        foreach (var counter in _counters)
            if (counter.Facet.IsAbout(reader.Kind, reader.Key))
                return true;
        return false;
    }
}
