namespace SampleService.JsonRpc.Tests.Node;

/// <summary>The envelope of the Unix socket: the order of checks, the numbers, which ids come back, batches and notifications.</summary>
public class NodeDialectTests
{
    [Fact]
    public async Task Handle_BatchOverTheLimit_IsRefusedAsAWhole()
    {
        var door = new NodeTestDoor(new RequestLimits { BatchSize = 2 });
        const string Call = """{"jsonrpc":"2.0","method":"SampleService.nothing","id":1}""";

        Assert.StartsWith("[", await door.SendAsync($"[{Call},{Call}]"), StringComparison.Ordinal);
        Assert.Equal("""{"jsonrpc":"2.0","error":{"code":-32600,"message":"Invalid Request"}}""" + "\n", await door.SendAsync($"[{Call},{Call},{Call}]"));
        Assert.Equal(2, door.Calls.Count);
    }

    private const string Ok = """ "jsonrpc":"2.0","method":"SampleService.echo","params":{"text":"x"} """;

    private readonly NodeTestDoor _door = new();

    [Theory]
    [InlineData("1", "1")]
    [InlineData("-2.50e0", "-2.50e0")]
    [InlineData("12345678901234567890123", "12345678901234567890123")]
    [InlineData("\"é\\ud800\"", "\"\\u00e9\\ud800\"")]
    public async Task Handle_Success_IdComesBackAsItWasWritten(string id, string echoed) => Assert.Equal(
        $$"""{"jsonrpc":"2.0","result":{"text":"x"},"id":{{echoed}}}""" + "\n", await _door.SendAsync($$"""{"id":{{id}},{{Ok}}}"""));

    [Theory]
    [InlineData("""{"id":null}""", 8, "Use of null as id is discouraged", null)]
    [InlineData("""{"id":""}""", 11, "Use of an empty string as id is discouraged", null)]
    [InlineData("""{"id":{}}""", 7, "Invalid id type", null)]
    [InlineData("""{"id":[]}""", 7, "Invalid id type", null)]
    [InlineData("""{"id":true}""", 7, "Invalid id type", null)]
    [InlineData("""{"id":1}""", 3, "Missing version field", "1")]
    [InlineData("""{"id":1,"jsonrpc":2.0,"method":1}""", 2, "Invalid version type, should be a string", "1")]
    [InlineData("""{"id":1,"jsonrpc":"2","method":1}""", 1, "Invalid version, 2.0 only", "1")]
    [InlineData("""{"id":1,"jsonrpc":"2.0","params":1}""", 5, "Missing method field", "1")]
    [InlineData("""{"id":1,"jsonrpc":"2.0","method":null,"params":1}""", 4, "Invalid method type, should be a string", "1")]
    [InlineData("""{"id":1,"jsonrpc":"2.0","method":"none","params":null}""", 6, "Invalid params type. A Structured value is expected", "1")]
    [InlineData("""{"id":1,"jsonrpc":"2.0","method":"none","params":{"x":1}}""", -32601, "Method not found", "1")]
    [InlineData("""{"id":1,"jsonrpc":"2.0","method":"SampleService.hidden","params":{}}""", -32601, "Method not found", "1")]
    [InlineData("""{"id":1,"jsonrpc":"2.0","method":"SampleService.echo","params":[{},{}]}""", -32602, "Invalid params", "1")]
    [InlineData("""{"id":1,"jsonrpc":"2.0","method":"SampleService.breaks","params":{}}""", -32603, "Internal error", "1")]
    [InlineData("""{"method":"none"}""", 3, "Missing version field", null)]
    [InlineData("""{"jsonrpc":"2.0","method":"none","params":7}""", 6, "Invalid params type. A Structured value is expected", null)]
    [InlineData("""{"\u0069d":1,"jsonrpc":"1.0","id":""}""", 11, "Use of an empty string as id is discouraged", null)]
    [InlineData("{}", -32600, "Invalid Request", null)]
    [InlineData("7", -32600, "Invalid Request", null)]
    [InlineData("null", -32600, "Invalid Request", null)]
    [InlineData("[]", -32600, "Invalid Request", null)]
    [InlineData("{", -32700, "Parse error", null)]
    [InlineData("[{},", -32700, "Parse error", null)]
    [InlineData("{\0}\0", -32700, "Parse error", null)]
    public async Task Handle_SeveralFaults_FirstIsTold(string message, int code, string text, string? id)
    {
        var rest = id is null ? "" : $",\"id\":{id}";

        Assert.Equal($$"""{"jsonrpc":"2.0","error":{"code":{{code}},"message":"{{text}}"}{{rest}}}""" + "\n", await _door.SendAsync(message));
        Assert.Empty(_door.Calls);
    }

    [Theory]
    [InlineData("SampleService.unauthorized", 20000, "Unauthorized: not for you")]
    [InlineData("SampleService.refuses", 70000, "for the caller")]
    [InlineData("Node.restores", -32005, "A restore is being done")]
    public async Task Handle_MethodFails_CauseIsInTheData(string method, int code, string text) => Assert.Equal(
        $$"""{"jsonrpc":"2.0","error":{"code":9,"message":"Error during execution","data":[{"code":{{code}},"message":"{{text}}"}]},"id":1}""" + "\n",
        await _door.SendAsync(Call(method, "{}")));

