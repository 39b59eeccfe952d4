namespace SampleService.Search;

/// <summary>
/// A filter prepared for evaluation. Each condition has a bit by its number; that of a <see cref="SameNodeFilter"/> as a whole is the bit of
/// its first condition, since its conditions count only together.
/// </summary>
internal sealed class FilterPlan
{
    private readonly List<Planned<HeaderCondition>> _headers = [];
    private readonly List<Planned<TextCondition>> _texts = [];
    private readonly List<Planned<NodeIdCondition>> _nodeIds = [];
    private readonly List<Planned<NodeTypeCondition>> _nodeTypes = [];
    private readonly List<Planned<MetadataCondition>> _metadata = [];
    private readonly List<SameNodeGroup> _groups = [];

    public FilterPlan(Filter filter)
    {
        Paths = [.. filter.Conditions.Select(condition => condition.Path)];
        Root = Add(filter, isNegated: false);
        Headers = [.. _headers];
        Texts = [.. _texts];
        NodeIds = [.. _nodeIds];
        NodeTypes = [.. _nodeTypes];
        Metadata = [.. _metadata];
        Groups = [.. _groups];
    }

    private int _count;

    /// <summary>The paths of the conditions.</summary>
    public string[] Paths { get; }

    public FilterNode Root { get; }

    public Planned<HeaderCondition>[] Headers { get; }

    public Planned<TextCondition>[] Texts { get; }

    public Planned<NodeIdCondition>[] NodeIds { get; }

    public Planned<NodeTypeCondition>[] NodeTypes { get; }

    public Planned<MetadataCondition>[] Metadata { get; }

    public SameNodeGroup[] Groups { get; }

    /// <summary>Conditions on nodes that hold by themselves.</summary>
    public ulong Ungrouped { get; private set; }

    /// <summary>Conditions that explanations leave out: those under a <see cref="NotFilter"/>.</summary>
    public ulong Negated { get; private set; }

    private FilterNode Add(Filter filter, bool isNegated)
    {
        switch (filter)
        {
            case AllFilter all:
                return new FilterNode.All([.. all.Members.Select(member => Add(member, isNegated))]);
            case AnyFilter any:
                return new FilterNode.Any([.. any.Members.Select(member => Add(member, isNegated))]);
            case NotFilter not:
                return new FilterNode.Not(Add(not.Inner, isNegated: true));
            case SameNodeFilter sameNode:
                var (first, mask) = (_count, 0UL);
                foreach (var member in sameNode.Members)
                    mask |= AddCondition(member, isNegated);
                _groups.Add(new SameNodeGroup(mask, 1UL << first));
                return new FilterNode.Leaf(1UL << first);
            default:
                var bit = AddCondition((Condition)filter, isNegated);
                if (filter is NodeCondition)
                    Ungrouped |= bit;
                return new FilterNode.Leaf(bit);
        }
    }

    private ulong AddCondition(Condition condition, bool isNegated)
    {
        var number = _count++;
        var bit = 1UL << number;
        if (isNegated)
            Negated |= bit;
        switch (condition)
        {
            case HeaderCondition header:
                _headers.Add(new(header, number));
                break;
            case TextCondition text:
                _texts.Add(new(text, number));
                break;
            case NodeIdCondition id:
                _nodeIds.Add(new(id, number));
                break;
            case NodeTypeCondition type:
                _nodeTypes.Add(new(type, number));
                break;
            case MetadataCondition metadata:
                _metadata.Add(new(metadata, number));
                break;
            default:
                throw new ArgumentException($"{condition.GetType().Name} is no condition that can be evaluated", nameof(condition));
        }

        return bit;
    }
}

/// <summary>A condition and its number.</summary>
internal readonly record struct Planned<T>(T Condition, int Number)
    where T : Condition
{
    public ulong Bit => 1UL << Number;
}

/// <summary>Conditions that one node has to fulfil.</summary>
/// <param name="Mask">Their bits.</param>
/// <param name="Bit">The bit of them as a whole.</param>
internal readonly record struct SameNodeGroup(ulong Mask, ulong Bit);

/// <summary>The logic of a filter over the bits of its conditions.</summary>
internal abstract class FilterNode
{
    /// <summary>Whether it holds; null while that is open.</summary>
    /// <param name="decided">Conditions of which it is known whether they hold.</param>
    /// <param name="holding">Those that hold.</param>
    public abstract bool? Evaluate(ulong decided, ulong holding);

    public sealed class All(FilterNode[] members) : FilterNode
    {
        public override bool? Evaluate(ulong decided, ulong holding) => Search(members, decided, holding, stopAt: false);
    }

    public sealed class Any(FilterNode[] members) : FilterNode
    {
        public override bool? Evaluate(ulong decided, ulong holding) => Search(members, decided, holding, stopAt: true);
    }

    public sealed class Not(FilterNode inner) : FilterNode
    {
        public override bool? Evaluate(ulong decided, ulong holding) => !inner.Evaluate(decided, holding);
    }

    public sealed class Leaf(ulong bit) : FilterNode
    {
        public override bool? Evaluate(ulong decided, ulong holding) => (decided & bit) == 0 ? null : (holding & bit) != 0;
    }

    /// <summary>One member of that value decides, else those that are open leave it open.</summary>
    private static bool? Search(FilterNode[] members, ulong decided, ulong holding, bool stopAt)
    {
        bool? result = !stopAt;
        foreach (var member in members)
        {
            var one = member.Evaluate(decided, holding);
            if (one == stopAt)
                return stopAt;
            if (one is null)
                result = null;
        }

        return result;
    }
}
