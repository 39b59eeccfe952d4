using System.Text;
using System.Text.Json;

namespace SampleService.Domain.Tests;

/// <summary>The size of metadata (docs/api/samples.md): 100000 bytes pass, 100001 do not.</summary>
public class SizeTests
{
    private const int MaxBytes = 100_000;

    /// <summary>Objects of primitives, each of less than 1000 bytes, to fill the metadata with.</summary>
    public static TheoryData<string> Fillers =>
    [
        """{"v": "plain"}""",
        """{"é": "ééé中中中😀😀😀"}""",
        """{"\u00e9": "\u00e9\u4e2d\ud83d\ude00"}""",
        """{"q\"\\\/": "\"\\\/\n\t\u0022\u005c\u000a\u0041"}""",
        """{"v":1.0,"w":1.50000000000000000000000000000000000000000,"x":1e3,"y":1E16,"z":123456789012345680.0}""",
        """{"v":1e-7,"w":-0.0,"x":2.98023223876953125e-8}""",
        """{"":9e15,"a":9e15,"b":9e15,"c":9e15,"d":9e15,"e":9e15,"f":9e15,"g":9e15,"h":9e15,"i":9e15,"j":9e15,"k":9e15}""",
        """{"v":0,"w":-0,"x":-17,"y":18446744073709551616,"z":-123456789012345678901234567890123456789012345678901234567890}""",
        """{"v":true,"w":false,"":"","  ":" "}""",
        """{"v":"first","w":1,"v":"the last one counts"}""",
        """{   "v"   :   "white space around does not count"   }""",
        """{"~": "\u007e\u007e ~\u00a0\u2028"}""",
    ];

    [Theory]
    [MemberData(nameof(Fillers))]
    public void Metadata_OneByteMoreThanMax_OnlyMaxPasses(string filler)
    {
        var max = Fit(filler, MaxBytes, PythonJson.Size, text => text);
        var tooLarge = Fit(filler, MaxBytes + 1, PythonJson.Size, text => text);

        Tree.Read(Tree.OneRoot($"\"meta_controlled\":{max},\"meta_user\":{max}"));
        Tree.AssertIllegal(
            "Error for node at index 0: Controlled metadata is larger than maximum of 100000B", Tree.OneRoot($"\"meta_controlled\":{tooLarge}"));
        Tree.AssertIllegal(
            "Error for node at index 0: User metadata is larger than maximum of 100000B", Tree.OneRoot($"\"meta_user\":{tooLarge}"));
    }

    [Theory]
    [MemberData(nameof(Fillers))]
    public void SourceMetadata_OneByteMoreThanMax_OnlyMaxPasses(string filler)
    {
        Tree.Read(Node(Fit(filler, MaxBytes, SourceSize, ToSource)));
        Tree.AssertIllegal(
            "Error for node at index 0: Source metadata is larger than maximum of 100000B",
            Node(Fit(filler, MaxBytes + 1, SourceSize, ToSource)));

        // The controlled metadata has the same keys, with tiny values.
        static string Node(string source)
        {
            using var entries = JsonDocument.Parse(source);
            var keys = entries.RootElement.EnumerateArray().Select(entry => $"{entry.GetProperty("key").GetRawText()}:{{\"\":0}}");
            return Tree.OneRoot($"\"source_meta\":{source},\"meta_controlled\":{{{string.Join(',', keys)}}}");
        }
    }

    [Fact]
    public void Size_SeveralKindsAndNodes_EachHasItsLimit()
    {
        var max = Fit("""{"v": "plain"}""", MaxBytes, PythonJson.Size, text => text);
        var metadata = $"\"meta_controlled\":{max},\"meta_user\":{max}";

        Assert.Equal(3, Tree.Read($$"""
            [{"id":"a","type":"BioReplicate",{{metadata}}},{"id":"b","type":"BioReplicate",{{metadata}}},
             {"id":"c","type":"SubSample","parent":"a",{{metadata}}}]
            """).Nodes.Length);
    }

    [Fact]
    public void Size_RepeatedKeys_IsThatOfTheLast()
    {
        var big = new string('x', 1000);
        var repeated = string.Join(',', Enumerable.Repeat($$"""{"v":"{{big}}"}""", 200).Select(value => $"\"k\":{value}"));

        Tree.Read(Tree.OneRoot($"\"meta_user\":{{{repeated}}}"));
    }

    [Fact]
    public void Size_FaultyContents_AreReportedFirst()
    {
        var tooLarge = Fit("""{"v": "plain"}""", MaxBytes + 1, PythonJson.Size, text => text);
        Tree.AssertIllegal(
            "Error for node at index 0: User metadata value associated with metadata key last is null or empty",
            Tree.OneRoot($$"""
                "meta_user":{{tooLarge[..^1]}},"last":{} }
                """));
    }

    /// <summary>Metadata of exactly so many bytes: the same value under many keys, and a last one that fills the rest.</summary>
    private static string Fit(string filler, int size, Func<string, int> measure, Func<string, string> shape)
    {
        var one = measure(shape($$"""{"k00000": {{filler}}}"""));
        var members = Enumerable.Range(0, (size - 2000) / one).Select(i => $"\"k{i:00000}\": {filler}").ToList();
        var empty = measure(shape(Join("")));
        var padding = size - empty;
        Assert.InRange(padding, 0, 4 * 1024);
        var text = shape(Join(new string('x', padding)));
        Assert.Equal(size, measure(text));
        return text;

        // Values are limited in length, so the padding is spread over four of them.
        string Join(string padding)
        {
            var parts = Enumerable.Range(0, 4).Select(i => $"\"{i}\": \"{string.Concat(padding.Skip(i * 1024).Take(1024))}\"");
            return $"{{{string.Join(", ", members.Append($"\"last\": {{{string.Join(", ", parts)}}}"))}}}";
        }
    }

    private static string ToSource(string metadata)
    {
        using var document = JsonDocument.Parse(metadata);
        var entries = document.RootElement.EnumerateObject()
            .Select(member => $$"""{"key": "{{member.Name}}", "skey": "sé\"\u00e9", "svalue": {{member.Value.GetRawText()}}}""");
        return $"[{string.Join(", ", entries)}]";
    }

    private static int SourceSize(string source)
    {
        using var document = JsonDocument.Parse(source);
        return document.RootElement.EnumerateArray().Sum(entry =>
            Encoding.UTF8.GetByteCount(entry.GetProperty("key").GetString()!)
            + Encoding.UTF8.GetByteCount(entry.GetProperty("skey").GetString()!)
            + PythonJson.Size(entry.GetProperty("svalue")));
    }
}
