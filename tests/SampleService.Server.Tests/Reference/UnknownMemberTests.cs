using SampleService.Server.Tests.Support;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Reference;

/// <summary>Members that no method knows, in deployments that refuse them and in those that ignore them.</summary>
public sealed class UnknownMemberTests(ReferenceServer server) : IClassFixture<ReferenceServer>
{
    private const string Tree = """[{"id":"root","type":"BioReplicate"}]""";

    /// <summary>All that take parameters.</summary>
    public static TheoryData<string> Methods =>
    [
        .. MethodDocument.Methods
            .Where(method => method.Name.StartsWith("SampleService.", StringComparison.Ordinal) && method.Parameters is not null)
            .Select(method => method.ShortName),
    ];

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Strict_ParameterThatIsNotKnown_IsRefused(string method) => (await server.Admin.CallAsync("SampleService." + method, """{"zzz_qqq": 1}"""))
        .AssertRefused("30001 Illegal input parameter: zzz_qqq is not known here");

    [Theory]
    [InlineData("create_sample", $$"""{"sample":{"node_tree":{{Tree}}},"prior_versoin":1}""", "prior_versoin is not known here")]
    [InlineData("create_sample", $$$"""{"sample":{"node_tree":{{{Tree}}},"prior_version":1}}""", "sample.prior_version is not known here")]
    [InlineData("create_sample", """{"sample":{"node_tree":[{"id":"root","type":"BioReplicate","meta_usr":{}}]}}""", "sample.node_tree[0].meta_usr is not known here")]
    [InlineData("create_sample", """{"sample":{"node_tree":[{"id":"r","type":"BioReplicate","source_meta":[{"key":"k","skey":"s","svalue":{},"unit":"m"}]}]}}""", "sample.node_tree[0].source_meta[0].unit is not known here")]
    [InlineData("validate_samples", """{"samples":[{"name":"a","node_tree":[]},{"nam":"b"}]}""", "samples[1].nam is not known here")]
    [InlineData("get_samples", """{"samples":[{"id":"x","ver":1}]}""", "samples[0].ver is not known here")]
    [InlineData("get_data_links_from_sample_set", """{"sample_ids":[{"id":"x","version":1,"node":"n"}]}""", "sample_ids[0].node is not known here")]
    [InlineData("update_sample_acls", """{"id":"x","reader":["bob"]}""", "reader is not known here")]
    [InlineData("replace_sample_acls", """{"id":"x","acls":{"owner":"bob"}}""", "acls.owner is not known here")]
    [InlineData("replace_sample_acls", """{"id":"x","read":["bob"],"acls":{}}""", "read is not known here")]
    public async Task Strict_MisspeltOrMisplacedMember_IsRefused(string method, string argument, string detail) =>
        (await server.Alice.CallAsync("SampleService." + method, argument)).AssertRefused("30001 Illegal input parameter: " + detail);

    [Theory]
    [InlineData("")]
    [InlineData("\"id\":null,")]
    [InlineData("\"id\":\"\",")]
    public async Task Strict_PriorVersionOfANewSample_IsRefused(string id) => (await server.Alice.CallAsync(
            "SampleService.create_sample", $$$"""{"sample":{{{{id}}}"node_tree":{{{Tree}}}},"prior_version":1}"""))
        .AssertRefused("30001 Illegal input parameter: prior_version needs sample.id, the sample that gets a new version");

    [Fact]
    public async Task Strict_PriorVersionNullOfANewSample_IsSaved() =>
        await server.Alice.ResultAsync("SampleService.create_sample", $$$"""{"sample":{"node_tree":{{{Tree}}}},"prior_version":null}""");

    /// <summary>Callers send back what they have read.</summary>
    [Fact]
    public async Task Strict_SampleAsItWasRead_IsSavedAgain()
    {
        var (id, _) = await server.Alice.SaveAsync(SampleText.Small());
        var read = ReferenceServer.Unwrap(await server.Alice.CallAsync("SampleService.get_sample", $$"""{"id":"{{id}}"}"""));

        Assert.Equal((id, 2), await server.Alice.SaveAsync(read.ToJsonString()));
    }

    [Fact]
    public async Task Lenient_MembersThatAreNotKnown_AreIgnored()
    {
        await using var lenient = await ServerProcess.StartAsync(new ServerOptions { Arguments = ["--Compatibility:Strict", "false"] });
        using var alice = new RpcClient(lenient.Url, SeedTokens.Of(lenient).Alice);

        var (id, _) = await alice.SaveAsync("""{"name":"a","color":"red","node_tree":[{"id":"root","type":"BioReplicate","meta_usr":{}}]}""", "\"prior_versoin\":7");

        await alice.ResultAsync("SampleService.create_sample", $$$"""{"sample":{"node_tree":{{{Tree}}}},"prior_version":-1}""");
        await alice.ResultAsync("SampleService.replace_sample_acls", $$$"""{"id":"{{{id}}}","acls":{"owner":"bob"}}""");
        (await alice.CallAsync("rpc.discover", """{"zzz":1}""")).AssertRefused("30001 Illegal input parameter: zzz is not known here");
    }
}
