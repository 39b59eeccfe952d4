using SampleService.Cli.Tests.Support;

namespace SampleService.Cli.Tests.Commands;

/// <summary>Calls of any method.</summary>
[Collection(CliCollection.Name)]
public sealed class RpcCommandTests(CliServer server)
{
    [Fact]
    public async Task RpcInvoke_ParametersAsAnArgument_AreSent() => Assert.Contains(
        (await server.RunAsync("rpc", "invoke", "Standalone.list_tokens", """{"user": "alice"}""")).Ok().Rows, row => row.Contains("alice"));

    [Fact]
    public async Task RpcInvoke_ParametersOfStandardInput_AreSent() => Assert.Contains(
        (await server.Cli.RunWithInputAsync("[{\n\"user\":\r\n\"alice\"}]\n", "rpc", "invoke", "Standalone.list_tokens", "-")).Ok().Rows, row => row.Contains("alice"));

    [Fact]
    public async Task RpcInvoke_NoJson_SaysWhere()
    {
        var run = await server.RunAsync("rpc", "invoke", "Node.status", "{\"a\": nothing}");

        Assert.Equal((2, "samplectl: PARAMS: not JSON, line 1, byte 8.\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task RpcFile_RequestsBatchesAndNotifications_AreAnsweredOnALineEach()
    {
        const string Requests =
            """
            {"jsonrpc": "2.0", "method": "PlatformState.get", "id": 1}
            {"jsonrpc": "2.0", "method": "PlatformState.get"}
            [{"jsonrpc": "2.0", "method": "PlatformState.get", "id": "a"},
             {"jsonrpc": "2.0", "method": "Node.nothing", "id": 2}]
            {"jsonrpc": "2.0", "method": "SampleService.get_sample", "params": {"id": 7}, "id": 3}
            """;
        var run = await server.Cli.RunWithInputAsync(Requests, "rpc", "file", "-");

        Assert.Equal(3, run.ExitCode);
        Assert.Equal(
            """
            {"jsonrpc":"2.0","result":100,"id":1}
            [{"jsonrpc":"2.0","result":100,"id":"a"},{"jsonrpc":"2.0","error":{"code":-32601,"message":"Method not found"},"id":2}]
            {"jsonrpc":"2.0","error":{"code":9,"message":"Error during execution","data":[{"code":30001,"message":"Illegal input parameter: id 7 must be a UUID string"}]},"id":3}

            """,
            run.Output);
        Assert.Equal(
            """
            samplectl: line 3:
            Server Error found:
            [-32601] Method not found
            samplectl: line 5:
            Server Error found:
            [9] Error during execution
            - [30001] Illegal input parameter: id 7 must be a UUID string

            """,
            run.Error);
    }

    [Fact]
    public async Task RpcFile_FormatRpc_ShowsRequestsToo()
    {
        var file = Path.Combine(server.Process.DataDirectory, server.NewName("requests"));
        await File.WriteAllTextAsync(file, """{"jsonrpc": "2.0", "method": "PlatformState.get", "id": 1}""");

        Assert.Equal(
            "{\"jsonrpc\": \"2.0\", \"method\": \"PlatformState.get\", \"id\": 1}\n{\"jsonrpc\":\"2.0\",\"result\":100,\"id\":1}\n",
            (await server.RunAsync("rpc", "file", file, "--format", "rpc")).Ok().Output);
    }

    [Fact]
    public async Task RpcDescriptor_OfEitherDoor_ListsItsMethods()
    {
        var node = (await server.RunAsync("rpc", "descriptor")).Ok().Rows;
        var gateway = (await new Samplectl().RunAsync("rpc", "descriptor", "--url", server.Url)).Ok().Rows;

        Assert.Contains(node, row => row is ["Node.set_log_level", "yes", "category, level"]);
        Assert.Contains(gateway, row => row is ["SampleService.get_sample", "Reads a version of a sample"]);
        Assert.DoesNotContain(gateway, row => row[0] == "Node.set_log_level");
    }
}
