namespace SampleService.Domain;

/// <summary>An object version that is or was linked to a sample.</summary>
/// <param name="Upa">The object version.</param>
/// <param name="Since">When it was linked first.</param>
/// <param name="LinkedBy">Who linked it first.</param>
public readonly record struct LinkedObject(Upa Upa, Timestamp Since, UserName LinkedBy);

/// <summary>Gathers the object versions of links that come one by one, the newest first.</summary>
/// <param name="max">How many are wanted.</param>
public sealed class LinkedObjects(int max)
{
    /// <summary>So many links of a sample are looked at.</summary>
    public const int MaxExamined = 10_000;

    private readonly Dictionary<Upa, int> _places = [];
    private readonly List<LinkedObject> _found = [];

    /// <summary>What was found.</summary>
    public IReadOnlyList<LinkedObject> Found => _found;

    /// <summary>Takes the next older link.</summary>
    public void Add(LinkedObject link)
    {
        if (_places.TryGetValue(link.Upa, out var place))
            _found[place] = link;
        else if (_found.Count < max)
        {
            _places.Add(link.Upa, _found.Count);
            _found.Add(link);
        }
    }
}
