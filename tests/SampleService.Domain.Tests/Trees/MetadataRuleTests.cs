namespace SampleService.Domain.Tests;

/// <summary>The rules of metadata (docs/api/samples.md), one by one.</summary>
public class MetadataRuleTests
{
    [Theory]
    [InlineData("""{"":{"v":1}}""", "metadata keys may not be null or whitespace only")]
    [InlineData("""{" \t\u3000":{"v":1}}""", "metadata keys may not be null or whitespace only")]
    [InlineData("""{"é😀\n":{"v":1}}""", "metadata key é😀\n's character at index 2 is a control character.")]
    [InlineData("""{"k":{}}""", "metadata value associated with metadata key k is null or empty")]
    [InlineData("""{"k":{"a😀\t":1}}""", "metadata value key a😀\t associated with metadata key k has a character at index 2 that is a control character.")]
    [InlineData("""{"k":{"v":"😀\r"}}""", "metadata value associated with metadata key k and value key v has a character at index 1 that is a control character.")]
    [InlineData("""{"k":{"v":"\t\n\u00ad"}}""", "metadata value associated with metadata key k and value key v has a character at index 2 that is a control character.")]
    [InlineData("""{"k":{"v":"\udc00"}}""", "metadata value associated with metadata key k and value key v has a character at index 0 that is a control character.")]
    public void Metadata_BreaksARule_SaysWhich(string metadata, string detail) => AssertRefused(detail, metadata);

    [Fact]
    public void Metadata_LoneSurrogate_IsAControlCharacter() =>
        AssertRefused("metadata key \ud800's character at index 0 is a control character.", """{"\ud800":{"v":1}}""");

    [Theory]
    [InlineData("x", "x")]
    [InlineData("é", "é")]
    [InlineData("😀", "😀")]
    [InlineData("\\ud83d\\ude00", "😀")]
    [InlineData("\\\"", "\"")]
    public void Metadata_AnyCharacters_LengthsCountCodePoints(string spelling, string character)
    {
        string Spelled(int count) => string.Concat(Enumerable.Repeat(spelling, count));
        var cut = string.Concat(Enumerable.Repeat(character, 256));

        Tree.Read(Tree.OneRoot($$"""
            "meta_user":{"{{Spelled(256)}}":{"{{Spelled(256)}}":"{{Spelled(1024)}}"} }
            """));
        AssertRefused($"metadata has key starting with {cut} that exceeds maximum length of 256", $$"""{"{{Spelled(257)}}":{"v":1} }""");
        AssertRefused(
            $"metadata has a value key associated with metadata key k starting with {cut} that exceeds maximum length of 256",
            $$"""{"k":{"{{Spelled(257)}}":1} }""");
        AssertRefused(
            $"metadata has a value associated with metadata key k and value key v starting with {cut} that exceeds maximum length of 1024",
            $$"""{"k":{"v":"{{Spelled(1025)}}"} }""");
    }

    [Fact]
    public void Metadata_BlankValueKeysTabsAndLineFeedsInValues_AreKeptUntrimmed() =>
        Assert.Contains(
            """
            "meta_user":{" k ":{"":" \t\n "," ":"","\u00a0":true}}
            """.Trim(),
            Tree.Kept(Tree.OneRoot("""
                "meta_user":{" k ":{"":" \t\u000a ", " ":"", "\u00a0":true}}
                """)),
            StringComparison.Ordinal);

    [Fact]
    public void Metadata_FaultsInBothKinds_ReportsControlled() =>
        Tree.AssertIllegal(
            "Error for node at index 0: Controlled metadata value associated with metadata key c is null or empty",
            Tree.OneRoot("""
                "meta_user":{"u":{}},"meta_controlled":{"c":{}}
                """));

    private static void AssertRefused(string detail, string metadata)
    {
        Tree.AssertIllegal($"Error for node at index 0: Controlled {detail}", Tree.OneRoot($"\"meta_controlled\":{metadata}"));
        Tree.AssertIllegal($"Error for node at index 0: User {detail}", Tree.OneRoot($"\"meta_user\":{metadata}"));
    }
}
