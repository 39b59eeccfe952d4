namespace SampleService.Validation.Tests;

public class OboOntologyTests
{
    private const string File = """
        format-version: 1.2
        ontology: test

        [Term]
        id: T:1
        name: top ! not a comment that matters

        [Term]
        id: T:2
        alt_id: T:02
        name: middle
        is_a: T:1 ! top

        [Term]
        id: T:3
        name: low
        is_a: T:2 {source="x"} ! middle
        is_a: T:9 ! elsewhere
        relationship: part_of T:4

        [Typedef]
        id: part_of
        is_a: T:1

        [Term]
        id: T:4
        name: part of another tree
        is_a: T:5

        [Term]
        id: T:5
        is_a: T:4
        """;

    private static OboOntology Read(string text) => OboOntology.Read(new StringReader(text));

    [Theory]
    [InlineData("T:2", "T:1", true)]
    [InlineData("T:3", "T:1", true)]
    [InlineData("T:02", "T:1", true)]
    [InlineData("T:3", "T:02", true)]
    [InlineData("T:1", "T:2", false)]
    [InlineData("T:1", "T:1", false)]
    [InlineData("T:2", "T:02", false)]
    [InlineData("T:3", "T:4", false)]
    [InlineData("T:3", "T:9", false)]
    [InlineData("t:3", "T:1", false)]
    [InlineData("part_of", "T:1", false)]
    [InlineData("T:4", "T:1", false)]
    [InlineData("T:4", "T:5", true)]
    public void HasAncestor_Terms_FollowIsA(string term, string ancestor, bool isBelow) =>
        Assert.Equal(isBelow, Read(File).HasAncestor(term, ancestor));

    [Fact]
    public void Read_OtherStanzas_AreIgnored()
    {
        var ontology = Read(File.ReplaceLineEndings("\r\n"));

        Assert.Equal(6, ontology.Count);
        Assert.True(ontology.Has("T:02"));
        Assert.False(ontology.Has("part_of"));
    }

    [Theory]
    [InlineData("", "it has no terms")]
    [InlineData("<rdf/>", "it has no terms")]
    [InlineData("[Term]\nid: a\nid: b", "line 3: a term has a second id")]
    [InlineData("[Term]\nis_a: b", "line 2: a term has no id before this")]
    public void Read_NotObo_SaysWhy(string text, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => Read(text)).Message);

    [Theory]
    [InlineData("T:3", "T:1", true)]
    [InlineData("T:3", "T:2", true)]
    [InlineData("T:03", "T:2", true)]
    [InlineData("T:4", "T:1", true)]
    [InlineData("T:1", "T:2", false)]
    public void HasAncestor_TermInSeveralStanzas_HasTheParentsOfAll(string term, string ancestor, bool isBelow)
    {
        var ontology = Read("""
            [Term]
            id: T:1

            [Term]
            id: T:2

            [Term]
            id: T:3
            alt_id: T:03
            is_a: T:1

            [Term]
            id: T:4
            is_a: T:3

            [Term]
            id: T:3
            is_a: T:2
            """);

        Assert.Equal(isBelow, ontology.HasAncestor(term, ancestor));
        Assert.Equal(5, ontology.Count);
    }

    [Fact]
    public void HasAncestor_AlternativeIdOfARealTerm_IsThatTerm()
    {
        var ontology = Read("[Term]\nid: T:1\nalt_id: T:2\nis_a: T:9\n[Term]\nid: T:2\nis_a: T:8\n[Term]\nid: T:8\n[Term]\nid: T:9\n");

        Assert.True(ontology.HasAncestor("T:2", "T:8"));
        Assert.False(ontology.HasAncestor("T:2", "T:9"));
    }

    [Fact]
    public void HasAncestor_LongChain_IsFollowed()
    {
        var chain = Read(string.Concat(Enumerable.Range(0, 50_000).Select(i => $"[Term]\nid: T:{i + 1}\nis_a: T:{i}\n")) + "[Term]\nid: T:0\n");

        Assert.True(chain.HasAncestor("T:50000", "T:0"));
        Assert.False(chain.HasAncestor("T:0", "T:50000"));
    }

    [Fact]
    public async Task LocalOntologies_NameOfFile_IsAnsweredFromIt()
    {
        var others = new KnownTerms();
        var local = new LocalOntologies(new Dictionary<string, OboOntology> { ["test"] = Read(File) }, others);

        Assert.Equal(OntologyTermStatus.Found, await local.FindTermAsync("test", "T:3", default));
        Assert.Equal(OntologyTermStatus.NoSuchTerm, await local.FindTermAsync("test", "T:33", default));
        Assert.True(await local.HasAncestorAsync("test", "T:3", "T:1", default));
        Assert.Empty(others.Lookups);
        Assert.Equal(OntologyTermStatus.Found, await local.FindTermAsync("letters", "a", default));
        Assert.True(await local.HasAncestorAsync("letters", "b", "a", default));
    }
}
