using SampleService.Json;

namespace SampleService.Search;

/// <summary>The texts of a sample that words are looked for in: its name, node ids, and string values of controlled and user metadata.</summary>
internal static class TreeTexts
{
    public static IEnumerable<string> Of(string? name, ReadOnlySpan<byte> tree)
    {
        var texts = new List<string>();
        if (name is not null)
            texts.Add(name);
        var reader = new TreeReader(tree);
        while (reader.MoveToNode())
        {
            texts.Add(reader.NodeId.Text);
            while (reader.MoveToEntry())
            {
                var entry = reader.ReadEntry();
                for (var i = 0; i < entry.Count; i++)
                    if (entry.Value(i) is { Kind: JsonKind.String } value)
                        texts.Add(value.Text.Text);
            }
        }

        return texts;
    }
}
