using System.Text.Json;

namespace SampleService.JsonRpc.Tests;

/// <summary>JSON-RPC 2.0 as the gateway door speaks it.</summary>
public class GatewayDialectTests
{
    private const string Invalid = """{"jsonrpc":"2.0","error":{"code":-32600,"message":"Invalid Request: """;

    private readonly Door _door = new();

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","method":"Service.echo","params":{"text":"x"},"id":1}""", """{"jsonrpc":"2.0","result":{"text":"x"},"id":1}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"Service.echo","params":[{"text":"x"}],"id":"a\u00b5"}""", """{"jsonrpc":"2.0","result":{"text":"x"},"id":"a\u00b5"}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"Service.forget","params":{},"id":1.50}""", """{"jsonrpc":"2.0","result":null,"id":1.50}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"Service.status","id":null}""", """{"jsonrpc":"2.0","result":null,"id":null}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"Service.status","params":{},"id":-7}""", """{"jsonrpc":"2.0","result":null,"id":-7}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"Service.status","params":[{}],"id":9007199254740993}""", """{"jsonrpc":"2.0","result":null,"id":9007199254740993}""")]
    public async Task Handle_Call_IsAnsweredWithItsValueAndId(string call, string answer) =>
        Assert.Equal(answer, (await _door.SendToGateway(call, "alice")).Answer);

    [Theory]
    [InlineData("3", "a request must be an object", "null")]
    [InlineData("""{"method":"Service.status","id":1}""", "jsonrpc must be the string 2.0", "1")]
    [InlineData("""{"jsonrpc":2.0,"method":"Service.status","id":1}""", "jsonrpc must be the string 2.0", "1")]
    [InlineData("""{"jsonrpc":"2.0","id":1}""", "method is missing", "1")]
    [InlineData("""{"jsonrpc":"2.0","method":null}""", "method must be a string", "null")]
    [InlineData("""{"jsonrpc":"2.0","method":"Service.status","params":null,"id":1}""", "params must be an object or a list", "1")]
    [InlineData("""{"jsonrpc":"2.0","method":"Service.status","id":[1]}""", "id must be a string, a number or null", "null")]
    [InlineData("""{"jsonrpc":"2.0","method":"Service.status","id":true}""", "id must be a string, a number or null", "null")]
    [InlineData("[]", "a batch must have at least one call", "null")]
    public async Task Handle_BrokenEnvelope_IsToldWhatIsWrong(string call, string reason, string id) =>
        Assert.Equal($$"""{{Invalid}}{{reason}}"},"id":{{id}}}""", (await _door.SendToGateway(call, "alice")).Answer);

    [Theory]
    [InlineData("[{},{}]", "one object is expected, by itself or in a list of one")]
    [InlineData("[null]", "one object is expected, by itself or in a list of one")]
    [InlineData("[]", "an object with the parameters is missing")]
    public async Task Handle_ParametersThatDoNotFit_AreInvalid(string parameters, string reason) => Assert.Equal(
        $$"""{"jsonrpc":"2.0","error":{"code":-32602,"message":"Invalid Parameters: {{reason}}"},"id":1}""",
        (await _door.SendToGateway($$"""{"jsonrpc":"2.0","method":"Service.echo","params":{{parameters}},"id":1}""", "alice")).Answer);

    [Fact]
    public async Task Handle_UnknownMethod_NamesNearOnes() => Assert.Equal(
        """{"jsonrpc":"2.0","error":{"code":-32601,"message":"Method Not Found: Service.ecko is not known here; near names: Service.echo"},"id":1}""",
        (await _door.SendToGateway("""{"jsonrpc":"2.0","method":"Service.ecko","id":1}""", "alice")).Answer);

    [Theory]
    [InlineData("refuses", """{"code":-32000,"message":"Security Error: Unauthorized: for the caller","data":{"code":20000,"type":"Unauthorized","message":"for the caller"}}""")]
    [InlineData("fails", """{"code":-32602,"message":"Invalid Parameters: Parameter: for the caller","data":{"code":70000,"type":"Parameter","message":"for the caller"}}""")]
    [InlineData("breaks", """{"code":-32603,"message":"Internal Error: An unexpected server error occurred","data":{"errorId":"call-1"}}""")]
    [InlineData("exhausts", """{"code":-32008,"message":"Platform State Error: The platform is busy","data":{"state":120,"retryAfterMs":1000}}""")]
    public async Task Handle_MethodFails_IsAnErrorOfTheCatalogue(string method, string error) => Assert.Equal(
        $$"""{"jsonrpc":"2.0","error":{{error}},"id":1}""",
        (await _door.SendToGateway($$"""{"jsonrpc":"2.0","method":"Service.{{method}}","params":{},"id":1}""", "alice")).Answer);

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","method":"Service.echo","params":{}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"Service.fails","params":{}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"Service.nothing"}""")]
    [InlineData("""[{"jsonrpc":"2.0","method":"Service.status"},{"jsonrpc":"2.0","method":"Service.secret"}]""")]
    public async Task Handle_Notifications_AreNotAnswered(string call) =>
        Assert.Equal("", (await _door.SendToGateway(call, null)).Answer);

    [Fact]
    public async Task Handle_Batch_IsAnsweredInItsOrder()
    {
        var (reply, answer) = await _door.SendToGateway(
            """[{"jsonrpc":"2.0","method":"Service.slow","params":{"text":"first"},"id":1},{"jsonrpc":"2.0","method":"Service.status"},3,{"jsonrpc":"2.0","method":"Service.echo","params":{"text":"last"},"id":2}]""",
            "alice");

        Assert.Equal(
            $$"""[{"jsonrpc":"2.0","result":{"text":"first"},"id":1},{{Invalid}}a request must be an object"},"id":null},{"jsonrpc":"2.0","result":{"text":"last"},"id":2}]""",
            answer);
        Assert.False(reply.NeedsToken);
        Assert.Equal(0, _door.Admission.BytesInFlight);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Handle_BatchOfMoreCallsThanMayRun_AllAreCarriedOut(int places)
    {
        var door = new Door(new RequestLimits { ConcurrentCalls = places });
        var calls = Enumerable.Range(0, 40).Select(i => $$"""{"jsonrpc":"2.0","method":"Service.slow","params":{"text":"{{i}}"},"id":{{i}}}""");
        var answers = Enumerable.Range(0, 40).Select(i => $$"""{"jsonrpc":"2.0","result":{"text":"{{i}}"},"id":{{i}}}""");

        var (reply, answer) = await door.SendToGateway($"[{string.Join(',', calls)}]", "alice");

        Assert.Equal($"[{string.Join(',', answers)}]", answer);
        Assert.Null(reply.RefusedBy);
        Assert.Equal((0, 0), (door.Admission.CallsInFlight, door.Admission.BytesInFlight));
    }

    [Fact]
    public async Task Handle_BatchWhoseAnswersAreTooMuch_ThoseWithoutRoomAreBusyAndNothingIsKept()
    {
        var door = new Door(new RequestLimits { BytesInFlight = 32_000_000, AnonymousBytesInFlight = 12_000_000 });
        var calls = Enumerable.Range(0, 40).Select(i => $$"""{"jsonrpc":"2.0","method":"Service.large","params":{},"id":{{i}}}""");

        var (reply, answer) = await door.SendToGateway($"[{string.Join(',', calls)}]", null);

        using var list = JsonDocument.Parse(answer);
        Assert.Equal(Enumerable.Range(0, 40), list.RootElement.EnumerateArray().Select(item => item.GetProperty("id").GetInt32()));
        var refused = list.RootElement.EnumerateArray().Where(item => item.TryGetProperty("error", out _)).ToList();
        Assert.True(refused.Count is > 0 and < 40, refused[0].GetRawText());
        Assert.All(refused, item => Assert.Equal(-32008, item.GetProperty("error").GetProperty("code").GetInt32()));
        Assert.Null(reply.RefusedBy);
        // A quarter of the part, and the piece of the whole answer that was begun.
        Assert.InRange(door.Allowance.MaxTaken, 1, 3_000_000 + (1 << 20));
        Assert.Equal(0, door.Admission.BytesInFlight);
    }

    [Fact]
    public async Task Handle_BatchOverTheLimit_IsRefusedAsAWhole()
    {
        var door = new Door(new RequestLimits { BatchSize = 2 });
        const string Call = """{"jsonrpc":"2.0","method":"Service.status","id":1}""";

        Assert.StartsWith("[", (await door.SendToGateway($"[{Call},{Call}]", null)).Answer, StringComparison.Ordinal);
        Assert.Equal(
            $$"""{{Invalid}}a batch may have at most 2 calls"},"id":null}""", (await door.SendToGateway($"[{Call},{Call},{Call}]", null)).Answer);
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","method":"Service.secret","params":{},"id":1}""", true)]
    [InlineData("""[{"jsonrpc":"2.0","method":"Service.secret","params":{},"id":1},{"jsonrpc":"2.0","method":"Service.secret","params":{}}]""", true)]
    [InlineData("""[{"jsonrpc":"2.0","method":"Service.secret","params":{},"id":1},{"jsonrpc":"2.0","method":"Service.status","id":2}]""", false)]
    [InlineData("""{"jsonrpc":"2.0","method":"Service.unknown","id":1}""", false)]
    public async Task Handle_NobodyCalls_NeedsATokenWhereEveryCallDoes(string call, bool needsToken)
    {
        var (reply, answer) = await _door.SendToGateway(call, null);

        Assert.Equal(needsToken, reply.NeedsToken);
        Assert.Equal(needsToken, answer.Length == 0);
        Assert.Empty(_door.Calls.Where(made => made.Method.ShortName == "secret"));
    }

    [Fact]
    public async Task Handle_NobodyCallsAmongOthers_IsASecurityErrorOfItsOwn() => Assert.Equal(
        """[{"jsonrpc":"2.0","error":{"code":-32000,"message":"Security Error: Token: The method needs a token, and there was none","data":{"code":70010,"type":"Token","message":"The method needs a token, and there was none"}},"id":1},{"jsonrpc":"2.0","result":null,"id":2}]""",
        (await _door.SendToGateway(
            """[{"jsonrpc":"2.0","method":"Service.secret","params":{},"id":1},{"jsonrpc":"2.0","method":"Service.status","id":2}]""", null)).Answer);

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","method":"Service.change","params":{},"id":1}""", true)]
    [InlineData("""[{"jsonrpc":"2.0","method":"Service.change","params":{},"id":1},{"jsonrpc":"2.0","method":"Service.change","params":{},"id":2}]""", true)]
    [InlineData("""[{"jsonrpc":"2.0","method":"Service.change","params":{},"id":1},{"jsonrpc":"2.0","method":"Service.get_thing","params":{},"id":2}]""", false)]
    public async Task Handle_StateRefusesEveryCall_IsToldToTheTransport(string call, bool isRefused)
    {
        _door.Gate.SetShared([new GateState(PlatformState.Validation, false, true, 0, null)]);

        Assert.Equal(isRefused ? PlatformState.Validation : null, (await _door.SendToGateway(call, "alice")).Reply.RefusedBy);
    }

    [Fact]
    public async Task Handle_NotJson_IsOneParseError() => Assert.StartsWith(
        """{"jsonrpc":"2.0","error":{"code":-32700,"message":"Parse Error: """, (await _door.SendToGateway("[{", "alice")).Answer, StringComparison.Ordinal);
}
