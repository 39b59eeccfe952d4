namespace SampleService.JsonRpc.Tests;

/// <summary>The envelope as KBase has it: forms of answers, the order of checks, and what is echoed.</summary>
public class KBaseDialectTests
{
    private const string Ok = "\"method\":\"Service.echo\",\"params\":[{}]";

    private readonly Door _door = new();

    [Theory]
    [InlineData("""{"version":"1.1","id":"7",""", """{"version":"1.1","result":[{}],"id":"7"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":7,""", """{"jsonrpc":"2.0","result":[{}],"id":7}""")]
    [InlineData("""{"jsonrpc":"2.0","version":"1.1","id":7,""", """{"jsonrpc":"2.0","result":[{}],"id":7}""")]
    [InlineData("""{"version":1.1,"id":7,""", """{"result":[{}],"id":7}""")]
    [InlineData("""{"id":true,""", """{"result":[{}],"id":true}""")]
    [InlineData("""{"id":1.50e0,""", """{"result":[{}],"id":1.50e0}""")]
    [InlineData("""{"id":"\ud800é",""", """{"result":[{}],"id":"\ud800\u00e9"}""")]
    [InlineData("""{"id":null,""", "")]
    [InlineData("""{""", "")]
    public async Task Handle_Success_IsAnsweredInTheFormOfTheRequest(string head, string answer)
    {
        var (outcome, text) = await _door.Send(head + Ok + "}");
        Assert.False(outcome.IsError);
        Assert.Equal(answer, text);
        Assert.Single(_door.Calls);
    }

    [Theory]
    [InlineData("""{"version":"1.1","id":1,"method":"Service.none","params":[]}""", """{"error":{"code":-32601,"name":"Method not found","message":null,"error":null},"id":1,"version":"1.1"}""")]
    [InlineData("""{"version":[1, 2],"id":1,"method":"Service.none","params":[]}""", """{"error":{"code":-32601,"name":"Method not found","message":null,"error":null},"id":1,"version":[1, 2]}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"Service.none","params":[]}""", """{"error":{"code":-32601,"name":"Method not found","message":null,"data":null},"id":1,"jsonrpc":"2.0"}""")]
    [InlineData("""{"jsonrpc":"2.0","version":"1.1","id":1,"method":"Service.none","params":[]}""", """{"error":{"code":-32601,"name":"Method not found","message":null,"error":null},"id":1,"version":"1.1"}""")]
    [InlineData("""{"id":1,"method":"Service.none","params":[]}""", """{"error":{"code":-32601,"name":"Method not found","message":null,"error":null},"id":1,"version":"1.0"}""")]
    [InlineData("""{"method":"Service.none","params":[]}""", """{"error":{"code":-32601,"name":"Method not found","message":null,"error":null},"version":"1.0"}""")]
    [InlineData("""{"id":null,"method":"Service.none"}""", """{"error":{"code":-32601,"name":"Method not found","message":null,"error":null},"id":null,"version":"1.0"}""")]
    [InlineData("""{"id":1,"params":[]}""", """{"error":{"code":-32600,"name":"Invalid request","message":null,"error":null},"id":1,"version":"1.1"}""")]
    [InlineData("""[]""", """{"error":{"code":-32600,"name":"Invalid request","message":null,"error":null},"version":"1.1"}""")]
    [InlineData("""{"id":{"a":[1]},"method":"Service.none","params":[]}""", """{"error":{"code":-32600,"name":"Invalid request","message":null,"error":null},"id":{"a":[1]},"version":"1.0"}""")]
    [InlineData("""{"jsonrpc":2.0,"id":1,"method":"Service.echo","params":[{}]}""", """{"error":{"code":-32600,"name":"Invalid request","message":null,"data":null},"id":1,"jsonrpc":2.0}""")]
    [InlineData("""not json""", """{"error":{"code":-32700,"name":"Parse error","message":"The body is not JSON: line 1 column 2","error":null},"version":"1.1"}""")]
    public async Task Handle_Error_IsAnsweredInTheFormOfTheRequest(string body, string answer)
    {
        var (outcome, text) = await _door.Send(body);
        Assert.True(outcome.IsError);
        Assert.Equal(answer, text);
        Assert.Empty(_door.Calls);
    }

    [Theory]
    [InlineData("""{"a":1}""", "-32602", "expected positional params, not keyword")]
    [InlineData("""{}""", "-32602", "expected positional params, not keyword")]
    [InlineData(""" "x" """, "-32600", null)]
    [InlineData("""3""", "-32600", null)]
    [InlineData("""[1]""", "-32602", "positional arg #1 is the wrong type")]
    [InlineData("""[1, 2, 3]""", "-32602", "positional arg #1 is the wrong type")]
    [InlineData("""[]""", "-32602", "not enough arguments")]
    [InlineData("""null""", "-32602", "not enough arguments")]
    [InlineData("""[{}, {}]""", "-32602", "too many arguments")]
    [InlineData("""[null, 7]""", "-32602", "too many arguments")]
    public async Task Handle_WrongParameters_AreToldApart(string parameters, string code, string? message)
    {
        var (_, text) = await _door.Send($$"""{"id":1,"method":"Service.echo","params":{{parameters}}}""");
        Assert.Contains($"\"code\":{code},", text);
        Assert.Contains(message is null ? "\"message\":null" : $"\"message\":\"{message}\"", text);
    }

