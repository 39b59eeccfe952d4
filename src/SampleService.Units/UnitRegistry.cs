using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace SampleService.Units;

/// <summary>
/// Knows units by their names and reads expressions of them. Safe for concurrent use. What an expression may be is
/// said in docs/units.md; what units there are, in units.txt, which is built in.
/// </summary>
public sealed class UnitRegistry : IUnitNames
{
    /// <summary>Most names with a prefix or a plural s that are remembered.</summary>
    internal const int MostDerived = 2000;

    private static readonly Lazy<UnitRegistry> BuiltIn = new(LoadBuiltIn);

    private readonly UnitPrefixes _prefixes;
    private readonly FrozenDictionary<string, UnitDefinition?>.AlternateLookup<ReadOnlySpan<char>> _units;
    private readonly UnitPrefixes.ExactNames _exact;

    // Those in use are few; with prefixes and a plural s every name of a unit gives more than a hundred.
    private readonly ConcurrentDictionary<string, UnitDefinition>.AlternateLookup<ReadOnlySpan<char>> _derived =
        new ConcurrentDictionary<string, UnitDefinition>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private int _remembered;

    internal UnitRegistry(UnitPrefixes prefixes, IReadOnlyDictionary<string, UnitDefinition?> units)
    {
        _prefixes = prefixes;
        _units = units.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        _exact = _units.TryGetValue;
    }

    /// <summary>The units that are built in.</summary>
    public static UnitRegistry Default => BuiltIn.Value;

    /// <summary>The names of units, without those that have a prefix or a plural s.</summary>
    public IEnumerable<string> Names => _units.Dictionary.Keys;

    /// <summary>How many names with a prefix or a plural s are remembered.</summary>
    internal int DerivedCount => _derived.Dictionary.Count;

    /// <summary>A registry of definitions of one's own, in the format of units.txt.</summary>
    /// <exception cref="FormatException">A definition is wrong; the message names its line.</exception>
    public static UnitRegistry Load(TextReader definitions) => DefinitionReader.Read(definitions);

    /// <summary>The unit an expression stands for.</summary>
    /// <exception cref="UnitFormatException">It stands for none.</exception>
    public Unit Parse(ReadOnlySpan<char> expression) =>
        UnitParser.Parse(expression, this, out var error) ?? throw new UnitFormatException(error!);

    /// <summary>The unit an expression stands for, or why it stands for none.</summary>
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
        if (_derived.TryAdd(name, definition) && Interlocked.Increment(ref _remembered) >= MostDerived)
            Forget();
        return true;
    }

    /// <summary>All of them: those in use come back at once, and those that came first may not be in use.</summary>
    private void Forget()
    {
        Volatile.Write(ref _remembered, 0);
        _derived.Dictionary.Clear();
    }

    private static UnitRegistry LoadBuiltIn()
    {
        using var resource = typeof(UnitRegistry).Assembly.GetManifestResourceStream("units.txt")!;
        using var reader = new StreamReader(resource, Encoding.UTF8);
        return Load(reader);
    }
}
