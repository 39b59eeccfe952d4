namespace SampleService.JsonRpc.Tests.Node;

/// <summary>Which parameters fit a method of the Unix socket, and which are left to the method.</summary>
public class NodeParameterTests
{
    private const string Invalid = "error\":{\"code\":-32602,\"message\":\"Invalid params\"}";

    [Theory]
    [InlineData("""{"state":40}""")]
    [InlineData("""[{"state":40}]""")]
    [InlineData("""{"state":-1,"reason":null,"quiesce":false,"any":[]}""")]
    [InlineData("""{"state":40,"any":null}""")]
    public async Task Handle_ArgumentFitsTheSchema_ReachesTheMethod(string parameters) =>
        Assert.Contains("\"result\":{", await Call(new NodeTestDoor(isStrict: false), "PlatformState.set", parameters));

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""[]""")]
    [InlineData("""[null]""")]
    [InlineData("""[40]""")]
    [InlineData("""{"state":"40"}""")]
    [InlineData("""{"state":null}""")]
    [InlineData("""{"state":40.5}""")]
    [InlineData("""{"state":40,"reason":5}""")]
    [InlineData("""{"state":40,"quiesce":null}""")]
    [InlineData("""{"state":40,"quiesce":0}""")]
    [InlineData("""{"state":40,"colour":"red"}""")]
    [InlineData("""[{"state":40},{}]""")]
    public async Task Handle_ArgumentDoesNotFitTheSchema_IsRefused(string parameters) =>
        Assert.Contains(Invalid, await Call(new NodeTestDoor(isStrict: false), "PlatformState.set", parameters));

    [Theory]
    [InlineData("""{"text":5}""")]
    [InlineData("""{"text":"x","colour":"red"}""")]
    [InlineData("""[{}]""")]
    [InlineData("""[null]""")]
    public async Task Handle_OlderMethodLenient_ChecksItself(string parameters) =>
        Assert.Contains("\"result\":", await Call(new NodeTestDoor(isStrict: false), "SampleService.echo", parameters));

    [Theory]
    [InlineData("""{"text":5}""", true)]
    [InlineData("""{"colour":"red"}""", false)]
    [InlineData("""[{"colour":"red"}]""", false)]
    public async Task Handle_OlderMethodStrict_RefusesUnknownMembersAlone(string parameters, bool fits) =>
        Assert.Equal(!fits, (await Call(new NodeTestDoor(), "SampleService.echo", parameters)).Contains(Invalid));

    [Theory]
    [InlineData("[]")]
    [InlineData("[1]")]
    [InlineData("[{},1]")]
    public async Task Handle_OlderMethodNotOneArgument_IsRefused(string parameters) =>
        Assert.Contains(Invalid, await Call(new NodeTestDoor(isStrict: false), "SampleService.echo", parameters));

    [Theory]
    [InlineData("{}", true)]
    [InlineData("[]", true)]
    [InlineData("[{}]", false)]
    [InlineData("""{"x":1}""", false)]
    public async Task Handle_MethodWithoutParameters_TakesNone(string parameters, bool fits) => Assert.Equal(
        !fits, (await Call(new NodeTestDoor(isStrict: false), "SampleService.nothing", parameters)).Contains(Invalid));

    [Fact]
    public async Task Handle_NoParameters_AreThoseOfAnEmptyList()
    {
        var door = new NodeTestDoor();

        Assert.Contains("\"result\":null", await door.SendAsync("""{"jsonrpc":"2.0","method":"SampleService.nothing","id":1}"""));
        Assert.Contains(Invalid, await door.SendAsync("""{"jsonrpc":"2.0","method":"SampleService.echo","id":1}"""));
    }

    [Fact]
    public async Task Handle_Misfit_IsLoggedWithoutWhatTheCallerSent()
    {
        var door = new NodeTestDoor();
        await Call(door, "PlatformState.set", """{"state":"secret"}""");

        Assert.Equal("state is of the wrong type", Assert.Single(door.Records).Diagnosis);
    }

    private static Task<string> Call(NodeTestDoor door, string method, string parameters) =>
        door.SendAsync($$"""{"jsonrpc":"2.0","method":"{{method}}","params":{{parameters}},"id":1}""");
}
