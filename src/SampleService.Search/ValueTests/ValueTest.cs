using SampleService.Json;

namespace SampleService.Search;

/// <summary>What a value has to be. Tests of texts alone serve for names and node ids too.</summary>
public abstract record ValueTest
{
    internal virtual bool Holds(string text) => false;

    internal virtual bool Holds(in StoredText text) => Holds(text.Text);

    /// <summary>Whether it holds for the value at an index of an entry.</summary>
    internal virtual bool Holds(in StoredEntry entry, int index, EvaluationContext context) =>
        entry.Value(index) is { Kind: JsonKind.String } value && Holds(value.Text);

    /// <summary>What a text for which it holds was compared as; null where that is the text itself.</summary>
    internal virtual Comparison? Compare(string text) => null;

    /// <summary>What a value for which it holds was compared as; null where that is the value itself.</summary>
    internal virtual Comparison? Compare(in StoredEntry entry, int index, EvaluationContext context) =>
        entry.Value(index) is { Kind: JsonKind.String } value ? Compare(value.Text.Text) : null;
}
