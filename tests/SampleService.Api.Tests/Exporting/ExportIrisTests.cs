using SampleService.Domain;

namespace SampleService.Api.Tests.Exporting;

/// <summary>What things are called in exported documents.</summary>
public class ExportIrisTests
{
    private static readonly SampleId Sample = new(new Guid("01a2008e-1fe0-754b-a18a-a90e9734fdff"));

    private static readonly string[] Characters = ["a", "/", "#", "%", "%2F", " ", "é", "\ud800", "\udc00", "😀", "\ufffd", "ｆ", "\"", "\\", "\n", "~", "."];

    [Theory]
    [InlineData("core-1", "core-1")]
    [InlineData("a b/c#d", "a%20b%2Fc%23d")]
    [InlineData("é😀", "%C3%A9%F0%9F%98%80")]
    [InlineData("100%", "100%25")]
    [InlineData("A.b_c~d-0", "A.b_c~d-0")]
    public void Sample_WithANode_IsEncoded(string node, string encoded)
    {
        Assert.Equal($"urn:uuid:01a2008e-1fe0-754b-a18a-a90e9734fdff#{encoded}", ExportIris.Sample(Sample, new NodeId(node)));
        Assert.Equal("urn:uuid:01a2008e-1fe0-754b-a18a-a90e9734fdff", ExportIris.Sample(Sample, null));
    }

    /// <summary>Attributes hold no such text.</summary>
    [Fact]
    public void Sample_WithANodeThatIsNoUnicode_IsEncodedAllTheSame() =>
        Assert.Equal("urn:uuid:01a2008e-1fe0-754b-a18a-a90e9734fdff#%ED%A0%80a%ED%B0%80", ExportIris.Sample(Sample, new NodeId("\ud800a\udc00")));

    [Fact]
    public void Names_OfDifferentThings_AreDifferentAndWellFormed()
    {
        var texts = Characters.SelectMany(one => Characters.Select(other => one + other)).Concat(Characters).Distinct().ToArray();
        var names = new List<string>();
        foreach (var text in texts)
        {
            var node = ExportIris.Sample(Sample, new NodeId(text));
            names.AddRange([node, ExportIris.Part(node, "user", text, "value"), ExportIris.Part(node, "user", "value", text), ExportIris.Part(node, "identifier", "~alice", text)]);
            names.AddRange([ExportIris.Part(ExportIris.Sample(Sample), "identifier", "~alice", text), ExportIris.Part(node, "controlled", text, "")]);
        }

        Assert.Equal(names.Count, names.Distinct(StringComparer.Ordinal).Count());
        Assert.All(names, name => Assert.Matches("^urn:uuid:[0-9a-f-]{36}#([A-Za-z0-9._~/-]|%[0-9A-F]{2})+$", name));
    }

    [Theory]
    [InlineData("igsn", "10.58052/IEAWH0301", "https://doi.org/10.58052/IEAWH0301")]
    [InlineData("igsn", "X.1-2", "https://igsn.org/X.1-2")]
    [InlineData("biosample", "SAMN04386320", "https://identifiers.org/biosample:SAMN04386320")]
    [InlineData("doi", "10.1234/a<b>#c%", "https://doi.org/10.1234/a%3Cb%3E%23c%25")]
    [InlineData("ark", "ark:12345/x6np1wh8k", "https://n2t.net/ark:12345/x6np1wh8k")]
    [InlineData("~alice", "shelf 3", null)]
    [InlineData("@lab", "shelf 3", null)]
    public void Resolver_OfAnIdentifier_IsThatOfItsRegistry(string space, string value, string? address) =>
        Assert.Equal(address, ExportIris.Resolver(new IdentifierName(space, value)));

    [Theory]
    [InlineData("ENVO:01001004", "http://purl.obolibrary.org/obo/ENVO_01001004")]
    [InlineData("ENVO_01001004", "http://purl.obolibrary.org/obo/ENVO_01001004")]
    [InlineData("soil", null)]
    [InlineData("a b:1", null)]
    [InlineData("ENVO:", null)]
    [InlineData(":1", null)]
    [InlineData("1:1", null)]
    [InlineData("A:B:C", null)]
    [InlineData("", null)]
    [InlineData("é:1", null)]
    public void Term_OfAnOntology_IsWrittenByTheRuleOfObo(string id, string? iri) => Assert.Equal(iri, ExportIris.Term(id));

    [Theory]
    [InlineData(1795304611020, "2026-11-21T23:43:31.020Z")]
    [InlineData(0, "1970-01-01T00:00:00.000Z")]
    [InlineData(-1, "1969-12-31T23:59:59.999Z")]
    [InlineData(long.MaxValue, "9999-12-31T23:59:59.999Z")]
    [InlineData(long.MinValue, "0001-01-01T00:00:00.000Z")]
    public void Time_OfAMoment_IsIso8601(long milliseconds, string text) => Assert.Equal(text, ExportIris.Time(new Timestamp(milliseconds)));
}
