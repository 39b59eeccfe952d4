namespace SampleService.JsonRpc.Tests;

/// <summary>One record for each call, however it ends.</summary>
public class CallLogTests
{
    private readonly Door _door = new();

    [Theory]
    [InlineData("""{"id":1,"method":"Service.echo","params":[{}]}""", "good", "Service.echo", "alice", 0)]
    [InlineData("""{"method":"Service.echo","params":[{}]}""", null, "Service.echo", null, 0)]
    [InlineData("""{"id":1,"method":"Service.echo","params":[]}""", null, "Service.echo", null, -32602)]
    [InlineData("""{"id":[],"method":"Service.echo","params":[{}]}""", "good", "Service.echo", "alice", -32600)]
    [InlineData("""{"id":1,"method":"Service.secret","params":[{}]}""", "bad", "Service.secret", null, OutcomeCodes.TokenRefused)]
    [InlineData("""{"id":1,"method":"Service.secret","params":[{}]}""", "down", "Service.secret", null, 70000)]
    [InlineData("""{"id":1,"method":"Service.fails","params":[{}]}""", null, "Service.fails", null, 70000)]
    [InlineData("""{"id":1,"method":"Service.refuses","params":[{}]}""", null, "Service.refuses", null, 20000)]
    [InlineData("""{"id":1,"method":"Service.breaks","params":[{}]}""", null, "Service.breaks", null, OutcomeCodes.Unexpected)]
    [InlineData("""{"id":1,"method":"Service.secret","params":[{}]}""", null, "Service.secret", null, OutcomeCodes.TokenRefused)]
    [InlineData("""{"id":1,"method":"Service.x\nforged outcome=0","params":[{}]}""", "good", "Service.x\\u000aforged\\u0020outcome=0", "alice", -32601)]
    [InlineData("""{"id":1,"method":"Service.none","params":[{}]}""", "bad", "Service.none", null, -32601)]
    [InlineData("""{"id":1,"method":"Service.none","params":[{}]}""", "down", "Service.none", null, -32601)]
    [InlineData("""{"id":1,"method":7}""", "good", null, "alice", -32600)]
    [InlineData("""[]""", null, null, null, -32600)]
    [InlineData("""{""", null, null, null, -32700)]
    public async Task Handle_AnyCall_HasOneRecord(string body, string? token, string? method, string? user, int outcome)
    {
        await _door.Send(body, token);
        var record = Assert.Single(_door.Records);
        Assert.Equal((method, user, "here", outcome, "call-1"), (record.Method, record.User, record.Address, record.Outcome, record.CallId));
        Assert.True(record.Milliseconds >= 0);
    }

    [Fact]
    public async Task Handle_RefusedByState_HasTheUserWhoIsKnown()
    {
        _door.Gate.Stop();
        await _door.Send("""{"id":1,"method":"Service.echo","params":[{}]}""", "good");
        await _door.SendToGateway("""{"jsonrpc":"2.0","method":"Service.echo","params":{},"id":1}""", "alice");

        Assert.Equal(["alice", "alice"], _door.Records.Select(record => record.User));
    }

    [Fact]
    public async Task Handle_BrokenCallsOfTheGateway_HaveTheUserWhoIsKnown()
    {
        await _door.SendToGateway("""[7,{"jsonrpc":"2.0","method":"Service.none","id":1}]""", "alice");

        Assert.Equal([("alice", -32600), ("alice", -32601)], _door.Records.Select(record => (record.User, record.Outcome)));
    }

    [Fact]
    public async Task Handle_CallsOfABatch_HaveIdsOfTheirOwn()
    {
        var (_, answer) = await _door.SendToGateway(
            """[{"jsonrpc":"2.0","method":"Service.echo","params":{},"id":1},{"jsonrpc":"2.0","method":"Service.breaks","params":{},"id":2}]""", "alice");

        Assert.Equal(["call-1.1", "call-1.2"], _door.Records.Select(record => record.CallId));
        Assert.Contains("\"errorId\":\"call-1.2\"", answer, StringComparison.Ordinal);
    }

