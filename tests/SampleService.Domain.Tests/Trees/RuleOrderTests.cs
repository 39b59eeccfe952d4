namespace SampleService.Domain.Tests;

public class RuleOrderTests
{
    /// <summary>A fault for each check of a node in its order: the member with the fault, and its value.</summary>
    private static readonly (string Member, string Spoilt, string Detail)[] Checks =
    [
        ("id", "5", "Node at index 1 must have an id key that maps to a string"),
        ("type", "\"x\"", "Node at index 1 has an invalid sample type: x"),
        ("parent", "7", "Node at index 1 has a parent entry that is not a string"),
        ("meta_controlled", "[1]", "Node at index 1's controlled metadata entry must be a mapping"),
        ("meta_user", "[1]", "Node at index 1's user metadata entry must be a mapping"),
        ("source_meta", "1", "Node at index 1's source metadata must be a list"),
        ("source_meta", """[{"key":" ","skey":"s","svalue":{"v":1}}]""", "Node at index 1's source metadata has an error at index 0: Controlled metadata keys may not be null or whitespace only"),
        ("id", "\"a\\u0001\"", "Error for node at index 1: subsample name contains control characters"),
        ("parent", "\"a\\u0001\"", "Error for node at index 1: parent contains control characters"),
        ("meta_controlled", """{" ":{"v":1}}""", "Error for node at index 1: Controlled metadata keys may not be null or whitespace only"),
        ("meta_user", """{"u":{}}""", "Error for node at index 1: User metadata value associated with metadata key u is null or empty"),
        ("source_meta", """[{"key":"k","skey":"s","svalue":{"v":1}}]""", "Error for node at index 1: Source metadata key k does not appear in the controlled metadata"),
        ("parent", "null", "Error for node at index 1: Node b is of type SubSample and therefore must have a parent"),
        ("parent", "\"z\"", "Parent z of node b does not appear in node list prior to node."),
    ];

    public static TheoryData<int> Steps => [.. Enumerable.Range(0, Checks.Length)];

    /// <summary>The node breaks this rule and as many later ones as possible.</summary>
    [Theory]
    [MemberData(nameof(Steps))]
    public void Node_BreaksThisAndAllLaterRules_ThisOneIsReported(int step)
    {
        var members = new Dictionary<string, string> { ["id"] = "\"b\"", ["type"] = "\"SubSample\"", ["parent"] = "\"a\"" };
        foreach (var (member, spoilt, _) in Checks.Skip(step).Reverse())
            members[member] = spoilt;

        var node = string.Join(',', members.Reverse().Select(member => $"\"{member.Key}\":{member.Value}"));
        var isOfOneNode = step < Checks.Length - 1;
        Tree.AssertIllegal(
            Checks[step].Detail,
            $$"""[{"id":"a","type":"BioReplicate"},{ {{node}} }{{(isOfOneNode ? ",7" : "")}}]""",
            name: isOfOneNode ? "\u0001" : null);
    }

    [Theory]
    // Keys: length before control characters.
    [InlineData("""{"LONG\u0001":{}}""", "metadata has key starting with CUT that exceeds maximum length of 256")]
    [InlineData("""{"a\u0001":{}}""", "metadata key a\u0001's character at index 1 is a control character.")]
    // Value keys and values: the other way round.
    [InlineData("""{"k":{"LONG\u0001":"\u0001"}}""", "metadata value key LONG\u0001 associated with metadata key k has a character at index 257 that is a control character.")]
    [InlineData("""{"k":{"LONG":"\u0001"}}""", "metadata has a value key associated with metadata key k starting with CUT that exceeds maximum length of 256")]
    [InlineData("""{"k":{"v":"LONGLONGLONGLONG\u0001"}}""", "metadata value associated with metadata key k and value key v has a character at index 1028 that is a control character.")]
    // One key after the other, one value after the other.
    [InlineData("""{"a":{"v":"\r"}," ":{"v":1}}""", "metadata value associated with metadata key a and value key v has a character at index 0 that is a control character.")]
    [InlineData("""{"a":{"v":"\r","\r":1}}""", "metadata value associated with metadata key a and value key v has a character at index 0 that is a control character.")]
    public void Metadata_BreaksSeveralRules_TheFirstIsReported(string metadata, string detail)
    {
        var text = metadata.Replace("LONG", new string('x', 257), StringComparison.Ordinal);
        var expected = detail.Replace("LONG", new string('x', 257), StringComparison.Ordinal)
            .Replace("CUT", new string('x', 256), StringComparison.Ordinal);

        Tree.AssertIllegal($"Error for node at index 0: Controlled {expected}", Tree.OneRoot($"\"meta_controlled\":{text}"));
        Tree.AssertIllegal($"Error for node at index 0: User {expected}", Tree.OneRoot($"\"meta_user\":{text}"));
    }
}
