using SampleService.Server.Tests.Standalone;
using SampleService.Server.Tests.Support;

namespace SampleService.Server.Tests.Abuse;

/// <summary>Long values are not sent back whole: messages cut them after 1000 code points.</summary>
[Collection(StandaloneCollection.Name)]
public sealed class EchoTests(StandaloneServer server)
{
    private const string Node = """{"id":"r","type":"BioReplicate" """;

    private static readonly string Long = new('x', 5000);
    private static readonly string Cut = new string('x', 1000) + "...";

    [Theory]
    [InlineData("get_sample", """{"id":"VALUE"}""", "id VALUE must be a UUID string")]
    [InlineData("get_sample", """{"id":["VALUE"]}""", "id ['VALUE must be a UUID string")]
    [InlineData("get_sample", """{"id":"00000000-0000-4000-8000-000000000000","version":"VALUE"}""", "Illegal version argument: VALUE")]
    [InlineData("get_data_links_from_data", """{"upa":"VALUE"}""", "VALUE is not a valid UPA")]
    [InlineData("create_sample", """{"sample":{"id":"VALUE","node_tree":[{"id":"r","type":"BioReplicate"}]}}""", "sample.id VALUE must be a UUID string")]
    [InlineData("create_sample", """{"sample":{"node_tree":[{"id":"r","type":"VALUE"}]}}""", "Node at index 0 has an invalid sample type: VALUE")]
    [InlineData("create_sample", """{"sample":{"node_tree":[NODE,"meta_user":{"VALUE":1}}]}}""", "Node at index 0's user metadata entry does not have a dict as a value at key VALUE")]
    [InlineData("create_sample", """{"sample":{"node_tree":[NODE,"meta_user":{"VALUE":{"VALUE":[]}}}]}}""", "Node at index 0's user metadata entry does not have a primitive type as the value at VALUE/VALUE")]
    [InlineData("create_sample", """{"sample":{"node_tree":[NODE,"meta_user":{"k":{"VALUE\u0001":1}}}]}}""", "Error for node at index 0: User metadata value key VALUE associated with metadata key k has a character at index 5000 that is a control character.")]
    [InlineData("create_sample", """{"sample":{"node_tree":[NODE,"source_meta":[{"key":"k","skey":"k","svalue":{"VALUE":[]}}]}]}}""", "Node at index 0's source metadata has an entry at index 0 with a value in the value mapping under key VALUE that is not a primitive type")]
    [InlineData("get_metadata_key_static_metadata", """{"keys":["VALUE"]}""", "No such metadata key: VALUE")]
    [InlineData("get_metadata_key_static_metadata", """{"keys":["VALUE"],"prefix":1}""", "No such prefix metadata key: VALUE")]
    [InlineData("get_metadata_key_static_metadata", """{"keys":["a"],"prefix":"VALUE"}""", "Unexpected value for prefix: VALUE")]
    [InlineData("update_samples_acls", """{"ids":["VALUE"],"read":["bob"]}""", "VALUE must be a UUID string")]
    public async Task LongValue_InAMessage_IsCut(string method, string argument, string message)
    {
        var sent = argument.Replace("NODE", Node, StringComparison.Ordinal).Replace("VALUE", Long, StringComparison.Ordinal);
        // What is written before the value counts too.
        var expected = message.Replace("['VALUE", ("['" + Long)[..1000] + "...", StringComparison.Ordinal).Replace("VALUE", Cut, StringComparison.Ordinal);

        (await server.Alice.CallAsync("SampleService." + method, sent)).AssertRefused("30001 Illegal input parameter: " + expected);
    }

    [Fact]
    public async Task LongId_OfACall_IsEchoedWhole()
    {
        var answer = await server.Anonymous.SendAsync(
            System.Text.Encoding.UTF8.GetBytes($$"""{"version":"1.1","id":"{{Long}}","method":"SampleService.status","params":[]}"""));

        Assert.Contains(Long, answer.Body, StringComparison.Ordinal);
    }
}