    /// <summary>Somebody has put a token where the name of a method belongs.</summary>
    [Theory]
    [InlineData("eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhLTEifQ.c2lnbmF0dXJl", null)]
    [InlineData("sst_0123456789012345678901234567890123456789012", null)]
    [InlineData("sst_01234567890", null)]
    [InlineData("Bearer sst_0123456789012345678901234567890123456789012", null)]
    [InlineData("AbcdefghijKLMNOPQRSTUVWXYZ0123456789-_abcde", null)]
    [InlineData("MSESSIONID=AbcdefghijKLMNOPQRSTUVWXYZ0123456789-_abcde", null)]
    [InlineData("MSESSIONID=AbcdefghijKLMNOPQRSTUVWXYZ0123456789-_abcde; Path=/", null)]
    [InlineData("good-token", "good-token")]
    public async Task Handle_TokenAsTheName_IsShownNowhere(string name, string? token)
    {
        var door = new Door(isStrict: true);
        var (_, kbase) = await door.Send($$"""{"id":1,"method":"{{name}}","params":[{}]}""", token);

        Assert.Contains("[token] is not known here", kbase, StringComparison.Ordinal);
        Assert.DoesNotContain(name[..10], kbase + string.Concat(door.Records), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Handle_CallerHasGone_HasOneRecord()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _door.Send("""{"id":1,"method":"Service.waits","params":[{}]}"""u8.ToArray(), null, new CancellationToken(canceled: true)));
        Assert.Equal(("Service.waits", OutcomeCodes.CallerGone), Assert.Single(_door.Records) is var record ? (record.Method, record.Outcome) : default);
    }

    [Fact]
    public async Task Handle_BusyCall_HasOneRecord()
    {
        var door = new Door(new RequestLimits { ConcurrentCalls = 1 });
        Assert.True(door.Allowance.TryBegin(1, 0));
        await door.Send("""{"id":1,"method":"Service.echo","params":[{}]}""");
        Assert.Equal(-32008, Assert.Single(door.Records).Outcome);
    }

    [Fact]
    public async Task Handle_NoRoomForLongId_IsAnsweredWithoutItAndHasOneRecord()
    {
        var door = new Door(new RequestLimits { BytesInFlight = 1_500_000, AnonymousBytesInFlight = 1_500_000 });
        var id = new string('x', 300_000);
        var (outcome, answer) = await door.Send($$"""{"id":"{{id}}","method":"Service.hoards","params":[{}]}""", "good");
        Assert.True(outcome.IsBusy);
        Assert.Equal("""{"error":{"code":-32008,"name":"Platform State Error","message":"The platform is busy","error":null},"version":"1.1"}""", answer);
        Assert.Equal(("Service.hoards", -32008), Assert.Single(door.Records) is var record ? (record.Method, record.Outcome) : default);
        Assert.Equal(0, door.Admission.BytesInFlight - door.Hoard);
    }

    [Theory]
    [InlineData("""{"id":1,"method":"Service.ecko","params":[{}]}""", "Service.ecko is not known here; near names: Service.echo")]
    [InlineData("""[]""", "a batch is not taken here")]
    [InlineData("""{"id":1,"method":"Service.echo","params":[]}""", null)]
    [InlineData("""{"id":1,"method":"Service.fails","params":[{}]}""", null)]
    public async Task Handle_WrongEnvelope_RecordSaysWhatIsWrong(string body, string? diagnosis)
    {
        await _door.Send(body);
        Assert.Equal(diagnosis, Assert.Single(_door.Records).Diagnosis);
    }

    [Fact]
    public async Task Handle_LongUnknownMethod_IsShortenedInTheRecord()
    {
        await _door.Send($$"""{"id":1,"method":"{{new string('m', 1000)}}"}""");
        Assert.Equal(new string('m', 64) + "...", Assert.Single(_door.Records).Method);
    }

    [Fact]
    public void ToString_SummaryWithADiagnosis_HasItBeforeTheCall() => Assert.Equal(
        "Service.ecko user=- from=here ms=0.0 outcome=-32601 why=\"it is not known\" call=call-1",
        (new CallSummary("Service.ecko", null, "here", 0, -32601, "call-1") { Diagnosis = "it is not known" }).ToString());

    [Fact]
    public void ToString_Summary_IsOneLine() => Assert.Equal(
        "Service.echo user=alice from=here ms=1.3 outcome=0 call=call-1",
        new CallSummary("Service.echo", "alice", "here", 1.26, 0, "call-1").ToString());
}
