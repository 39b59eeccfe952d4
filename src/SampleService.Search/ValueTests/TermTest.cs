namespace SampleService.Search;

/// <summary>The text is a term of an ontology, or one below it. Which these are is looked up before samples are looked at.</summary>
public sealed record TermTest(TermDemand Term) : ValueTest
{
    internal override bool Holds(in StoredEntry entry, int index, EvaluationContext context) =>
        entry.Value(index) is { Kind: Json.JsonKind.String } value && context.Terms[Term].Contains(value.Text.Text);

    internal override Comparison? Compare(in StoredEntry entry, int index, EvaluationContext context) =>
        Comparison.OfTexts(context.Terms[Term].Chain(entry.Value(index).Text.Text));
}
