using System.Globalization;
using SampleService.Json;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace SampleService.Validation;

/// <summary>
/// Makes a tree of the one document of a YAML text. Bounded in depth and in the size it has with all aliases written
/// out, so that a short text can't stand for a huge one.
/// </summary>
internal sealed class YamlComposer
{
    public const int MaximumDepth = 64;

    /// <summary>Values and characters, what aliases and merge keys stand for included.</summary>
    public const long MaximumSize = 16 * 1024 * 1024;

    private readonly Parser _parser;
    private readonly Dictionary<AnchorName, YamlNode> _anchors = [];
    private long _size;

    private YamlComposer(string text) => _parser = new Parser(new StringReader(text));

    private ParsingEvent Current => _parser.Current!;

    /// <exception cref="UnreadableConfigurationException">It is not YAML, or has something we do not take.</exception>
    public static YamlNode Compose(string text)
    {
        YamlCharacters.Check(text);
        return new YamlComposer(text).Document();
    }

    /// <summary>Goes on to the next event; at the end of the text there is none.</summary>
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
            // Some texts that are no YAML bring the parser itself to fall.
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

    /// <summary>The value that begins at the current event; goes on to the event after it.</summary>
    private YamlNode Node(int depth)
    {
        if (depth > MaximumDepth)
            throw TooDeep();
        if (Current is AnchorAlias alias)
            return Alias(alias, depth);
        var begin = Current;
        var node = begin switch
        {
            SequenceStart sequence => List(sequence, depth),
            MappingStart mapping => Map(mapping, depth),
            Scalar scalar => Scalar(scalar),

            // The parser lets some mappings end between a key and its value.
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
        if (depth + node.Height > MaximumDepth)
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

        // What is merged comes first and gives way to what stands in the mapping itself.
        return YamlNode.Map(merged.Concat(own));
    }

    private void Merge(YamlNode source, List<KeyValuePair<YamlNode, YamlNode>> merged, Mark mark)
    {
        var sources = source.Kind == JsonKind.Array ? source.Items : [source];
        if (sources.Any(one => one.Kind != JsonKind.Object))
            throw YamlProblem.At(mark, "a merge key needs a mapping or a list of mappings");

        // Of several, the earlier one wins: it has to come later.
        foreach (var one in sources.Reverse())
        {
            Spend(one.Size, mark);
            merged.AddRange(one.Members);
        }
    }

    private UnreadableConfigurationException TooDeep() =>
        YamlProblem.At(Current.Start, $"nested deeper than {MaximumDepth} levels");

    private void Spend(long size, Mark mark)
    {
        _size += size;
        if (_size > MaximumSize)
            throw YamlProblem.At(mark, $"larger than {MaximumSize} characters once its aliases are written out");
    }
}

/// <summary>
/// The characters a YAML text may have. The parser takes U+0000 for the end of the text, so what follows it would go
/// unseen; others are refused as YAML asks.
/// </summary>
internal static class YamlCharacters
{
    /// <exception cref="UnreadableConfigurationException">There is one that may not stand there.</exception>
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

/// <summary>What is wrong with a YAML text, and where.</summary>
internal static class YamlProblem
{
    public static UnreadableConfigurationException At(Mark mark, string problem, Exception? cause = null) => new(
        string.Create(CultureInfo.InvariantCulture, $"line {mark.Line}, column {mark.Column}: {problem}"), cause);
}
