using System.Collections.Immutable;

namespace SampleService.Search;

/// <summary>Keeps what made conditions hold: the first in the order of the tree, of the first node that counts.</summary>
internal sealed class MatchRecorder(FilterPlan plan, EvaluationContext context)
{
    private readonly Match?[] _ofNode = new Match?[plan.Paths.Length];
    private readonly Match?[] _kept = new Match?[plan.Paths.Length];

    /// <summary>What was kept, in the order of the conditions.</summary>
    public ImmutableArray<Match> Matches => [.. _kept.OfType<Match>().Take(Match.MaxPerSample)];

    /// <summary>A condition on the sample itself holds.</summary>
    public void Add(int number, ComparedValue value) =>
        Keep(number, new Match(plan.Paths[number], value.Json) { Comparison = value.Comparison });

    /// <summary>A condition on the id of the node holds.</summary>
    public void Add(int number, in TreeReader reader, ValueTest test) =>
        _ofNode[number] = OfNode(number, reader, JsonLiteral.Of(reader.NodeId)) with { Comparison = test.Compare(reader.NodeId.Text) };

    /// <summary>A condition on the type of the node holds.</summary>
    public void Add(int number, in TreeReader reader) => _ofNode[number] = OfNode(number, reader, JsonLiteral.Of(reader.NodeType));

    /// <summary>A condition on a value of the node holds.</summary>
    public void Add(int number, in TreeReader reader, in StoredEntry entry, int index, ValueTest? test)
    {
        var comparison = test?.Compare(entry, index, context);
        _ofNode[number] = OfNode(number, reader, entry.Value(index).Json) with
        {
            Kind = reader.Kind,
            Key = JsonLiteral.Of(entry.Key),
            ValueKey = JsonLiteral.Of(entry.Name(index)),
            Unit = comparison?.AssumedUnit ?? entry.UnitOf(index, context.UnitMembers),
            Comparison = comparison,
        };
    }

    /// <summary>Keeps what the node gave for these conditions, unless an earlier node did.</summary>
    public void Keep(ulong conditions)
    {
        for (var number = 0; number < _ofNode.Length; number++)
            if ((conditions & (1UL << number)) != 0)
                Keep(number, _ofNode[number]!);
    }

    private void Keep(int number, Match match)
    {
        if ((plan.Negated & (1UL << number)) == 0)
            _kept[number] ??= match;
    }

    private Match OfNode(int number, in TreeReader reader, string value) =>
        new(plan.Paths[number], value) { Node = JsonLiteral.Of(reader.NodeId) };
}
