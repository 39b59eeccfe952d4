using SampleService.Testing.Conformance;
using SampleService.Testing.Fakes;
using SampleService.Testing.Json;

namespace SampleService.Conformance.Tests.Runner;

/// <summary>Whole cases against a service that always gives one answer.</summary>
public sealed class CaseRunnerTests : IAsyncLifetime
{
    private KBaseFakes _fakes = null!;
    private CannedService _service = null!;

    public async Task InitializeAsync()
    {
        _fakes = await KBaseFakes.StartAsync();
        _service = await CannedService.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _service.DisposeAsync();
        await _fakes.DisposeAsync();
    }

    [Theory]
    [InlineData(200, """{"result": [{"id": "a", "n": 1}]}""", true)]
    [InlineData(200, """{"result": [{"n": 1.0, "id": "a"}]}""", true)]
    [InlineData(500, """{"result": [{"id": "a", "n": 1}]}""", false)]
    [InlineData(200, """{"result": [{"id": "b", "n": 1}]}""", false)]
    [InlineData(200, """{"result": [{"id": "a"}]}""", false)]
    [InlineData(200, """{"result": [{"id": "a", "n": 1, "more": null}]}""", false)]
    [InlineData(200, """{"result": [{"id": "a", "n": true}]}""", false)]
    [InlineData(200, "not JSON", false)]
    [InlineData(200, "", false)]
    public async Task RunAsync_GoldenAnswer_HasToBeMet(int status, string body, bool passes)
    {
        var result = await RunAsync("""{"call": "x", "params": {}}""", """{"status": 200, "body": {"result": [{"id": "a", "n": 1}]}}""", status, body);

        Assert.Equal(passes, result.Succeeded);
    }

    [Theory]
    [InlineData("reference_bug", true, 500, """{"sane": 1}""", true)]
    [InlineData("reference_bug", true, 500, """{"fault": 1}""", false)]
    [InlineData("reference_bug", false, 500, """{"fault": 1}""", false)]
    [InlineData("units", true, 500, """{"fault": 1}""", true)]
    [InlineData("units", true, 500, """{"sane": 1}""", false)]
    public async Task RunAsync_FaultOfTheReference_HasToBeAnsweredSanely(string tag, bool hasSaneAnswer, int status, string body, bool passes)
    {
        var sane = hasSaneAnswer ? """, "sane_answer": {"status": 500, "body": {"sane": 1}}""" : "";

        var result = await RunAsync($$"""{"call": "x", "params": {}, "tags": ["{{tag}}"]{{sane}}}""", """{"status": 500, "body": {"fault": 1}}""", status, body);

        Assert.Equal(passes, result.Succeeded);
    }

    [Theory]
    [InlineData("""{"error": {"code": 1, "error": "at line 5"}}""", true)]
    [InlineData("""{"error": {"code": 1, "error": null}}""", true)]
    [InlineData("""{"error": {"code": 1}}""", false)]
    public async Task RunAsync_StackTrace_HasToBeThereWhateverItSays(string body, bool passes)
    {
        var result = await RunAsync("""{"call": "x", "params": {}}""", """{"status": 500, "body": {"error": {"code": 1, "error": "<trace>"}}}""", 500, body);

        Assert.Equal(passes, result.Succeeded);
    }

    [Theory]
    [InlineData("""{"at": "a", "path": ["a"]}""", "\"check\": [[\"at\", \"a\"]]", true)]
    [InlineData("""{"at": "a", "path": ["a"]}""", "\"check\": [[\"path.0\", \"b\"]]", false)]
    [InlineData("""{"at": "a", "path": ["a"]}""", "\"check\": [[\"path.1\", \"a\"]]", false)]
    [InlineData("""{"at": "a", "path": ["a"]}""", "\"save\": {\"v\": \"nowhere\"}", false)]
    [InlineData("""{"at": "a", "path": ["a"]}""", "\"headers\": true", false)]
    public async Task RunAsync_ChecksAndSaves_HaveToHold(string body, string members, bool passes)
    {
        var result = await RunAsync($$"""{"call": "x", "params": {}, {{members}}}""", """{"status": 200, "body": {"at": "a", "path": ["a"]}}""", 200, body);

        Assert.Equal(passes, result.Succeeded);
    }

