using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace SampleService.Units;

/// <summary>
/// The known units, and the parser of unit expressions. Safe for concurrent use. docs/units.md describes the expressions; the embedded
/// units.txt defines the units.
/// </summary>
public sealed class UnitRegistry : IUnitNames
{
    /// <summary>Maximum number of cached names with a prefix or a plural s.</summary>
    internal const int DerivedCapacity = 2000;

    private static readonly Lazy<UnitRegistry> BuiltIn = new(LoadBuiltIn);

    private readonly UnitPrefixes _prefixes;
    private readonly FrozenDictionary<string, UnitDefinition?>.AlternateLookup<ReadOnlySpan<char>> _units;
    private readonly UnitPrefixes.ExactNames _exact;

    // A cache, since each name has more than a hundred variants with prefixes and plural, of which few are in use.
    private readonly ConcurrentDictionary<string, UnitDefinition>.AlternateLookup<ReadOnlySpan<char>> _derived =
        new ConcurrentDictionary<string, UnitDefinition>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private int _cachedCount;

    internal UnitRegistry(UnitPrefixes prefixes, IReadOnlyDictionary<string, UnitDefinition?> units)
    {
        _prefixes = prefixes;
        _units = units.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        _exact = _units.TryGetValue;
    }

    /// <summary>The built-in units.</summary>
    public static UnitRegistry Default => BuiltIn.Value;

    /// <summary>All names of units, without prefixed and plural forms.</summary>
    public IEnumerable<string> Names => _units.Dictionary.Keys;

    /// <summary>Number of cached names, for tests of its bound.</summary>
    internal int DerivedCount => _derived.Dictionary.Count;

    /// <summary>Loads other definitions, in the format of units.txt.</summary>
    /// <exception cref="FormatException">A definition is invalid; the message names its line.</exception>
    public static UnitRegistry Load(TextReader definitions) => DefinitionReader.Read(definitions);

    /// <exception cref="UnitFormatException">The text is not a unit expression.</exception>
    public Unit Parse(ReadOnlySpan<char> expression) =>
        UnitParser.Parse(expression, this, out var error) ?? throw new UnitFormatException(error!);

    public bool TryParse(
        ReadOnlySpan<char> expression, [NotNullWhen(true)] out Unit? unit, [NotNullWhen(false)] out UnitError? error)
    {
        unit = UnitParser.Parse(expression, this, out error);
        return unit is not null;
    }

    bool IUnitNames.TryFind(ReadOnlySpan<char> name, out UnitDefinition? definition)
    {
        if (_units.TryGetValue(name, out definition) || _derived.TryGetValue(name, out definition))
            return true;
        definition = _prefixes.Derive(name, _exact);
        if (definition is null)
            return false;
        if (_derived.TryAdd(name, definition) && Interlocked.Increment(ref _cachedCount) >= DerivedCapacity)
            ClearCache();
        return true;
    }

    /// <summary>Clears the whole cache: names in use come back at once, and tracking recency is not worth its cost.</summary>
    private void ClearCache()
    {
        Volatile.Write(ref _cachedCount, 0);
        _derived.Dictionary.Clear();
    }

    private static UnitRegistry LoadBuiltIn()
    {
        using var resource = typeof(UnitRegistry).Assembly.GetManifestResourceStream("units.txt")!;
        using var reader = new StreamReader(resource, Encoding.UTF8);
        return Load(reader);
    }
}
