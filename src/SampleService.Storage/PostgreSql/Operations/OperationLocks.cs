using SampleService.Domain;

namespace SampleService.Storage.PostgreSql;

/// <summary>
/// What a call locks: the rows that its operations name, and those that only the database knows to belong to them. The latter are looked up before
/// anything is locked; if they turn out to be others when all is locked, the transaction is run again with those too.
/// </summary>
/// <param name="keys">What the operations name.</param>
internal sealed class OperationLocks(OperationKeys keys)
{
    private readonly HashSet<SampleId> _samples = [.. keys.Samples];
    private readonly HashSet<DataUnit> _units = [.. keys.Units];

    /// <summary>What the operations name.</summary>
    public OperationKeys Keys => keys;

    /// <summary>Samples whose rows are locked.</summary>
    public IReadOnlyCollection<SampleId> Samples => _samples;

    /// <summary>Data units that are locked, by the counters of their object versions.</summary>
    public IReadOnlyCollection<DataUnit> Units => _units;

    /// <summary>Whether there is something to be looked up.</summary>
    public bool DependOnLinks => keys.UnitsOfSamples.Count > 0 || keys.Links.Count > 0 || keys.LinkScopes.Count > 0;

    /// <summary>The sample of an active link that is to be ended. True if it is not locked yet.</summary>
    public bool AddLinked(SampleId sample) => _samples.Add(sample);

    /// <summary>A link that an operation names by its id.</summary>
    public void AddNamed(DataLink link)
    {
        _samples.Add(link.Sample.Sample);
        _units.Add(link.Unit);
    }

    /// <summary>Active links that may be ended. True if one is not locked yet.</summary>
    public bool AddActive(IEnumerable<DataLink> links)
    {
        var isAdded = false;
        foreach (var link in links)
            isAdded |= _units.Add(link.Unit);
        return isAdded;
    }
}
