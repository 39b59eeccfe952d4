using SampleService.Server.Tests.Support;
using SampleService.Testing.Json;

namespace SampleService.Server.Tests.Applying;

/// <summary>The checks of <c>apply</c>, and what stands in the place of each operation.</summary>
public sealed class ApplyTests(ApplyServer server) : IClassFixture<ApplyServer>
{
    private const string Method = "SampleService.apply";
    private const string Code = "Sample service error code ";
    private const string Tree = """[{"id":"root","type":"BioReplicate"}]""";

    [Theory]
    [InlineData("null", "params cannot be None")]
    [InlineData("""{"foo":1}""", Code + "30001 Illegal input parameter: foo is not known here")]
    [InlineData("{}", Code + "30000 Missing input parameter: operations")]
    [InlineData("""{"operations":[]}""", Code + "30001 Illegal input parameter: operations must have 1 to 1000 items")]
    [InlineData("""{"operations":[1],"atomic":1}""", Code + "30001 Illegal input parameter: operations[0] must be a structure")]
    [InlineData("""{"operations":[{}]}""", Code + "30000 Missing input parameter: operations[0].op")]
    [InlineData("""{"operations":[{"op":"status"}]}""", Code + "30001 Illegal input parameter: operations[0].op must be one of: create_sample, update_sample_acls, replace_sample_acls, create_data_link, expire_data_link, end_link, offer_sample, accept_offer, decline_offer, cancel_offer, leave_sample, withdraw_sample, restore_sample, add_relation, end_relation, add_identifier, remove_identifier")]
    [InlineData("""{"operations":[{"op":"create_sample"}],"atomic":1}""", Code + "30001 Illegal input parameter: atomic must be true or false")]
    [InlineData("""{"operations":[{"op":"create_sample"}],"request_id":" "}""", Code + "30000 Missing input parameter: request_id")]
    [InlineData("""{"operations":[{"op":"create_sample"}],"validate_only":0}""", Code + "30001 Illegal input parameter: validate_only must be true or false")]
    [InlineData("""{"operations":[{"op":"create_sample"}],"as_admin":1}""", Code + "30001 Illegal input parameter: as_admin must be true or false")]
    [InlineData("""{"operations":[{"op":"create_sample"}],"as_admin":true}""", Code + "20000 Unauthorized: User alice does not have the necessary administration privileges to run method apply")]
    public async Task Apply_CallThatIsWrong_IsRefusedAsAWhole(string argument, string message) =>
        Assert.Equal(message, (await server.Alice.CallAsync(Method, argument)).Message);

    [Theory]
    [InlineData("""{"op":"create_sample","sample":{"node_tree":TREE},"vocabulary":"x"}""", "Vocabulary x is not accepted here")]
    [InlineData("""{"op":"create_sample","sample":{"node_tree":TREE},"vocabulary":"5ab34e0c19d2f7a1"}""", "Vocabulary 5ab34e0c19d2f7a1 is not accepted here")]
    [InlineData("""{"op":"create_sample","sample":{"node_tree":TREE},"vocabulary":1}""", "vocabulary must be a string")]
    [InlineData("""{"op":"create_sample","sample":{"node_tree":TREE},"vocabular":"x"}""", "vocabular is not known here")]
    [InlineData("""{"op":"create_sample","sample":{"node_tree":TREE,"nam":"x"}}""", "sample.nam is not known here")]
    [InlineData("""{"op":"create_sample","sample":{"node_tree":TREE},"if_acl_version":1}""", "if_acl_version needs sample.id, the sample that gets a new version")]
    [InlineData("""{"op":"create_sample","sample":{"id":"#0","node_tree":TREE}}""", "sample.id names no earlier create_sample operation")]
    [InlineData("""{"op":"create_sample","as_admin":true}""", "as_admin is not known here")]
    [InlineData("""{"op":"update_sample_acls","id":"#0"}""", "id names no earlier create_sample operation")]
    [InlineData("""{"op":"update_sample_acls","id":"#7"}""", "id names no earlier create_sample operation")]
    [InlineData("""{"op":"update_sample_acls","id":"#x"}""", "id #x must be a UUID string")]
    [InlineData("""{"op":"update_sample_acls","id":"ID","if_version":0}""", "if_version must be an integer from 1 to 2147483647")]
    [InlineData("""{"op":"replace_sample_acls","id":"ID","acls":{},"if_acl_version":true}""", "if_acl_version must be an integer from 1 to 9007199254740992")]
    [InlineData("""{"op":"expire_data_link","upa":"1/1/1","if_link":"some"}""", "if_link some must be a UUID string")]
    [InlineData("""{"op":"create_data_link","id":"ID","node":"root","upa":"1/1"}""", null)]
    public async Task Apply_OperationThatIsWrong_FailsInItsPlace(string operation, string? detail)
    {
        var (id, _) = await server.Alice.SaveAsync(SampleText.Small());
        operation = operation.Replace("TREE", Tree, StringComparison.Ordinal).Replace("ID", id, StringComparison.Ordinal);
        var answer = await server.Alice.MapAsync(Method, $$"""{"operations":[{{operation}},{"op":"update_sample_acls","id":"{{id}}"}]}""");

        Assert.Equal(false, answer.Find("applied"));
        var results = answer.List("results").Cast<JsonMap>().ToList();
        Assert.Equal((false, null), (results[0].Find("ok"), results[1].Find("ok")));
        Assert.Equal(
            detail is null ? $"{Code}30000 Missing input parameter: version" : $"{Code}30001 Illegal input parameter: {detail}",
            results[0].Map("error")!.Text("message"));
    }

