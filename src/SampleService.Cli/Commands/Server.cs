using System.Text.Json;

namespace SampleService.Cli;

/// <summary>The server that a command speaks to, and how its answers are shown.</summary>
/// <param name="Client">Makes calls.</param>
/// <param name="IsNode">Whether it is called by its Unix socket.</param>
/// <param name="Presenter">Shows answers.</param>
internal sealed record Server(RpcClient Client, bool IsNode, Presenter Presenter)
{
    private const int UnknownCaller = 401;

    /// <summary>Makes a call and shows what came of it.</summary>
    public async Task<int> CallAsync(string method, Action<Utf8JsonWriter>? writeParameters, View view, CancellationToken cancellation)
    {
        var request = RpcRequest.Write(method, writeParameters);
        var answer = await Client.AskAsync(request, cancellation);
        var code = Presenter.Show(request, answer, view);
        Advise(answer, code);
        return code;
    }

    /// <summary>Shows the error of a call that is one of many; gives the exit code that it deserves.</summary>
    public int ShowFailure(RpcError error, TransportAnswer answer)
    {
        var code = Presenter.ShowError(error);
        Advise(answer, code);
        return code;
    }

    /// <summary>Tells people what may help.</summary>
    private void Advise(TransportAnswer answer, int code)
    {
        if (!IsNode && answer.Status == UnknownCaller)
            Presenter.Say($"The token comes by --token-file or {TokenSource.Variable}.");
        if (!IsNode && code == ExitCodes.NotImplemented)
            Presenter.Say("Some methods are called by the Unix socket alone, on the machine of the server and without --url.");
    }
}
