namespace SampleService.Import.Tests.Support;

/// <summary>Keeps what the rules find.</summary>
internal sealed class FoundList : FindingSink
{
    private readonly List<Finding> _all = [];

    /// <summary>The names of the kinds, in the order found.</summary>
    public IEnumerable<string> Kinds => _all.Select(finding => finding.Kind.Name);

    /// <summary>All of it.</summary>
    public IReadOnlyList<Finding> All => _all;

    /// <summary>Members that were not known.</summary>
    public List<string> Ignored { get; } = [];

    /// <summary>What rules are given.</summary>
    public MappingContext Context => new(new CollectionNames(), this);

    public override void Add(Finding finding) => _all.Add(finding);

    public override void Ignore(string collection, string member) => Ignored.Add($"{collection}/{member}");
}
