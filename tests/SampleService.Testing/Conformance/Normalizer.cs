using System.Numerics;
using System.Text.RegularExpressions;
using SampleService.Testing.Json;

namespace SampleService.Testing.Conformance;

/// <summary>Puts names in the place of what differs from run to run: values of variables, other ids, times about now.</summary>
internal sealed partial class Normalizer
{
    private const long NowSlackMs = 120_000;

    private static readonly HashSet<string> TimeMembers = ["save_date", "created", "expired", "servertime", "effective_time"];

    private readonly (string Value, Regex Pattern, string Name)[] _named;
    private readonly HashSet<string> _sentIds;
    private readonly BigInteger _now;

    /// <param name="variables">The variables of the case, in the order in which they were first set.</param>
    /// <param name="sentText">The request; ids that it holds stay as they are.</param>
    /// <param name="nowMs">The time now.</param>
    public Normalizer(IEnumerable<KeyValuePair<string, object?>> variables, string sentText, long nowMs)
    {
        var named = variables.Where(IsNamed).Select(v => (Value: v.Value as string ?? JsonNumber.Spell(v.Value!), Name: v.Key)).ToList();
        foreach (var (value, name) in named.Where(v => WholeId().IsMatch(v.Value)).ToArray())
        {
            named.Add((value.ToUpperInvariant(), name + " upper"));
            named.Add((value.Replace("-", "", StringComparison.Ordinal), name + " plain"));
        }

        _named = [.. named.OrderByDescending(v => v.Value.Length).Select(v => (v.Value, WholeWord(v.Value), v.Name))];
        _sentIds = Id().Matches(sentText).Select(m => m.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        _now = nowMs;
    }

    public object? Body(object? value, string? member = null)
    {
        switch (value)
        {
            case string text:
                return Text(text);
            case JsonList list:
                return new JsonList(list.Select(item => Body(item)));
            case JsonMap map:
                var result = new JsonMap();
                foreach (var (name, item) in map)
                    result[Text(name)] = Body(item, name);
                return result;
            default:
                var isNow = member is not null && TimeMembers.Contains(member)
                    && JsonNumber.TryGetInteger(value, out var time) && BigInteger.Abs(time - _now) < NowSlackMs;
                return isNow ? "<now>" : value;
        }
    }

    [GeneratedRegex("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}")]
    private static partial Regex Id();

    [GeneratedRegex(@"\A[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}\z")]
    private static partial Regex WholeId();

    private static Regex WholeWord(string value) => new("(?<![0-9A-Za-z])" + Regex.Escape(value) + "(?![0-9A-Za-z])");

    /// <summary>Short texts and numbers that are no workspace ids turn up by accident.</summary>
    private static bool IsNamed(KeyValuePair<string, object?> variable) =>
        variable.Value is string { Length: > 7 }
        || (variable.Key.StartsWith("ws", StringComparison.Ordinal) && JsonNumber.TryGetInteger(variable.Value, out _));

    private string Text(string text)
    {
        foreach (var (value, pattern, name) in _named)
        {
            if (text.Contains(value, StringComparison.Ordinal))
                text = pattern.Replace(text, _ => "${" + name + "}");
        }

        return Id().Replace(text, m => _sentIds.Contains(m.Value) ? m.Value : "<uuid>");
    }
}
