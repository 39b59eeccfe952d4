using SampleService.Cli.Tests.Support;

namespace SampleService.Cli.Tests.Commands;

/// <summary>The three ways in which answers are shown.</summary>
[Collection(CliCollection.Name)]
public sealed class FormatTests(CliServer server)
{
    private const string NoSample = "00000000-0000-4000-8000-000000000000";
    private const string Error = """{"code":9,"message":"Error during execution","data":[{"code":50010,"message":"No such sample: 00000000-0000-4000-8000-000000000000"}]}""";
    private const string ShownError = "Server Error found:\n[9] Error during execution\n- [50010] No such sample: 00000000-0000-4000-8000-000000000000\n";

    [Fact]
    public async Task Json_Result_IsAsTheServerSentIt() =>
        Assert.Equal("100\n", (await server.RunAsync("state", "get", "--format", "json")).Ok().Output);

    [Fact]
    public async Task Rpc_Result_IsBothMessages() => Assert.Equal(
        "{\"jsonrpc\":\"2.0\",\"method\":\"PlatformState.get\",\"id\":1}\n{\"jsonrpc\":\"2.0\",\"result\":100,\"id\":1}\n",
        (await server.RunAsync("--format", "rpc", "state", "get")).Ok().Output);

    [Theory]
    [InlineData("table", "")]
    [InlineData("json", Error + "\n")]
    [InlineData(
        "rpc",
        "{\"jsonrpc\":\"2.0\",\"method\":\"SampleService.get_sample\",\"params\":{\"id\":\"" + NoSample + "\"},\"id\":1}\n{\"jsonrpc\":\"2.0\",\"error\":" + Error + ",\"id\":1}\n")]
    public async Task Format_OfAnError_IsOnBothOutputs(string format, string output) => Assert.Equal(
        new CliRun(2, output, ShownError), await server.RunAsync("sample", "get", NoSample, "--format", format));

    [Fact]
    public async Task Table_OfNothing_IsItsTitles() =>
        Assert.Equal("STATE\tOWNER\tPROCESS\tSINCE\tLEASE UNTIL\tEXPIRED\tQUIESCE\tREASON\n", (await server.RunAsync("state", "list")).Ok().Output);

    [Theory]
    [InlineData("table")]
    [InlineData("json")]
    [InlineData("rpc")]
    public async Task Format_TextThatSteersTerminals_IsWrittenOut(string format)
    {
        using var hostile = new FakeNode("{\"jsonrpc\":\"2.0\",\r\"result\":{\"na\u009bme\":\"a\\u001b[31mb\u009b2J\u202ec\u007f\\r\\n\\\"\u0085\"},\"id\":1}\n");
        var run = (await Samplectl.At(hostile.Path).RunAsync("rpc", "invoke", "Any.method", "--format", format)).Ok();

        Assert.Contains("\\u001b[31mb\\u009b2J\\u202ec\\u007f\\r\\n", run.Output);
        Assert.DoesNotContain(run.Output, c => (char.IsControl(c) && c is not ('\n' or '\t')) || c is '\u202e');
    }

    [Fact]
    public async Task Error_TextThatSteersTerminals_IsWrittenOut()
    {
        using var hostile = new FakeNode("{\"jsonrpc\":\"2.0\",\"error\":{\"code\":9,\"message\":\"a\\u001b[2J\",\"data\":[{\"code\":1,\"message\":\"b\\r\\nc\"}]}}\n");

        Assert.Equal(
            new CliRun(2, "", "Server Error found:\n[9] a\\u001b[2J\n- [1] b\\r\\nc\n"), await Samplectl.At(hostile.Path).RunAsync("status"));
    }
}
