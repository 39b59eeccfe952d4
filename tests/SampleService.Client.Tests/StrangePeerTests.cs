using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using SampleService.Testing.Servers;

namespace SampleService.Client.Tests;

/// <summary>A peer that answers as the service never does, or hardly ever.</summary>
public sealed class StrangePeerTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("no JSON")]
    [InlineData("[]")]
    [InlineData("""{"jsonrpc":"2.0"}""")]
    [InlineData("""{"jsonrpc":"2.0","result":{},"id":"of another call"}""")]
    [InlineData("""{"jsonrpc":"2.0","result":{"state":"OK"},"id":ID}""")]
    [InlineData("""{"jsonrpc":"2.0","result":null,"id":ID}""")]
    public async Task Call_AnswerThatIsNone_LeavesTheOutcomeUnknown(string answer) =>
        await Assert.ThrowsAsync<OutcomeUnknownException>(() => CallAsync(answer));

    /// <summary>So the service answers what it could not read the id of.</summary>
    [Fact]
    public async Task Call_ErrorWithoutAnId_IsTheCauseOfTheLostConnection()
    {
        var error = await Assert.ThrowsAsync<OutcomeUnknownException>(
            () => CallAsync("""{"jsonrpc":"2.0","error":{"code":-32600,"message":"Nested too deep"}}"""));

        Assert.Equal(-32600, Assert.IsType<SampleServiceException>(error.InnerException).Code);
    }

    /// <summary>Numbers that mean something else to other services of JSON-RPC.</summary>
    [Theory]
    [InlineData(-32000)]
    [InlineData(-32001)]
    [InlineData(-32003)]
    [InlineData(-32004)]
    [InlineData(-32601)]
    [InlineData(-32602)]
    public async Task Call_ErrorWithData_KeepsItsCode(int code)
    {
        var error = await Assert.ThrowsAsync<SampleServiceException>(
            () => CallAsync($$$"""{"jsonrpc":"2.0","error":{"code":{{{code}}},"message":"refused","data":{"any":[1]}},"id":ID}"""));

        Assert.Equal((code, "refused"), (error.Code, error.Message));
    }

    /// <summary>One call to a peer that gives one answer.</summary>
    private async Task<ServiceStatus> CallAsync(string answer)
    {
        var path = Path.Combine(_folder.Path, "peer.sock");
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        await using var client = SampleServiceClient.Connect(new Uri("unix://" + path));
        var call = client.StatusAsync(Patience.Token());
        using var connection = new NetworkStream(await listener.AcceptAsync(Patience.Token()), ownsSocket: true);
        using var reader = new StreamReader(connection);
        var id = JsonElement.Parse((await reader.ReadLineAsync(Patience.Token()))!).GetProperty("id").GetRawText();

        await connection.WriteAsync(Encoding.UTF8.GetBytes(answer.Replace("ID", id, StringComparison.Ordinal) + "\n"), Patience.Token());
        return await call;
    }
}
