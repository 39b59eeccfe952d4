using System.Globalization;
using System.Text;

namespace SampleService.Validation.Tests;

public class YamlDocumentTests
{
    private static string Problem(string yaml) =>
        Assert.Throws<UnreadableConfigurationException>(() => Texts.Json(yaml)).Message;

    [Theory]
    [InlineData("", "null")]
    [InlineData("# nothing\n", "null")]
    [InlineData("--- \n...\n", "null")]
    [InlineData("a:\nb: x\n", """{"a":null,"b":"x"}""")]
    [InlineData("a: 1\nb: 2\na: 3\n", """{"a":3,"b":2}""")]
    [InlineData("yes: 1\n2: 2\n~: 3\n1.5: 4\n", """{"true":1,"2":2,"null":3,"1.5":4}""")]
    [InlineData("a: &x {p: 1}\nb: *x\nc: [*x, *x]\n", """{"a":{"p":1},"b":{"p":1},"c":[{"p":1},{"p":1}]}""")]
    [InlineData("a: &x 1\nb: &x 2\nc: *x\n", """{"a":1,"b":2,"c":2}""")]
    [InlineData("&k a: *k\n", """{"a":"a"}""")]
    [InlineData("a: >\n  folded\n  text\nb: |-\n  as it\n  is\n", """{"a":"folded text\n","b":"as it\nis"}""")]
    [InlineData("\"<<\": 1\n", """{"<<":1}""")]
    [InlineData("a: \"\\u00e9\\ud83d\\ude00\\/\"\n", """{"a":"\u00e9\ud83d\ude00/"}""")]
    public void Compose_Document_IsThatJson(string yaml, string json) => Assert.Equal(json, Texts.Json(yaml));

    [Theory]
    [InlineData("a: &a {p: 1, q: 2}\nb: {<<: *a, q: 3, r: 4}\n", """{"p":1,"q":3,"r":4}""")]
    [InlineData("a: &a {p: 1, q: 2}\nb: {q: 3, <<: *a}\n", """{"p":1,"q":3}""")]
    [InlineData("a: [&a {p: 1, q: 2}, &c {q: 5, s: 6}]\nb: {r: 0, <<: [*a, *c]}\n", """{"q":2,"s":6,"p":1,"r":0}""")]
    [InlineData("a: [&a {p: 1}, &c {<<: *a, q: 2}]\nb: {<<: *c}\n", """{"p":1,"q":2}""")]
    [InlineData("a: 0\nb: {<<: [], r: 1}\n", """{"r":1}""")]
    public void Compose_MergeKey_IsOverriddenByOwnKeys(string yaml, string json) =>
        Assert.EndsWith($",\"b\":{json}}}", Texts.Json(yaml), StringComparison.Ordinal);

    [Theory]
    [InlineData("{\"a\": [1, -2.5, true, null, \"x\\ty\"], \"b\": {}}", """{"a":[1,-2.5,true,null,"x\ty"],"b":{}}""")]
    [InlineData("{\"a\":1,\"b\":[{\"c\":[]}]}", """{"a":1,"b":[{"c":[]}]}""")]
    [InlineData("{\n\t\"a\":\n\t{\n\t\t\"b\": 1\n\t}\n}\n", """{"a":{"b":1}}""")]
    public void Compose_JsonText_IsTheSame(string text, string json) => Assert.Equal(json, Texts.Json(text));

    [Theory]
    [InlineData("a: *x\n", "line 1, column 4: the alias 'x' stands for nothing that is complete before it")]
    [InlineData("a: &a [*a]\n", "line 1, column 8: the alias 'a' stands for nothing that is complete before it")]
    [InlineData("a: 1\n<<: 5\n", "line 2, column 1: a merge key needs a mapping or a list of mappings")]
    [InlineData("<<: [{}, 1]\n", "line 1, column 1: a merge key needs a mapping or a list of mappings")]
    [InlineData("? [a]\n: b\n", "line 1, column 3: a list or a mapping can't be a key")]
    [InlineData("--- a\n--- b\n", "line 2, column 1: there is a second document, and only one is expected")]
    [InlineData("a: b\nc: \"x\0y\"\n", "line 2: the character U+0000 may not stand there")]
    [InlineData("a: b\u001b\n", "line 1: the character U+001B may not stand there")]
    public void Compose_Unsupported_SaysWhere(string yaml, string problem) => Assert.Equal(problem, Problem(yaml));

    [Theory]
    [InlineData("a: [1,\nb: c: d\n", "line 1, column 6: what follows is not YAML")]
    [InlineData("a: 'un\n", "line 1, column 4: ")]
    [InlineData("a: b: c\n", "line 1, column ")]
    [InlineData("- @x\n", "line 1, column 3: ")]
    [InlineData("- : y\n", "line 2, column 1: a value is missing")]
    [InlineData("a: \"\\ud800\"\n", "line 1, column ")]
    public void Compose_NotYaml_SaysWhere(string yaml, string start) => Assert.StartsWith(start, Problem(yaml), StringComparison.Ordinal);

    [Fact]
    public void Compose_DeepNesting_IsRefused()
    {
        Assert.Equal(new string('[', 64) + new string(']', 64), Texts.Json(new string('[', 64) + new string(']', 64)));
        Assert.EndsWith("nested deeper than 64 levels", Problem(new string('[', 1_000_000)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[*{0}]")]
    [InlineData("{{x: *{0}}}")]
    public void Compose_DeepNestingByAliases_IsRefused(string level) =>
        Assert.EndsWith("nested deeper than 64 levels", Problem(Levels(level, 10_000)), StringComparison.Ordinal);

    [Theory]
    [InlineData("[*{0},*{0},*{0},*{0},*{0},*{0},*{0},*{0},*{0}]")]
    [InlineData("{{<<: [*{0},*{0},*{0},*{0}], x{0}: [*{0}, *{0}]}}")]
    public void Compose_AliasBomb_IsRefused(string level) =>
        Assert.EndsWith("once its aliases are written out", Problem(Levels(level, 40)), StringComparison.Ordinal);

    [Fact]
    public void Compose_LongTextInAliases_IsRefused()
    {
        var text = $"a: &a {new string('x', 100_000)}\nb: [{string.Join(", ", Enumerable.Repeat("*a", 1000))}]\n";

        Assert.EndsWith("once its aliases are written out", Problem(text), StringComparison.Ordinal);
    }

    /// <summary>Lines that each name the one before as an alias.</summary>
    private static string Levels(string level, int count)
    {
        var text = new StringBuilder("a0: &n0 {lol: lol}\n");
        for (var i = 1; i < count; i++)
            text.Append(CultureInfo.InvariantCulture, $"a{i}: &n{i} ")
                .AppendFormat(CultureInfo.InvariantCulture, level, $"n{i - 1}").Append('\n');
        return text.ToString();
    }
}
