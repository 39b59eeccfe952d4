using SampleService.Search;

namespace SampleService.Storage;

/// <summary>The numbers of keys and dimensions that a query is about.</summary>
internal sealed class NumberTable
{
    /// <summary>A number as it is, whatever its unit.</summary>
    public const int NoDimension = 0;

    /// <summary>The numbers of what is no metadata.</summary>
    public const int Saved = 0, Name = 1, NodeId = 2;

    private readonly Dictionary<SearchKeys, IReadOnlyList<int>> _keys = [];
    private readonly Dictionary<string, int> _dimensions = [];

    /// <summary>The numbers of keys; none for those that the database has not.</summary>
    public IReadOnlyList<int> Of(SearchKeys keys) => ReservedOf(keys.Key) is { } reserved ? [reserved] : _keys.GetValueOrDefault(Stored(keys), []);

    /// <summary>The number of a dimension; null if the database has it not.</summary>
    public int? Of(string dimension) =>
        dimension.Length == 0 ? NoDimension : _dimensions.TryGetValue(dimension, out var number) ? number : null;

    public void Add(SearchKeys keys, IReadOnlyList<int> numbers) => _keys[keys] = numbers;

    public void Add(string dimension, int number) => _dimensions[dimension] = number;

    /// <summary>The number of a key that is none of metadata; null for metadata.</summary>
    public static int? ReservedOf(SearchKey key) => key.Subject switch
    {
        SearchSubject.Saved => Saved,
        SearchSubject.Name => Name,
        SearchSubject.NodeId => NodeId,
        _ => null,
    };

    /// <summary>A key of metadata as the database has it.</summary>
    public static SearchKey Stored(SearchKey key) => SearchKey.Of(StorableText.Of(key.Key), StorableText.Of(key.ValueKey));

    private static SearchKeys Stored(SearchKeys keys) => keys with { Key = Stored(keys.Key) };

    /// <summary>The keys of metadata, as the database has them, and the dimensions that a query needs the numbers of.</summary>
    public static (HashSet<SearchKeys> Keys, HashSet<string> Dimensions) NeededBy(PostingQuery query)
    {
        var needed = (Keys: new HashSet<SearchKeys>(), Dimensions: new HashSet<string>());
        Collect(query);
        return needed;

        void Collect(PostingQuery part)
        {
            switch (part)
            {
                case TextIsQuery { Keys: var keys }:
                    AddKeys(keys);
                    break;
                case TextPrefixQuery { Keys: var keys }:
                    AddKeys(keys);
                    break;
                case TextRangeQuery { Keys: var keys }:
                    AddKeys(keys);
                    break;
                case KeyIsThereQuery { Keys: var keys }:
                    AddKeys(keys);
                    break;
                case NumberRangeQuery { Keys: var keys, Dimension: var dimension }:
                    AddKeys(keys);
                    if (dimension.Length > 0)
                        needed.Dimensions.Add(dimension);
                    break;
                case AnyOfQuery any:
                    foreach (var member in any.Members)
                        Collect(member);
                    break;
            }
        }

        void AddKeys(SearchKeys keys)
        {
            if (ReservedOf(keys.Key) is null)
                needed.Keys.Add(Stored(keys));
        }
    }
}
