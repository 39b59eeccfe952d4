using SampleService.Server.Tests.Support;
using SampleService.Testing.Json;

namespace SampleService.Server.Tests.Past;

/// <summary>Samples as of one moment.</summary>
public sealed class StateTests(PastServer server) : IClassFixture<PastServer>
{
    private const string Method = "SampleService.get_state";
    private const string Parts = """["sample","acls","links","relations","identifiers"]""";

    [Fact]
    public async Task State_OfAPastMoment_IsWhatWasAnsweredThen()
    {
        var (reader, asReader) = await server.NewUserAsync();
        var (id, _) = await server.Alice.SaveAsync(SampleText.Small("first"));
        var upa = await server.NewObjectAsync(await server.NewWorkspaceAsync("alice"));
        await server.Alice.ResultAsync("SampleService.create_data_link", $$"""{"id":"{{id}}","version":1,"node":"root","upa":"{{upa}}"}""");
        await server.Alice.ResultAsync("SampleService.update_sample_acls", $$"""{"id":"{{id}}","read":["{{reader}}"]}""");
        var then = await NowAsync(id);
        var (sample, acls, links) = await ReadAsync(id, 1);

        await server.Alice.SaveAsync(SampleText.Next(id));
        await server.Alice.ResultAsync("SampleService.expire_data_link", $$"""{"upa":"{{upa}}"}""");
        await server.Alice.ResultAsync("SampleService.update_sample_acls", $$"""{"id":"{{id}}","admin":["{{reader}}"],"public_read":1}""");

        var argument = $$"""{"samples":[{"id":"{{id}}"}],"at":{{then}},"include":{{Parts}}}""";
        var answer = await server.Alice.CallAsync(Method, argument);
        var state = Assert.Single(Samples(answer));
        Assert.Equal((1, 1, "alice", 2), (state.Integer("version"), state.Integer("versions"), state.Text("owner"), state.Integer("acl_version")));
        Assert.Equal((sample, acls, links), (Write(state.Find("sample")), Write(state.Find("acls")), Write(state.Find("links"))));
        Assert.Contains("\"settled\":true", answer.Body);
        Assert.Equal(answer.Body, (await server.Alice.CallAsync(Method, argument)).Body);

        // Past ACLs are for admins, whom the reader is one of by now; a stranger reads it as it is public.
        Assert.NotNull(Samples(await asReader.CallAsync(Method, argument))[0].Find("acls"));
        var strange = Samples(await server.Bob.CallAsync(Method, argument))[0];
        Assert.Null(strange.Find("acls"));
        Assert.Null(strange.Find("owner"));
        Assert.Empty(strange.List("links"));
    }

    [Fact]
    public async Task State_OfManySamples_TellsOfEachWhatIsWrong()
    {
        var (mine, _) = await server.Alice.SaveAsync(SampleText.Small());
        var (others, _) = await server.Bob.SaveAsync(SampleText.Small());
        const string Missing = "00000000-0000-0000-0000-000000000001";
        var states = Samples(await server.Alice.CallAsync(
            Method, $$"""{"samples":[{"id":"{{mine}}"},{"id":"{{others}}"},{"id":"{{Missing}}"},{"id":"{{mine}}","version":2},{"id":"{{mine}}"}],"include":[]}"""));

        Assert.Equal([mine, others, Missing, mine, mine], states.Select(state => state.RequiredText("id")));
        Assert.Equal(
            [
                null, $"Sample service error code 20000 Unauthorized: User alice cannot read sample {others}",
                $"Sample service error code 50010 No such sample: {Missing}", $"Sample service error code 50020 No such sample version: {mine} ver 2", null,
            ],
            states.Select(state => state.Map("error")?.Text("message")));
        Assert.All(states.Where(state => state.Find("error") is not null), state => Assert.All(
            state.Where(member => member.Key is not ("id" or "error")), member => Assert.Null(member.Value)));
        Assert.Equal(1, states[0].Integer("acl_version"));

        var before = Assert.Single(Samples(await server.Alice.CallAsync(Method, $$"""{"samples":[{"id":"{{mine}}"}],"at":1000}""")));
        Assert.Equal($"Sample service error code 50010 No such sample: {mine} at 1000", before.Map("error")!.Text("message"));
    }

    [Theory]
    [InlineData("""{}""", "30000 Missing input parameter: samples")]
    [InlineData("""{"samples":[]}""", "30001 Illegal input parameter: samples must have 1 to 1000 items")]
    [InlineData("""{"samples":[{}]}""", "30000 Missing input parameter: samples[0].id")]
    [InlineData("""{"samples":[{"id":"x"}],"at":"now"}""", "30001 Illegal input parameter: samples[0].id x must be a UUID string")]
    [InlineData("""{"samples":[{"id":"00000000-0000-0000-0000-000000000001","version":0}]}""", "30001 Illegal input parameter: Illegal version argument: 0")]
    [InlineData("""{"samples":[{"id":"00000000-0000-0000-0000-000000000001"}],"at":"now"}""", "30001 Illegal input parameter: key 'at' value of 'now' is not a valid epoch millisecond timestamp")]
    [InlineData("""{"samples":[{"id":"00000000-0000-0000-0000-000000000001"}],"include":["acl"]}""", "30001 Illegal input parameter: include[0] must be one of: sample, acls, links, relations, identifiers")]
    [InlineData("""{"samples":[{"id":"00000000-0000-0000-0000-000000000001"}],"as_admin":1}""", "30001 Illegal input parameter: as_admin must be true or false")]
    public async Task State_ParameterThatWillNotDo_IsRefused(string argument, string refusal) =>
        (await server.Alice.CallAsync(Method, argument)).AssertRefused(refusal);

    private static JsonMap[] Samples(RpcAnswer answer) => [.. Assert.IsType<JsonMap>(answer.Result).List("samples").Cast<JsonMap>()];

    private static string Write(object? value) => JsonText.Write(value);

    /// <summary>A moment after all that was written, by the clock of the server, when nothing is under way and the next millisecond has begun.</summary>
    private async Task<long> NowAsync(string id)
    {
        long first = 0;
        while (true)
        {
            var now = (await server.Alice.MapAsync(Method, $$"""{"samples":[{"id":"{{id}}"}],"include":[]}""")).Long("at");
            if (first == 0)
                first = now;
            else if (now > first + 1)
                return first;
        }
    }

    private async Task<(string Sample, string Acls, string Links)> ReadAsync(string id, int version) => (
        Write(await server.Alice.ResultAsync("SampleService.get_sample", $$"""{"id":"{{id}}"}""")),
        Write(await server.Alice.ResultAsync("SampleService.get_sample_acls", $$"""{"id":"{{id}}"}""")),
        Write((await server.Alice.MapAsync("SampleService.get_data_links_from_sample", $$"""{"id":"{{id}}","version":{{version}}}""")).Find("links")));
}
