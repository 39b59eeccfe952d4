using System.Text;
using System.Text.Json;
using FsCheck.Fluent;

namespace SampleService.Json.Tests;

public class JsonTextPropertyTests
{
    [Fact]
    public void Parse_AnyDocument_SameStructureAsSystemTextJson() =>
        Properties.ForAll(JsonTexts.Document, text =>
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            using var document = JsonDocument.Parse(bytes);
            using var ours = JsonText.Parse(bytes);
            Same.AssertSame(document.RootElement, ours.Root);
        });

    [Fact]
    public void Parse_SpoiltDocument_RefusedExactlyWhenSystemTextJsonRefuses()
    {
        var spoilt =
            from text in JsonTexts.Document
            from position in Gen.Choose(0, text.Length)
            from removed in Gen.Choose(0, Math.Min(2, text.Length - position))
            from inserted in Gen.Elements("", "\"", "\\", "{", "}", "[", "]", ",", ":", "-", "+", ".", "0", "e", "n", "\n", "//", "é", "NaN")
            select string.Concat(text.AsSpan(0, position), inserted, text.AsSpan(position + removed));
        Properties.ForAll(spoilt, text =>
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            if (IsTakenBySystemTextJson(bytes))
            {
                JsonText.Parse(bytes).Dispose();
                return;
            }

            var refusal = Assert.Throws<JsonTextException>(() => JsonText.Parse(bytes));
            Assert.False(refusal.IsTooDeep);
            Assert.Matches(
                text.Trim(' ', '\t', '\r', '\n').Length == 0
                    ? @"^Expecting value: line 1 column 1 \(char 0\)$"
                    : "^The body is not JSON: line [1-9][0-9]* column [1-9][0-9]*$",
                refusal.Message);
        });
    }

    [Fact]
    public void Parse_AnyDocumentInUtf16OrUtf32_SameStructureAsInUtf8()
    {
        Encoding[] encodings =
        [
            new UTF8Encoding(true), new UnicodeEncoding(false, true), new UnicodeEncoding(true, true),
            new UTF32Encoding(false, true), new UTF32Encoding(true, true),
        ];
        Properties.ForAll(JsonTexts.Document, text =>
        {
            using var document = JsonDocument.Parse(Encoding.UTF8.GetBytes(text));
            foreach (var encoding in encodings)
            {
                using var plain = JsonText.Parse(encoding.GetBytes(text));
                using var marked = JsonText.Parse((byte[])[.. encoding.GetPreamble(), .. encoding.GetBytes(text)]);
                Same.AssertSame(document.RootElement, plain.Root);
                Same.AssertSame(document.RootElement, marked.Root);
            }
        }, runs: 150);
    }

    [Fact]
    public void GetString_AnySpelling_GivesTheMeaningWithLoneSurrogates() =>
        Properties.ForAll(JsonTexts.AnyString, text =>
        {
            using var parsed = JsonText.Parse(Encoding.UTF8.GetBytes($$"""{{{text.Quoted}}: {{text.Quoted}}}"""));
            var members = parsed.Root.Members;
            Assert.True(members.MoveNext());
            Assert.Equal(text.Meaning, members.Current.Name.GetString(), StringComparer.Ordinal);
            Assert.Equal(text.Meaning, members.Current.Value.GetString(), StringComparer.Ordinal);
            Assert.Equal(text.Spelling, Encoding.UTF8.GetString(members.Current.Value.RawContent));
            Assert.Equal(text.Spelling.Contains('\\'), members.Current.Value.HasEscapes);
        });

    [Fact]
    public void Members_RepeatedNamesInAnySpelling_LastValueAtFirstPosition() =>
        Properties.ForAll(JsonTexts.FewNames.ArrayOf(), names =>
        {
            var text = $"{{{string.Join(',', names.Select((name, i) => $"{name.Quoted}:{i}"))}}}";
            using var parsed = JsonText.Parse(Encoding.UTF8.GetBytes(text));

            var expected = names
                .Select((name, i) => (Name: name.Meaning, Value: i))
                .GroupBy(one => one.Name, StringComparer.Ordinal)
                .Select(group => (group.Key, group.Last().Value));
            var actual = new List<(string, int)>();
            foreach (var member in parsed.Root.Members)
                actual.Add((member.Name.GetString(), (int)member.Value.GetDouble()));
            Assert.Equal(expected, actual);
        }, runs: 1000);

    private static bool IsTakenBySystemTextJson(byte[] bytes)
    {
        try
        {
            JsonDocument.Parse(bytes).Dispose();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
