using System.Collections.Frozen;
using SampleService.Domain;
using SampleService.Json;

namespace SampleService.Search;

/// <summary>The value is one of these: strings by code points, numbers by value, booleans only booleans.</summary>
/// <param name="Texts">The strings.</param>
/// <param name="Numbers">The numbers.</param>
/// <param name="True">Whether true is one of them.</param>
/// <param name="False">Whether false is one of them.</param>
public sealed record EqualsTest(FrozenSet<string> Texts, FrozenSet<MetadataNumber> Numbers, bool True = false, bool False = false) : ValueTest
{
    private readonly KeyName? _only = Texts.Count == 1 ? new KeyName(Texts.Items[0]) : null;

    /// <summary>Whether a boolean is one of them.</summary>
    public bool HasBooleans => True || False;

    internal override bool Holds(string text) => Texts.Contains(text);

    internal override bool Holds(in StoredText text) => Texts.Count > 0 && (_only is null ? Texts.Contains(text.Text) : text.Is(_only));

    internal override bool Holds(in StoredEntry entry, int index, EvaluationContext context)
    {
        var value = entry.Value(index);
        return value.Kind switch
        {
            JsonKind.String => Holds(value.Text),
            JsonKind.Number => Numbers.Count > 0 && Numbers.Contains(value.Number),
            JsonKind.True => True,
            _ => False,
        };
    }

    internal override Comparison? Compare(in StoredEntry entry, int index, EvaluationContext context) =>
        entry.Value(index) is { Kind: JsonKind.Number } value ? new Comparison(value.Json) { Bounds = new(value.Json, value.Json) } : null;
}
