using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using SampleService.Testing.Json;

namespace SampleService.Testing.Conformance;

/// <summary>
/// Replaces <c>${name}</c>, <c>${name+N}</c> and <c>${name-N}</c> and builds the long values of <c>$repeat</c> and its
/// like. A string that is one variable keeps the variable's type.
/// </summary>
internal sealed partial class Substitution(IReadOnlyDictionary<string, object?> variables)
{
    /// <summary>What <c>${i}</c> counts inside <c>$list</c> and <c>$map</c>.</summary>
    private BigInteger? _counter;

    public object? Apply(object? value) => value switch
    {
        string text => ApplyToText(text),
        JsonList list => new JsonList(list.Select(Apply)),
        JsonMap { Count: 1 } map when TryBuild(map.GetAt(0).Key, map.GetAt(0).Value, out var built) => built,
        JsonMap map => ApplyToMembers(map),
        _ => value,
    };

    public string Text(object? value) => Spell(Apply(value));

    [GeneratedRegex(@"\$\{\s*(\w+)\s*(?:([+-])\s*(\d+)\s*)?\}")]
    private static partial Regex Variable();

    private static string Spell(object? value) => value switch
    {
        string text => text,
        double or BigInteger or int or long => JsonNumber.Spell(value),
        _ => throw new StepException($"{JsonText.Write(value)} cannot be part of a text"),
    };

    private static int Count(object? value) => JsonNumber.TryGetInteger(value, out var count)
        ? (int)count
        : throw new StepException("a count is no integer");

    private object? ApplyToText(string text)
    {
        if (!text.Contains("${", StringComparison.Ordinal))
            return text;
        var first = Variable().Match(text);
        return first.Success && first.Length == text.Length ? LookUp(first) : Variable().Replace(text, m => Spell(LookUp(m)));
    }

    private JsonMap ApplyToMembers(JsonMap map)
    {
        var result = new JsonMap();
        foreach (var (name, member) in map)
            result[Spell(ApplyToText(name))] = Apply(member);
        return result;
    }

    private bool TryBuild(string kind, object? argument, out object? built)
    {
        built = kind switch
        {
            "$repeat" when argument is JsonList pair => string.Concat(Enumerable.Repeat(Text(pair[0]), Count(pair[1]))),
            "$concat" when argument is JsonList parts => string.Concat(parts.Select(Text)),
            "$upper" => Text(argument).ToUpperInvariant(),
            "$plain" => Text(argument).Replace("-", "", StringComparison.Ordinal),
            "$list" when argument is JsonMap list => BuildList(list),
            "$map" when argument is JsonMap map => BuildMap(map),
            _ => null,
        };
        return built is not null;
    }

    private JsonList BuildList(JsonMap plan)
    {
        var list = new JsonList();
        CountTo(plan, () => list.Add(Apply(plan.Find("item"))));
        return list;
    }

    private JsonMap BuildMap(JsonMap plan)
    {
        var map = new JsonMap();
        CountTo(plan, () => map[Text(plan.Find("key"))] = Apply(plan.Find("value")));
        return map;
    }

    private void CountTo(JsonMap plan, Action build)
    {
        var outer = _counter;
        for (var i = 0; i < Count(plan.Find("count")); i++)
        {
            _counter = i;
            build();
        }

        _counter = outer;
    }

    private object? LookUp(Match match)
    {
        var name = match.Groups[1].Value;
        object? value;
        if (name == "i" && _counter is { } counter)
            value = counter;
        else if (!variables.TryGetValue(name, out value))
            throw new StepException($"variable {name} was never set (an earlier step did not give it)");
        if (!match.Groups[2].Success)
            return value;
        if (!JsonNumber.TryGetInteger(value, out var number))
            throw new StepException($"variable {name} is no integer");
        var amount = BigInteger.Parse(match.Groups[3].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
        return match.Groups[2].Value == "+" ? number + amount : number - amount;
    }
}