    [Fact]
    public async Task Apply_ManyFaultsOfParametersAndMetadata_AreToldTogether()
    {
        var answer = await server.Alice.MapAsync(
            Method,
            $$$"""{"operations":[{"op":"create_sample","sample":{"node_tree":{{{Tree}}}}},{"op":"create_sample","sample":{"node_tree":[{"id":"root","type":"BioReplicate","meta_controlled":{"no such key":{"v":1} } }]} },{"op":"create_data_link"},{"op":"update_sample_acls","id":"#1"}]}""");
        Assert.Equal([null, 30010, 30000, null], answer.List("results").Cast<JsonMap>().Select(result => result.Map("error")?.Integer("code")));
    }

    [Fact]
    public async Task Apply_AtomicThatFails_LeavesNothingToSee()
    {
        var (id, _) = await server.Alice.SaveAsync(SampleText.Small());
        var before = await SeeAsync(id);
        var answer = await server.Alice.MapAsync(
            Method,
            $$"""{"operations":[{"op":"create_sample","sample":{{SampleText.Next(id)}}},{"op":"update_sample_acls","id":"{{id}}","public_read":1},{"op":"update_sample_acls","id":"{{id}}","read":["nobody there"]}]}""");

        Assert.Equal([true, true, false], answer.List("results").Cast<JsonMap>().Select(result => result.Find("ok")));
        Assert.Equal($"{Code}50000 No such user: nobody there", answer.List("results").Cast<JsonMap>().Last().Map("error")!.Text("message"));
        Assert.Equal(before, await SeeAsync(id));
    }

    [Fact]
    public async Task Apply_SamplesThatWereRead_AreSeenChangedByTheNextCall()
    {
        var (id, _) = await server.Alice.SaveAsync(SampleText.Small());
        for (var round = 1; round <= 3; round++)
        {
            await SeeAsync(id);
            await server.Alice.MapAsync(
                Method, $$"""{"operations":[{"op":"create_sample","sample":{{SampleText.Next(id)}},"prior_version":{{round}}},{"op":"update_sample_acls","id":"{{id}}","public_read":{{(round % 2 == 0 ? -1 : 1)}},"if_acl_version":{{round}}}]}""");
            Assert.Equal(round + 1, (await server.Alice.MapAsync("SampleService.get_sample", $$"""{"id":"{{id}}"}""")).Integer("version"));
            Assert.Equal(round % 2 == 0 ? 500 : 200, (await server.Bob.CallAsync("SampleService.get_sample", $$"""{"id":"{{id}}"}""")).Status);
        }
    }

    [Fact]
    public async Task Apply_AsAdministratorForAUser_RecordsTheUser()
    {
        var answer = await server.Admin.MapAsync(
            Method, $$$"""{"operations":[{"op":"create_sample","sample":{"node_tree":{{{Tree}}}}},{"op":"update_sample_acls","id":"#0","read":["bob"]}],"as_admin":true,"as_user":"alice"}""");
        var id = answer.List("results").Cast<JsonMap>().First().Map("result")!.RequiredText("id");
        Assert.Equal("alice", (await server.Alice.MapAsync("SampleService.get_sample_acls", $$"""{"id":"{{id}}"}""")).Text("owner"));
        Assert.Equal("alice", (await server.Alice.MapAsync("SampleService.get_sample", $$"""{"id":"{{id}}"}""")).Text("user"));
    }

    [Fact]
    public async Task Apply_SameRequestManyAtOnce_IsDoneOnce()
    {
        var request = $$$"""{"request_id":"at once","operations":[{"op":"create_sample","sample":{"node_tree":{{{Tree}}}}}]}""";
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => server.Alice.CallAsync(Method, request)));
        Assert.Single(answers.Select(answer => answer.Body).Distinct());
        // Order of members and escapes do not count, numbers do.
        Assert.Equal(
            answers[0].Body,
            (await server.Alice.CallAsync(Method, $$"""{"operations":[{"sample":{"node_tree":{{Tree}}},"op":"cre\u0061te_sample"}],"request_id":"at once"}""")).Body);
        Assert.Equal(
            $"{Code}40010 Request ID used before: at once",
            (await server.Alice.CallAsync(Method, request.Replace("\"operations\"", "\"atomic\":true,\"operations\"", StringComparison.Ordinal))).Message);
    }

    /// <summary>All that a user sees of a sample.</summary>
    private async Task<string> SeeAsync(string id) => string.Join(
        '\n',
        (await server.Alice.CallAsync("SampleService.get_sample", $$"""{"id":"{{id}}"}""")).Body,
        (await server.Alice.CallAsync("SampleService.get_sample_acls", $$"""{"id":"{{id}}"}""")).Body,
        (await server.Alice.CallAsync("SampleService.get_events", $$"""{"after":0,"sample":"{{id}}"}""")).Body.Split("\"head\"")[0],
        (await server.Bob.CallAsync("SampleService.get_sample", $$"""{"id":"{{id}}"}""")).Body);
}
