using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace SampleService.Import.Tests.Reading;

/// <summary>Documents out of a stream, however they are laid out.</summary>
public sealed class DocumentReaderTests
{
    private static readonly string[] Documents =
    [
        "{}", """{"a":1}""", """{"a":{"b":[{}]},"c":"}{\\\"]["}""", """{"text":"\\"}""", """{"é":"\ud83d\ude00"}""", """{"a":[1,2,{"b":"[,]"}]}""",
    ];

    [Theory]
    [InlineData("", "", "\n", "")]
    [InlineData("", "", "\n", "\n")]
    [InlineData("\ufeff", "", "\r\n", "\r\n\r\n")]
    [InlineData("[", "", ",", "]")]
    [InlineData("[\n  ", "", ",\n  ", "\n]\n")]
    [InlineData("", "", "", "")]
    public void Read_AnyLayout_GivesEachDocument(string before, string around, string between, string after) =>
        Assert.Equal(Documents, Read(before + string.Join(between, Documents.Select(document => around + document)) + after));

    [Fact]
    public void Read_AnySizeOfPieces_GivesTheSame() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(200),
        Prop.ForAll(
            (from documents in Gen.Elements(Documents).ListOf()
             from size in Gen.Choose(1, 30)
             from isArray in Gen.Elements(true, false)
             select (documents.ToArray(), size, isArray)).ToArbitrary(),
            sample => Assert.Equal(
                sample.Item1,
                Read(sample.isArray ? $"[{string.Join(",\n", sample.Item1)}]" : string.Join('\n', sample.Item1), sample.size))));

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    [InlineData("[]")]
    [InlineData("[\n]\n")]
    public void Read_NoDocuments_GivesNone(string text) => Assert.Empty(Read(text));

    [Theory]
    [InlineData("{")]
    [InlineData("""{"a":"}""")]
    [InlineData("""{"a":"\""")]
    [InlineData("[")]
    [InlineData("[{}")]
    [InlineData("[{},")]
    public void Read_EndWithinADocumentOrAList_IsRefused(string text) =>
        Assert.Contains("is cut short", Assert.Throws<ImportException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("x")]
    [InlineData("{},{}")]
    [InlineData("[{} {}]")]
    [InlineData("[{},,{}]")]
    [InlineData("[] {}")]
    [InlineData("{} ]")]
    [InlineData("\"a\"")]
    public void Read_SomethingElse_IsRefusedWithItsPlace(string text) =>
        Assert.Contains("byte ", Assert.Throws<ImportException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_DocumentLongerThanTheBuffer_IsRead()
    {
        var document = $"{{\"a\":\"{new string('x', 1_000_000)}\"}}";

        Assert.Equal([document, "{}"], Read(document + "\n{}"));
    }

    private static List<string> Read(string text, int piece = int.MaxValue)
    {
        var reader = new DocumentReader(new Pieces(Encoding.UTF8.GetBytes(text), piece), "file");
        var all = new List<string>();
        while (reader.Read() is { } document)
            all.Add(Encoding.UTF8.GetString(document.Span));
        return all;
    }

    /// <summary>A stream that gives so many bytes at a time.</summary>
    private sealed class Pieces(byte[] bytes, int size) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(size, count));
    }
}
