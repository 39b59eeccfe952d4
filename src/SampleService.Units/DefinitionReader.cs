using System.Globalization;

namespace SampleService.Units;

/// <summary>
/// Reads unit definitions, one per line, in any order:
/// <code>
/// kilo- (k-): 1e3                            a prefix
/// meter (m, metre): [length]                 a base unit
/// liter (l, L, litre): decimeter^3           a derived unit
/// degree_Celsius (degC): kelvin from 273.15  a scale with an offset in base units
/// decibel (dB): 1 log 10 times 10            a logarithmic scale: value of level 0, base, levels per power of the base
/// </code>
/// <c>#</c> begins a comment.
/// </summary>
internal sealed class DefinitionReader : IUnitNames
{
    private const string DifferenceName = "delta_";
    private const string DifferenceSymbol = "Δ";

    private readonly Dictionary<string, DefinitionLine> _lines = new(StringComparer.Ordinal);
    private readonly UnitPrefixes _prefixes = new();
    private readonly Dictionary<string, UnitDefinition?> _units = new(StringComparer.Ordinal) { ["dimensionless"] = null };
    private readonly HashSet<DefinitionLine> _inProgress = [];

    /// <exception cref="FormatException">A definition is wrong; the message names its line.</exception>
    public static UnitRegistry Read(TextReader definitions)
    {
        var reader = new DefinitionReader();
        for (var number = 1; definitions.ReadLine() is { } text; number++)
            if (text.AsSpan(0, text.AsSpan().IndexOf('#') is >= 0 and var comment ? comment : text.Length) is var line
                && !line.IsWhiteSpace())
                reader.Add(DefinitionLine.Read(line.ToString(), number));
        foreach (var line in reader._lines.Values)
            if (!reader._units.ContainsKey(line.Name))
                reader.Define(line);
        return new UnitRegistry(reader._prefixes, reader._units);
    }

    bool IUnitNames.TryFind(ReadOnlySpan<char> name, out UnitDefinition? definition)
    {
        if (TryFindExact(name, out definition))
            return true;
        definition = _prefixes.Derive(name, TryFindExact);
        return definition is not null;
    }

    private void Add(DefinitionLine line)
    {
        foreach (var name in line.Names)
            if (name.EndsWith('-'))
                _prefixes.Add(name[..^1], line.Name[..^1], line.ReadNumber(line.Expression));
            else if (!_lines.TryAdd(name, line))
                throw line.Fault($"{name} is defined in line {_lines[name].Number} already");
    }

    private bool TryFindExact(ReadOnlySpan<char> span, out UnitDefinition? definition)
    {
        var name = span.ToString();
        if (_units.TryGetValue(name, out definition))
            return true;
        if (!_lines.TryGetValue(name, out var line))
            return false;
        Define(line);
        definition = _units[name];
        return true;
    }

    private void Define(DefinitionLine line)
    {
        if (!_inProgress.Add(line))
            throw line.Fault($"{line.Name} is defined by itself");
        var definition = Make(line);
        foreach (var name in line.Names)
        {
            _units.Add(name, definition);
            if (definition.Difference is { } difference)
            {
                _units.Add(DifferenceName + name, difference);
                _units.Add(DifferenceSymbol + name, difference);
            }
        }
    }

    private UnitDefinition Make(DefinitionLine line)
    {
        if (line.Expression is ['[', .., ']'])
            return new UnitDefinition(line.Name, line.Expression is "[]" ? Dimension.None : Dimension.Base(line.Expression, line.Name), 1);
        var logarithm = line.Expression.Split(" log ");
        var scale = logarithm[0].Split(" from ");
        var unit = UnitParser.Parse(scale[0], this, out var error) ?? throw line.Fault(error!.ToString());
        var definition = new UnitDefinition(line.Name, unit.Dimension, unit.BaseFactor);
        if (scale.Length == 2)
            return definition with
            {
                Offset = line.ReadNumber(scale[1]),
                Difference = new UnitDefinition(DifferenceName + line.Name, unit.Dimension, unit.BaseFactor) { IsDifference = true },
            };
        if (logarithm.Length == 1)
            return definition;
        return logarithm[1].Split(" times ") is [var of, var levels]
            ? definition with { LogBase = line.ReadNumber(of), LogFactor = line.ReadNumber(levels) }
            : throw line.Fault("a logarithmic scale is written: level 0 log base times levels");
    }
}

/// <summary>A definition before it is resolved.</summary>
/// <param name="Names">The long name first.</param>
/// <param name="Expression">The text after the colon.</param>
/// <param name="Number">The line number, from 1.</param>
internal sealed record DefinitionLine(string[] Names, string Expression, int Number)
{
    private static readonly char[] NameSeparators = ['(', ',', ')', ' '];

    public string Name => Names[0];

    /// <exception cref="FormatException">The line is not a definition.</exception>
    public static DefinitionLine Read(string text, int number)
    {
        var line = new DefinitionLine([], text, number);
        var colon = text.IndexOf(": ", StringComparison.Ordinal);
        var names = colon < 0 ? [] : text[..colon].Split(NameSeparators, StringSplitOptions.RemoveEmptyEntries);
        return names.Length > 0
            ? line with { Names = names, Expression = text.AsSpan(colon + 2).Trim().ToString() }
            : throw line.Fault("it has to be names, a colon, a blank, and what they stand for");
    }

    public double ReadNumber(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Fault($"'{text}' is not a number");

    public FormatException Fault(string why) => new($"line {Number}: {why}");
}