    [Theory]
    [InlineData("Service.secret", null, "Authentication required for Service but no authentication header was passed")]
    [InlineData("Service.secret", "  ", "Token validation failed: Must supply token")]
    [InlineData("Service.secret", "bad", "Token validation failed: no good")]
    [InlineData("Service.secret", "down", "nobody could be asked")]
    [InlineData("Service.echo", "down", "nobody could be asked")]
    public async Task Handle_WrongTokenAndEnvelope_TokenIsCheckedFirst(string method, string? token, string message)
    {
        var (_, text) = await _door.Send($$"""{"id":[],"jsonrpc":1,"method":"{{method}}","params":7}""", token);
        Assert.Contains($"\"code\":-32000,\"name\":\"Server error\",\"message\":\"{message}\"", text);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("bad")]
    public async Task Handle_NoValidTokenForOptionalMethod_CallerIsAnonymous(string? token)
    {
        await _door.Send("""{"id":1,"method":"Service.echo","params":[{}]}""", token);
        var call = Assert.Single(_door.Calls);
        Assert.Null(call.User);
        Assert.Null(call.Token);
    }

    [Fact]
    public async Task Handle_MethodWithoutToken_TokenIsNotChecked()
    {
        var (outcome, _) = await _door.Send("""{"id":1,"method":"Service.forget","params":[{}]}""", "down");
        Assert.False(outcome.IsError);
    }

    [Fact]
    public async Task Handle_UnexpectedException_CallerIsToldNothing()
    {
        var (_, text) = await _door.Send("""{"id":1,"method":"Service.breaks","params":[{}]}""");
        Assert.Equal(
            """{"error":{"code":0,"name":"Unexpected Server Error","message":"An unexpected server error occurred","error":null},"id":1,"version":"1.0"}""",
            text);
    }

    [Fact]
    public async Task Handle_TranslatedException_CallerIsToldTheMessage() =>
        Assert.Contains("\"message\":\"for the caller\"", (await _door.Send("""{"id":1,"method":"Service.fails","params":[{}]}""")).Answer);

    [Fact]
    public async Task Handle_ExceptionThatRepeatsTheToken_IsToldWithoutIt() => Assert.Contains(
        "\"message\":\"it was sent [token]\"",
        (await _door.Send("""{"id":1,"method":"Service.tells","params":[{}]}""", "good-token")).Answer);

    [Fact]
    public async Task Handle_MethodWithoutResult_AnswersNull() =>
        Assert.Equal("""{"result":null,"id":1}""", (await _door.Send("""{"id":1,"method":"Service.forget","params":[{}]}""")).Answer);

    [Fact]
    public async Task Handle_NestedBody_IsTakenUpToTheLimit()
    {
        // The request, its parameters, and so many arrays within.
        string Nested(int levels) =>
            $$"""{"id":1,"method":"Service.echo","params":[{"a":{{new string('[', levels)}}{{new string(']', levels)}}}]}""";
        Assert.False((await _door.Send(Nested(61))).Outcome.IsError);
        Assert.Equal(
            """{"error":{"code":-32600,"name":"Invalid request","message":"Request is nested deeper than 64 levels","error":null},"version":"1.1"}""",
            (await _door.Send(Nested(62))).Answer);
    }

    [Theory]
    [InlineData("gzip", "The body has the Content-Encoding gzip, which is not taken here: send it as it is")]
    [InlineData("x y", "The body has the Content-Encoding x\\\\u0020y, which is not taken here: send it as it is")]
    [InlineData("identity", "The body is not valid UTF-8")]
    [InlineData(null, "The body is not valid UTF-8")]
    public async Task Handle_CompressedBody_IsToldWhatItIs(string? encoding, string message)
    {
        var (_, text) = await new Door { ContentEncoding = encoding }.Send([0x1f, 0x8b, 0x08, 0x00]);
        Assert.Contains($"\"code\":-32700,\"name\":\"Parse error\",\"message\":\"{message}\"", text);
    }

    [Theory]
    [InlineData("good", false)]
    [InlineData("revoked", true)]
    public async Task Handle_BodyComesAfterTheHead_TokenIsJudgedAgain(string token, bool isRefused)
    {
        var (outcome, text) = await new Door { IsBodyLate = true }.Send("""{"id":1,"method":"Service.secret","params":[{}]}""", token);
        Assert.Equal(isRefused, outcome.IsError);
        Assert.Equal(isRefused, text.Contains("Token validation failed: no good", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Handle_UnknownMethodWithALongName_IsToldItsBeginning()
    {
        var name = new string('x', 200_000);
        var (outcome, text) = await new Door(isStrict: true).Send($$"""{"id":1,"method":"{{name}}","params":[{}]}""");
        Assert.True(outcome.IsError);
        Assert.Contains($"{name[..64]}... is not known here", text);
    }

    [Fact]
    public async Task Handle_PlainBodyThatIsCalledCompressed_IsTaken() =>
        Assert.False((await new Door { ContentEncoding = "gzip" }.Send("{\"id\":1," + Ok + "}")).Outcome.IsError);

    [Theory]
    [InlineData("Service.echo")]
    [InlineData("Service.fails")]
    [InlineData("Service.breaks")]
    [InlineData("Service.exhausts")]
    public async Task Handle_AnyEnding_GivesItsPlaceBack(string method)
    {
        foreach (var token in new[] { null, "good", "new", "bad" })
        {
            await _door.Send($$"""{"id":1,"method":"{{method}}","params":[{}]}""", token);
            Assert.Equal(0, _door.Admission.CallsInFlight);
            Assert.Equal(0, _door.Admission.BytesInFlight);
            Assert.Equal(0, _door.Admission.AnonymousBytesInFlight);
        }
    }
}
