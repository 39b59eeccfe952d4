namespace SampleService.JsonRpc.Tests;

/// <summary>Bodies that are parsed on other threads than those of the pool, and the tokens of their callers.</summary>
public class LongBodyTests
{
    [Theory]
    [InlineData("good", "Work")]
    [InlineData("new", "Work")]
    [InlineData("bad", "Anonymous work")]
    [InlineData(null, "Anonymous work")]
    public async Task Handle_LongBody_SharesThreadsWithItsKindOfCallers(string? token, string thread)
    {
        var door = new Door();

        await door.Send(Body("Service.echo"), token);

        Assert.Equal(thread, Assert.Single(door.Threads));
    }

    [Theory]
    [InlineData("Service.secret", "new")]
    [InlineData("Service.secret", "bad")]
    [InlineData("Service.secret", "down")]
    [InlineData("Service.echo", "bad")]
    public async Task Handle_LongBody_TokenIsAskedForOnce(string method, string token)
    {
        var door = new Door();

        await door.Send(Body(method), token);

        Assert.Equal(1, door.Checks);
    }

    [Fact]
    public async Task Handle_LongBodyTokenCannotBeJudged_FailsWhereItMatters()
    {
        var door = new Door();

        Assert.Contains("nobody could be asked", (await door.Send(Body("Service.secret"), "down")).Answer, StringComparison.Ordinal);
        Assert.False((await door.Send(Body("Service.forget"), "down")).Outcome.IsError);
    }

    private static string Body(string method) =>
        $$"""{"id":1,"method":"{{method}}","params":[{}],"context":"{{new string('x', Allowance.MaxUncountedBody)}}"}""";
}