    /// <summary>That parameters do not fit comes before a failure, of which a state of the platform is one.</summary>
    [Theory]
    [InlineData("SampleService.echo", "{}", "{\"code\":9,\"message\":\"Error during execution\",\"data\":[{\"code\":-32009,\"message\":\"The platform is stopping\"}]}")]
    [InlineData("SampleService.echo", "[1]", "{\"code\":-32602,\"message\":\"Invalid params\"}")]
    [InlineData("SampleService.none", "[1]", "{\"code\":-32601,\"message\":\"Method not found\"}")]
    public async Task Handle_PlatformState_IsToldAfterThatParametersDoNotFit(string method, string parameters, string error)
    {
        _door.Gate.Stop();

        Assert.Equal($$"""{"jsonrpc":"2.0","error":{{error}},"id":1}""" + "\n", await _door.SendAsync(Call(method, parameters)));
    }

    [Fact]
    public async Task Handle_NoRoom_IsAPlatformState()
    {
        var door = new NodeTestDoor(new RequestLimits { BytesInFlight = 1, ConcurrentCalls = 1 });

        Assert.Contains("\"data\":[{\"code\":-32008,", await door.SendAsync(Call("SampleService.echo", "{\"text\":\"long enough to cost something\"}")));
    }

    [Fact]
    public async Task Handle_TooDeep_IsNoRequestAndNoParseError()
    {
        var (answer, isJson) = await new NodeTestDoor(new RequestLimits { JsonDepth = 8 }).HandleAsync("[[[[[[[[[]]]]]]]]]");

        Assert.Equal("""{"jsonrpc":"2.0","error":{"code":-32600,"message":"Request is nested deeper than 8 levels"}}""" + "\n", answer);
        Assert.True(isJson);
    }

    [Theory]
    [InlineData("{", false)]
    [InlineData("\"\u0001\"", false)]
    [InlineData("7", true)]
    [InlineData("[]", true)]
    public async Task Handle_Message_TellsWhetherItIsJson(string message, bool isJson) => Assert.Equal(isJson, (await _door.HandleAsync(message)).IsJson);

    [Fact]
    public async Task Handle_Restricted_IsRefusedToOthersBeforeParameters()
    {
        var door = new NodeTestDoor { Peer = NodePeer.Other(1001, 1002) };

        Assert.Equal(
            """{"jsonrpc":"2.0","error":{"code":10,"message":"Unauthorized action","data":[{"code":2,"message":"Denied privileged API access for uid=1001 gid=1002"}]},"id":1}""" + "\n",
            await door.SendAsync(Call("PlatformState.set", "[1,2,3]")));
        Assert.Equal(20000, Assert.Single(door.Records).Outcome);
    }

    [Fact]
    public async Task Handle_PeerUnknown_IsRefusedWithTheReason() => Assert.Contains(
        "\"data\":[{\"code\":1,\"message\":\"Error getting peer credentials: NotConnected\"}]",
        await new NodeTestDoor { Peer = NodePeer.Unknown("NotConnected") }.SendAsync(Call("SampleService.echo", "{}")));

    [Fact]
    public async Task Handle_OpenMethod_IsForAllUsers()
    {
        var door = new NodeTestDoor { Peer = NodePeer.Other(1001, 1001) };

        Assert.Equal("""{"jsonrpc":"2.0","result":{},"id":1}""" + "\n", await door.SendAsync(Call("SampleService.open", "{}")));
        var record = Assert.Single(door.Records);
        Assert.Equal(("uid=1001", null), (record.Address, record.User));
    }

    [Fact]
    public async Task Handle_Operator_CallsByTheNameOfTheSetting()
    {
        await _door.SendAsync(Call("SampleService.echo", "{}"));

        var call = Assert.Single(_door.Calls);
        Assert.Equal(("(node)", CallerRight.Full, true), (call.User, call.Request.Identity!.Right, call.Request.Identity.IsOperator));
    }

    [Theory]
    [InlineData("SampleService.echo", "{}")]
    [InlineData("SampleService.none", "{}")]
    [InlineData("SampleService.breaks", "{}")]
    [InlineData("SampleService.echo", "[1,2]")]
    public async Task Handle_Notification_IsNeverAnswered(string method, string parameters)
    {
        var notification = $$"""{"jsonrpc":"2.0","method":"{{method}}","params":{{parameters}}}""";

        Assert.Equal("", await _door.SendAsync(notification));
        Assert.Equal("", await _door.SendAsync($"[{notification},{notification}]"));
        Assert.Equal("", await new NodeTestDoor { Peer = NodePeer.Other(1, 1) }.SendAsync(notification));
        Assert.Equal(3, _door.Records.Count);
    }

    [Fact]
    public async Task Handle_Batch_IsAnsweredInItsOrder() => Assert.Equal(
        """[{"jsonrpc":"2.0","error":{"code":-32600,"message":"Invalid Request"}},{"jsonrpc":"2.0","result":null,"id":"a"},{"jsonrpc":"2.0","error":{"code":-32601,"message":"Method not found"},"id":2}]""" + "\n",
        await _door.SendAsync($$"""[1,{{Notification}},{"jsonrpc":"2.0","method":"SampleService.nothing","id":"a"},{"jsonrpc":"2.0","method":"none","id":2}]"""));

    [Fact]
    public async Task Handle_BatchOfRubbish_IsAListOfErrors() => Assert.Equal(
        "[" + string.Join(',', Enumerable.Repeat("""{"jsonrpc":"2.0","error":{"code":-32600,"message":"Invalid Request"}}""", 3)) + "]\n",
        await _door.SendAsync("[1,[],{}]"));

    [Fact]
    public async Task Handle_CallsOfABatch_HaveIdsOfTheirOwnInTheLog()
    {
        await _door.SendAsync($"[{Notification},{Notification}]");

        Assert.Equal(["call-1", "call-2"], _door.Records.Select(record => record.CallId));
    }

    private const string Notification = """{"jsonrpc":"2.0","method":"SampleService.nothing"}""";

    private static string Call(string method, string parameters) => $$"""{"jsonrpc":"2.0","method":"{{method}}","params":{{parameters}},"id":1}""";
}
