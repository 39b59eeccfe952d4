using System.Runtime.InteropServices;
using System.Text;
using FsCheck.Fluent;

namespace SampleService.Json.Tests;

public class JsonOutputTests
{
    [Fact]
    public void Pieces_AfterAnySteps_AreWhatWasWrittenAndTheLengthIsAlwaysRight() =>
        Properties.ForAll(Step.Any.ArrayOf(), steps =>
        {
            using var output = new JsonOutput();
            AssertWrites(output, steps);
        });

    [Fact]
    public void Clear_AfterAnySteps_LeavesAnOutputAsGoodAsNew() =>
        Properties.ForAll(Step.Any.ArrayOf().Zip(Step.Any.ArrayOf()).Zip(Gen.Elements(true, false)), both =>
        {
            var ((before, after), closed) = both;
            using var output = new JsonOutput();
            foreach (var step in before)
                step.Do(output);
            if (closed)
                Assert.Equal(output.Length, output.Pieces.Sum(piece => (long)piece.Length));

            output.Clear();

            Assert.Equal(0, output.Length);
            AssertWrites(output, after);
        }, runs: 150);

    [Fact]
    public void Dispose_AfterAnySteps_IsHarmlessTwiceAndOthersKeepTheirBytes() =>
        Properties.ForAll(Step.Any.ArrayOf().Zip(Step.Any.ArrayOf()), both =>
        {
            using var kept = new JsonOutput();
            foreach (var step in both.Item1)
                step.Do(kept);
            var other = new JsonOutput();
            foreach (var step in both.Item2)
                step.Do(other);
            other.Dispose();
            other.Dispose();
            using var third = new JsonOutput();
            foreach (var step in both.Item2)
                step.Do(third);

            Assert.Equal(both.Item1.SelectMany(step => step.Adds).ToArray(), kept.ToArray());
        }, runs: 100);

    [Fact]
    public void Pieces_NothingWritten_AreNone()
    {
        using var output = new JsonOutput();

        Assert.Equal(0, output.Length);
        Assert.Empty(output.Pieces);
        Assert.Empty(output.ToArray());
        output.Raw([]);
        output.Splice(default);
        Assert.Equal(0, output.Length);
        Assert.Empty(output.Pieces);
    }

    [Fact]
    public void Splice_LongText_IsNotCopied()
    {
        using var output = new JsonOutput();
        var known = new byte[JsonOutput.MinSplice];
        output.Raw("["u8);
        output.Splice(known);
        output.Raw("]"u8);

        Assert.Equal([1, JsonOutput.MinSplice, 1], output.Pieces.Select(piece => piece.Length));
        Assert.True(MemoryMarshal.TryGetArray(output.Pieces[1], out var piece));
        Assert.Same(known, piece.Array);
    }

    [Fact]
    public void Splice_ShortText_JoinsTheTextAroundIt()
    {
        using var output = new JsonOutput();
        output.Raw("["u8);
        output.Splice(new byte[JsonOutput.MinSplice - 1]);
        output.Raw("]"u8);

        Assert.Equal([JsonOutput.MinSplice + 1], output.Pieces.Select(piece => piece.Length));
    }

    [Fact]
    public void Text_AnyUnits_IsAsciiAndReadsBackToTheSame() =>
        Properties.ForAll(JsonTexts.Units, text => AssertReadsBack(text), runs: 1000);

    [Fact]
    public void Text_EachUnit_IsAsciiAndReadsBackToTheSame()
    {
        for (var unit = 0; unit <= 0xffff; unit++)
            AssertReadsBack(((char)unit).ToString());
    }

    [Fact]
    public void Text_EscapedCharacters_HasTheShortForms()
    {
        using var output = new JsonOutput();
        output.Text("\"\\/\b\f\n\r\t\0\u001f ~\u007fé\u2028\ud83d\ude00\ud800");

        Assert.Equal(
            "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f ~\\u007f\\u00e9\\u2028\\ud83d\\ude00\\ud800\"",
            Encoding.ASCII.GetString(output.ToArray()));
    }

    [Fact]
    public void WriteEscaped_AnyDocument_EscapesWhatIsBeyondAsciiAndNothingElse() =>
        Properties.ForAll(JsonTexts.Document, text =>
        {
            using var output = new JsonOutput();
            JsonStrings.WriteEscaped(output, Encoding.UTF8.GetBytes(text));

            var expected = string.Concat(text.Select(unit => unit < 0x80 ? unit.ToString() : $"\\u{(int)unit:x4}"));
            Assert.Equal(expected, Encoding.ASCII.GetString(output.ToArray()));
        });

    private static void AssertWrites(JsonOutput output, Step[] steps)
    {
        using var expected = new MemoryStream();
        foreach (var step in steps)
        {
            step.Do(output);
            expected.Write(step.Adds);
            Assert.Equal(expected.Length, output.Length);
        }

        using var sent = new MemoryStream();
        foreach (var piece in output.Pieces)
        {
            Assert.False(piece.IsEmpty);
            sent.Write(piece.Span);
        }

        Assert.Equal(expected.Length, output.Length);
        Assert.True(expected.ToArray().AsSpan().SequenceEqual(sent.ToArray()));
        Assert.True(expected.ToArray().AsSpan().SequenceEqual(output.ToArray()));
    }

    private static void AssertReadsBack(string text)
    {
        using var output = new JsonOutput();
        output.Text(text);
        var json = output.ToArray();
        Assert.False(json.AsSpan().ContainsAnyExceptInRange((byte)' ', (byte)'~'));
        using var read = JsonText.Parse(json);
        Assert.Equal(text, read.Root.GetString(), StringComparer.Ordinal);
    }
}