    [Fact]
    public async Task RunAsync_NoServiceThere_Fails()
    {
        var url = _service.Url;
        await _service.DisposeAsync();

        var result = await CaseRunner.RunAsync(Case("""{"call": "x", "params": {}}""", """{"status": 200, "text": ""}"""), new CaseEndpoints(url, _fakes));

        Assert.Contains("<connection dropped>", Assert.Single(result.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_VariableThatWasNeverSet_FailsWithoutACall()
    {
        var result = await RunAsync("""{"call": "x", "params": {"id": "${nobody}"}}""", """{"status": 200, "body": {}}""", 200, "{}");

        Assert.False(result.Succeeded);
        Assert.Empty(_service.Requests);
    }

    [Fact]
    public async Task RunAsync_RefusedControlCall_Fails()
    {
        var result = await RunAsync("""{"auth": "no/such/call"}""", "{}", 200, "{}");

        Assert.False(result.Succeeded);
    }

    [Theory]
    [InlineData("\"${a}\"", "[7]")]
    [InlineData("\"${a+1} ${a-1}\"", "[\"8 6\"]")]
    [InlineData("""{"$repeat": ["ab", 3]}""", "[\"ababab\"]")]
    [InlineData("""{"$concat": ["x", "${a}", {"$repeat": ["y", 2]}]}""", "[\"x7yy\"]")]
    [InlineData("""{"$upper": "ab-c"}""", "[\"AB-C\"]")]
    [InlineData("""{"$plain": "ab-c"}""", "[\"abc\"]")]
    [InlineData("""{"k": {"$list": {"count": 2, "item": {"id": "n${i}"}}}}""", """[{"k": [{"id": "n0"}, {"id": "n1"}]}]""")]
    [InlineData("""{"k": {"$map": {"count": 2, "key": "k${i}", "value": "${i}"}}}""", """[{"k": {"k0": 0, "k1": 1}}]""")]
    [InlineData("""{"k": {"$raw": "1E3"}}""", """[{"k": 1E3}]""")]
    [InlineData("""{"k": "\ud800\u00e9"}""", """[{"k": "\ud800\u00e9"}]""")]
    [InlineData("1e22", "[1e+22]")]
    public async Task RunAsync_Parameters_AreBuiltAndEncoded(string parameters, string expected)
    {
        var steps = """{"set": {"a": 7}}, {"call": "x", "params": [""" + parameters + "]}";

        await RunAsync(steps, """{"status": 200, "body": {}}""", 200, "{}");

        Assert.Equal(
            $$"""{"version": "1.1", "id": "1", "params": {{expected}}, "method": "SampleService.x"}""",
            Assert.Single(_service.Requests).Body);
    }

    [Fact]
    public async Task RunAsync_NamesInAnswers_StandForWhatDiffersFromRunToRun()
    {
        const string Id = "0123abcd-0123-0123-0123-0123456789ab";
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var body = $$"""{"id": "{{Id}}", "other": "1{{Id[1..]}}", "text": "of {{Id.ToUpperInvariant()}}", "created": {{now}} }""";

        var result = await RunAsync(
            """{"call": "x", "params": {}, "save": {"s1": "id"}}""",
            """{"status": 200, "body": {"id": "${s1}", "other": "<uuid>", "text": "of ${s1 upper}", "created": "<now>"}}""",
            200,
            body);

        Assert.True(result.Succeeded, result.ToString());
    }

    [Fact]
    public async Task RunAsync_Preparations_ReachTheStandIns()
    {
        await RunAsync(
            """{"new_ws": "ws1", "send": {"owner": "user2"}}, {"auth": "users", "send": {"user": "u${ws1}"}}, {"call": "x", "as": "user1", "params": {"ws": "${ws1}"}}""",
            """{"status": 200, "body": {}}""",
            200,
            "{}");

        var request = Assert.Single(_service.Requests);
        var id = JsonText.ParseMap(request.Body).List("params").OfType<JsonMap>().Single().Find("ws");
        Assert.Equal("token-user1", request.Authorization);
        Assert.True(_fakes.Auth.RevokeToken("token-u" + JsonNumber.Spell(id!)));
    }

    /// <summary>The golden answer is that of the last step.</summary>
    private static ConformanceCase Case(string steps, string golden)
    {
        var count = JsonText.ParseMap($$"""{"steps": [{{steps}}]}""").List("steps").Count;
        return ConformanceCase.Parse(
            $$"""{"name": "c", "steps": [{{steps}}]}""",
            JsonText.Write(new JsonMap { ["answers"] = new JsonMap { [$"{count - 1}"] = JsonText.Parse(golden) } }));
    }

    private Task<CaseResult> RunAsync(string steps, string golden, int status, string body)
    {
        _service.Reply = new FakeReply(status, "application/json", body);
        return CaseRunner.RunAsync(Case(steps, golden), new CaseEndpoints(_service.Url, _fakes));
    }
}
