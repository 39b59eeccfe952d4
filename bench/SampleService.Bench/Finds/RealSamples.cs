using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SampleService.Domain;
using SampleService.Json;

namespace SampleService.Bench;

/// <summary>The samples of the three real sets, as many as are wanted: each drawn from them, with numbers and a name of its own.</summary>
internal sealed class RealSamples
{
    private static readonly string[] Files = ["nmdc_964.jsonl", "enigma_511.jsonl", "sesar_216.jsonl"];

    /// <summary>So many have the texts of one, each with other numbers.</summary>
    private const int Variants = 12;

    private readonly Template[] _templates;

    private RealSamples(Template[] templates) => _templates = templates;

    public static RealSamples Read() => new(
        [.. Files.SelectMany(file => File.ReadLines(Path.Combine(AppContext.BaseDirectory, file))).Select(Template.Parse)]);

    /// <summary>A word that is in the names of so many samples, however many there are.</summary>
    /// <param name="lot">Which word.</param>
    public static string LotWord(int lot) => string.Create(CultureInfo.InvariantCulture, $"lot{lot}");

    /// <summary>How many different trees there are.</summary>
    public int Trees => _templates.Length * Variants;

    /// <summary>Which tree a sample has.</summary>
    /// <param name="number">Which sample; the same gives the same.</param>
    public int TreeOf(int number) => (int)(HashOf(number) % (uint)Trees);

    /// <summary>The name of a sample: that of the sample that it was drawn from, its number, and the word that its lot shares.</summary>
    /// <param name="number">Which sample.</param>
    /// <param name="lots">How many lots there are.</param>
    public string NameOf(int number, int lots) => string.Create(
        CultureInfo.InvariantCulture, $"{_templates[TreeOf(number) % _templates.Length].Name} {number} {LotWord(number % lots)}");

    /// <summary>A tree as it is stored.</summary>
    /// <param name="tree">Which tree.</param>
    public byte[] Read(int tree) => _templates[tree % _templates.Length].Tree.Vary(HashOf(tree));

    /// <summary>The argument that creates it. All of its metadata is the user's, since there are no validators.</summary>
    public string CreateArgument(int number)
    {
        var hash = HashOf(number);
        return Encoding.UTF8.GetString(_templates[hash % (uint)_templates.Length].Argument.Vary(hash));
    }

    private static uint HashOf(int number)
    {
        var hash = (uint)number * 2654435761;
        return (hash ^ (hash >> 15)) * 2246822519;
    }

    private sealed record Template(string Name, VariedJson Tree, VariedJson Argument)
    {
        public static Template Parse(string line)
        {
            using var text = JsonText.Parse(Encoding.UTF8.GetBytes(line));
            var sample = JsonNode.Parse(line)!;
            var name = sample["name"]!.GetValue<string>();
            var content = SampleTree.Read(text.Root["node_tree"u8]).ToContent(name);
            foreach (var node in sample["node_tree"]!.AsArray())
                MoveMetadata(node!.AsObject());
            var argument = new JsonObject { ["sample"] = sample.DeepClone() }.ToJsonString();
            return new Template(name, VariedJson.Of(content.NodeTree.ToArray()), VariedJson.Of(Encoding.UTF8.GetBytes(argument)));
        }

        private static void MoveMetadata(JsonObject node)
        {
            var user = node["meta_user"]!.AsObject();
            foreach (var (key, value) in node["meta_controlled"]!.AsObject())
                user.TryAdd(key, value?.DeepClone());
            node["meta_controlled"] = new JsonObject();
            node["source_meta"] = new JsonArray();
        }
    }

    /// <summary>A JSON text, and where its numbers end.</summary>
    private sealed record VariedJson(byte[] Text, (int End, bool HasPoint)[] Numbers)
    {
        private const int Digits = 3;

        public static VariedJson Of(byte[] text)
        {
            var numbers = new List<(int, bool)>();
            var reader = new Utf8JsonReader(text);
            while (reader.Read())
                if (reader.TokenType == JsonTokenType.Number && !reader.ValueSpan.ContainsAny((byte)'e', (byte)'E'))
                    numbers.Add(((int)reader.BytesConsumed, reader.ValueSpan.Contains((byte)'.')));
            return new VariedJson(text, [.. numbers]);
        }

        /// <summary>The same with three more digits behind the point of each number.</summary>
        public byte[] Vary(uint hash)
        {
            var varied = new byte[Text.Length + Numbers.Sum(static number => number.HasPoint ? Digits : Digits + 1)];
            var (from, to) = (0, 0);
            foreach (var (end, hasPoint) in Numbers)
            {
                Text.AsSpan(from, end - from).CopyTo(varied.AsSpan(to));
                to += end - from;
                from = end;
                if (!hasPoint)
                    varied[to++] = (byte)'.';
                hash = (hash * 1664525) + 1013904223;
                var digits = (hash >> 8) % 1000;
                varied[to++] = (byte)('0' + (digits / 100));
                varied[to++] = (byte)('0' + (digits / 10 % 10));
                varied[to++] = (byte)('0' + (digits % 10));
            }

            Text.AsSpan(from).CopyTo(varied.AsSpan(to));
            return varied;
        }
    }
}
