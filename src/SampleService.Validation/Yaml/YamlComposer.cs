using System.Globalization;
using SampleService.Json;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace SampleService.Validation;

/// <summary>
/// Builds the tree of a YAML text with one document. Limits the depth, and the size with all aliases expanded, so that a short text
/// cannot stand for a huge one (an alias bomb).
/// </summary>
internal sealed class YamlComposer
{
    public const int MaxDepth = 64;

    /// <summary>Values and characters, with aliases and merge keys expanded.</summary>
    public const long MaxSize = 16 * 1024 * 1024;

    private readonly Parser _parser;
    private readonly Dictionary<AnchorName, YamlNode> _anchors = [];
    private long _size;

    private YamlComposer(string text) => _parser = new Parser(new StringReader(text));

    private ParsingEvent Current => _parser.Current!;

    /// <exception cref="UnreadableConfigurationException">The text is not YAML, or uses what we do not accept.</exception>
    public static YamlNode Compose(string text)
    {
        YamlCharacters.Check(text);
        return new YamlComposer(text).Document();
    }

    /// <summary>Moves to the next event.</summary>
    private void Advance()
    {
        try
        {
            _parser.MoveNext();
        }
        catch (YamlException e)
        {
            throw YamlProblem.At(e.Start, e.Message, e);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            // Some malformed input makes YamlDotNet itself throw.
            throw YamlProblem.At(_parser.Current?.End ?? default, "what follows is not YAML (lines within brackets have to be indented)", e);
        }
    }

    private YamlNode Document()
    {
        Advance();
        Advance();
        if (Current is StreamEnd)
            return YamlScalars.Resolve(string.Empty, Current.Start);
        Advance();
        var root = Node(1);
        Advance();
        return Current is StreamEnd
            ? root
            : throw YamlProblem.At(Current.Start, "there is a second document, and only one is expected");
    }

    /// <summary>Reads the value that begins at the current event, and moves past it.</summary>
    private YamlNode Node(int depth)
    {
        if (depth > MaxDepth)
            throw TooDeep();
        if (Current is AnchorAlias alias)
            return Alias(alias, depth);
        var begin = Current;
        var node = begin switch
        {
            SequenceStart sequence => List(sequence, depth),
            MappingStart mapping => Map(mapping, depth),
            Scalar scalar => Scalar(scalar),

            // YamlDotNet accepts some mappings that end between a key and its value.
            _ => throw YamlProblem.At(begin.Start, "a value is missing"),
        };
        Advance();
        if (begin is NodeEvent { Anchor: { IsEmpty: false } anchor })
            _anchors[anchor] = node;
        return node;
    }

    private YamlNode Alias(AnchorAlias alias, int depth)
    {
        if (!_anchors.TryGetValue(alias.Value, out var node))
            throw YamlProblem.At(alias.Start, $"the alias '{alias.Value}' stands for nothing that is complete before it");
        if (depth + node.Height > MaxDepth)
            throw TooDeep();
        Spend(node.Size, alias.Start);
        Advance();
        return node;
    }

    private YamlNode Scalar(Scalar scalar)
    {
        var node = YamlTags.Scalar(scalar);
        Spend(node.Size, scalar.Start);
        return node;
    }

    private YamlNode List(SequenceStart sequence, int depth)
    {
        YamlTags.Require(sequence, "tag:yaml.org,2002:seq");
        Spend(1, sequence.Start);
        Advance();
        List<YamlNode> items = [];
        while (Current is not SequenceEnd)
            items.Add(Node(depth + 1));
        return YamlNode.List(items);
    }

    private YamlNode Map(MappingStart mapping, int depth)
    {
        YamlTags.Require(mapping, "tag:yaml.org,2002:map");
        Spend(1, mapping.Start);
        Advance();
        List<KeyValuePair<YamlNode, YamlNode>> merged = [], own = [];
        while (Current is not MappingEnd)
        {
            var start = Current.Start;
            if (YamlTags.IsMerge(Current))
            {
                Advance();
                Merge(Node(depth + 1), merged, start);
                continue;
            }

            var key = Node(depth + 1);
            if (key.Kind is JsonKind.Array or JsonKind.Object)
                throw YamlProblem.At(start, "a list or a mapping can't be a key");
            own.Add(new(key, Node(depth + 1)));
        }

        // Merged members come first, so that the mapping's own members override them.
        return YamlNode.Map(merged.Concat(own));
    }

    private void Merge(YamlNode source, List<KeyValuePair<YamlNode, YamlNode>> merged, Mark mark)
    {
        var sources = source.Kind == JsonKind.Array ? source.Items : [source];
        if (sources.Any(one => one.Kind != JsonKind.Object))
            throw YamlProblem.At(mark, "a merge key needs a mapping or a list of mappings");

        // The first of several sources wins, so it is added last.
        foreach (var one in sources.Reverse())
        {
            Spend(one.Size, mark);
            merged.AddRange(one.Members);
        }
    }

    private UnreadableConfigurationException TooDeep() =>
        YamlProblem.At(Current.Start, $"nested deeper than {MaxDepth} levels");

    private void Spend(long size, Mark mark)
    {
        _size += size;
        if (_size > MaxSize)
            throw YamlProblem.At(mark, $"larger than {MaxSize} characters once its aliases are written out");
    }
}

/// <summary>
/// The characters that a YAML text may contain. YamlDotNet takes U+0000 for the end of the text and would ignore the rest, so it is
/// refused like the other characters that YAML forbids.
/// </summary>
internal static class YamlCharacters
{
    /// <exception cref="UnreadableConfigurationException">There is a forbidden character.</exception>
    public static void Check(string text)
    {
        var line = 1;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\n')
                line++;
            else if (!IsAllowed(c))
                throw new UnreadableConfigurationException(
                    string.Create(CultureInfo.InvariantCulture, $"line {line}: the character U+{(int)c:X4} may not stand there"));
        }
    }

    private static bool IsAllowed(char c) =>
        c is '\t' or '\r' or '\u0085' or >= ' ' and <= '~' or >= '\u00a0' and <= '\ufffd';
}

/// <summary>Faults of a YAML text with their position.</summary>
internal static class YamlProblem
{
    public static UnreadableConfigurationException At(Mark mark, string problem, Exception? cause = null) => new(
        string.Create(CultureInfo.InvariantCulture, $"line {mark.Line}, column {mark.Column}: {problem}"), cause);
}
