namespace SampleService.JsonRpc.Tests;

/// <summary>Methods that refuse what they do not know, and those whose argument may be left out.</summary>
public class KBaseDialectStrictTests
{
    private readonly Door _door = new();

    [Fact]
    public async Task Handle_UnknownMember_IsRefusedBeforeTheMethodRuns()
    {
        var (outcome, text) = await _door.Send("""{"version":"1.1","id":1,"method":"Service.strict","params":[{"txet":1}]}""");

        Assert.True(outcome.IsError);
        Assert.Contains("\"message\":\"txet is not known here\"", text, StringComparison.Ordinal);
        Assert.Empty(_door.Calls);
    }

    [Theory]
    [InlineData("Service.echo", """{"txet":1}""")]
    [InlineData("Service.strict", """{"text":1}""")]
    [InlineData("Service.strict", "null")]
    public async Task Handle_MembersThatAreKnownOrIgnored_RunTheMethod(string method, string argument)
    {
        var (outcome, text) = await _door.Send($$"""{"version":"1.1","id":1,"method":"{{method}}","params":[{{argument}}]}""");

        Assert.False(outcome.IsError);
        Assert.Contains($"\"result\":[{argument}]", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]", "")]
    [InlineData("null", "")]
    [InlineData("[null]", "null")]
    [InlineData("[{}]", "{}")]
    public async Task Handle_ArgumentThatMayBeLeftOut_IsAbsentOrAsSent(string parameters, string argument)
    {
        var (_, text) = await _door.Send($$"""{"version":"1.1","id":1,"method":"Service.lists","params":{{parameters}}}""");

        Assert.Contains($"\"result\":[{argument}]", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[{},{}]", "too many arguments")]
    [InlineData("[1]", "positional arg #1 is the wrong type")]
    [InlineData("{}", "expected positional params, not keyword")]
    public async Task Handle_WrongArgumentsWhereTheyMayBeLeftOut_AreRefused(string parameters, string message)
    {
        var (_, text) = await _door.Send($$"""{"version":"1.1","id":1,"method":"Service.lists","params":{{parameters}}}""");

        Assert.Contains($"\"message\":\"{message}\"", text, StringComparison.Ordinal);
    }
}
