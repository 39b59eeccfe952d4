using SampleService.Domain;
using SampleService.Json;

namespace SampleService.Search;

/// <summary>One walk over a tree that finds the conditions which hold.</summary>
internal ref struct TreePass
{
    private readonly FilterPlan _plan;
    private readonly EvaluationContext _context;
    private readonly MatchRecorder? _recorder;
    private readonly Span<int> _words;
    private TreeReader _reader;
    private ulong _ofNode;

    /// <param name="plan">The filter.</param>
    /// <param name="context">What was looked up for it.</param>
    /// <param name="tree">The stored tree.</param>
    /// <param name="words">Zeros, one for each condition on the whole text.</param>
    /// <param name="recorder">Is told what made conditions hold; null for nobody.</param>
    public TreePass(FilterPlan plan, EvaluationContext context, ReadOnlySpan<byte> tree, Span<int> words, MatchRecorder? recorder)
    {
        _plan = plan;
        _context = context;
        _recorder = recorder;
        _words = words;
        _reader = new TreeReader(tree);
    }

    /// <summary>The conditions on the tree that hold so far.</summary>
    public ulong Holding { get; private set; }

    /// <summary>Reads the next node.</summary>
    public bool ReadNode()
    {
        if (!_reader.MoveToNode())
            return false;
        _ofNode = 0;
        ReadHead();
        while (_reader.MoveToEntry())
            ReadEntry();
        Holding |= _ofNode & _plan.Ungrouped;
        _recorder?.Keep(_ofNode & _plan.Ungrouped);
        foreach (var group in _plan.Groups)
            if ((_ofNode & group.Mask) == group.Mask)
            {
                Holding |= group.Bit;
                _recorder?.Keep(group.Mask);
            }

        return true;
    }

    /// <summary>Looks for the words of conditions on the whole text.</summary>
    public void ReadText(in StoredText text)
    {
        for (var i = 0; i < _plan.Texts.Length; i++)
            if (NeedsWords(i))
                Take(i, _plan.Texts[i].Condition.Test.Find(text));
    }

    /// <inheritdoc cref="ReadText(in StoredText)"/>
    public void ReadText(string text)
    {
        for (var i = 0; i < _plan.Texts.Length; i++)
            Take(i, _plan.Texts[i].Condition.Test.Find(text));
    }

    private readonly bool NeedsWords(int index) => (Holding & _plan.Texts[index].Bit) == 0;

    private void Take(int index, int found)
    {
        var (condition, _) = _plan.Texts[index];
        _words[index] |= found;
        if (condition.Test.IsComplete(_words[index]))
            Holding |= _plan.Texts[index].Bit;
    }

    private void ReadHead()
    {
        if (_plan.Texts.Length > 0)
            ReadText(_reader.NodeId);
        foreach (var planned in _plan.NodeIds)
            if (planned.Condition.Test.Holds(_reader.NodeId))
            {
                _ofNode |= planned.Bit;
                _recorder?.Add(planned.Number, _reader, planned.Condition.Test);
            }

        foreach (var planned in _plan.NodeTypes)
            if (planned.Condition.In.Contains(TypeOf(_reader.NodeType)))
            {
                _ofNode |= planned.Bit;
                _recorder?.Add(planned.Number, _reader);
            }
    }

    private void ReadEntry()
    {
        // What holds already need not be looked at again, unless a group asks for it of this very node.
        var done = _ofNode | (_recorder is null ? Holding & _plan.Ungrouped : 0);
        var about = 0UL;
        foreach (var planned in _plan.Metadata)
            if ((done & planned.Bit) == 0 && planned.Condition.IsAbout(_reader.Kind, _reader.Key))
                about |= planned.Bit;
        var isTextOpen = false;
        for (var i = 0; i < _plan.Texts.Length; i++)
            isTextOpen |= NeedsWords(i);
        if (about == 0 && !isTextOpen)
            return;
        var entry = _reader.ReadEntry();
        for (var i = 0; i < entry.Count; i++)
        {
            if (about != 0)
                ReadValue(entry, i, about);
            if (isTextOpen && entry.Value(i) is { Kind: JsonKind.String } value)
                ReadText(value.Text);
        }
    }

    private void ReadValue(in StoredEntry entry, int index, ulong about)
    {
        foreach (var planned in _plan.Metadata)
        {
            var condition = planned.Condition;
            if ((about & ~_ofNode & planned.Bit) == 0
                || !condition.IsAbout(entry.Name(index))
                || condition.Test?.Holds(entry, index, _context) == false)
                continue;
            _ofNode |= planned.Bit;
            _recorder?.Add(planned.Number, _reader, entry, index, condition.Test);
        }
    }

    private static NodeType TypeOf(in StoredText type) =>
        type.Is("BioReplicate"u8) ? NodeType.BioReplicate : type.Is("TechReplicate"u8) ? NodeType.TechReplicate : NodeType.SubSample;
}
