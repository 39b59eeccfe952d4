using System.Collections.Immutable;

namespace SampleService.Search;

/// <summary>Tells whether samples match a filter, and why. Immutable and safe for concurrent use.</summary>
/// <param name="filter">The filter.</param>
/// <param name="context">What was looked up for it.</param>
public sealed class FilterEvaluator(Filter filter, EvaluationContext context)
{
    private readonly FilterPlan _plan = new(filter);

    /// <summary>Whether a sample matches. The tree is read only as far as needed.</summary>
    /// <param name="sample">What is known beside the tree.</param>
    /// <param name="tree">The nodes as they are stored: a JSON list.</param>
    public bool Holds(SampleFacts sample, ReadOnlySpan<byte> tree)
    {
        ulong headers = 0, holding = 0;
        foreach (var planned in _plan.Headers)
        {
            headers |= planned.Bit;
            if (planned.Condition.Compare(sample, context) is not null)
                holding |= planned.Bit;
        }

        if (_plan.Root.Evaluate(headers, holding) is { } decided)
            return decided;
        var pass = NewPass(sample, tree, stackalloc int[_plan.Texts.Length], recorder: null);
        while (pass.ReadNode())
            if (_plan.Root.Evaluate(headers | pass.Holding, holding | pass.Holding) is { } found)
                return found;
        return _plan.Root.Evaluate(ulong.MaxValue, holding | pass.Holding)!.Value;
    }

    /// <summary>What made each condition hold, in the order of the conditions, at most <see cref="Match.MaxPerSample"/>.</summary>
    public ImmutableArray<Match> Explain(SampleFacts sample, ReadOnlySpan<byte> tree)
    {
        var recorder = new MatchRecorder(_plan, context);
        foreach (var planned in _plan.Headers)
            if (planned.Condition.Compare(sample, context) is { } value)
                recorder.Add(planned.Number, value);
        var pass = NewPass(sample, tree, stackalloc int[_plan.Texts.Length], recorder);
        while (pass.ReadNode())
        {
        }

        foreach (var planned in _plan.Texts)
            if ((pass.Holding & planned.Bit) != 0)
                recorder.Add(planned.Number, new ComparedValue("null") { Comparison = planned.Condition.Test.Compare(TreeTexts.Of(sample.Name, tree)) });
        return recorder.Matches;
    }

    private TreePass NewPass(SampleFacts sample, ReadOnlySpan<byte> tree, Span<int> words, MatchRecorder? recorder)
    {
        var pass = new TreePass(_plan, context, tree, words, recorder);
        if (_plan.Texts.Length > 0 && sample.Name is { } name)
            pass.ReadText(name);
        return pass;
    }
}
