using SampleService.Testing.Http;

namespace SampleService.Server.Tests.Hostile;

/// <summary>Sends requests one after another; the connection is kept where both sides have had their say.</summary>
internal sealed class HostileCaller(Uri root, HostileWorld world) : IAsyncDisposable
{
    private PlainConnection? _connection;

    /// <summary>Sends a request and looks at what comes: what is wrong with it, or null; and the outcome in a word.</summary>
    public async Task<(string? Fault, string Outcome)> CallAsync(HostileRequest request)
    {
        var connection = _connection ?? await PlainConnection.OpenAsync(root);
        _connection = null;
        var sending = SendAsync(connection, request);
        if (request.Ending == Ending.Reset)
        {
            await sending;
            connection.Reset();
            return (null, "gone");
        }

        var (answer, fault) = await ReadAsync(connection, request);
        if (answer is null)
        {
            connection.Reset();
            await sending;
            return (fault, "closed");
        }

        // A server that refuses what is too large may end the connection; bad HTTP always does.
        if (request is { Body: not null, IsHttp: true, Message: null } && sending.IsCompleted && answer.Headers.GetValueOrDefault("Connection") != "close")
            _connection = connection;
        else
            connection.Reset();
        await sending;
        return AnswerChecker.Check(request, answer, world);
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
            await _connection.DisposeAsync();
    }

    private static async Task SendAsync(PlainConnection connection, HostileRequest request)
    {
        try
        {
            foreach (var piece in request.Pieces)
                await connection.SendAsync(piece);
            if (request.Ending == Ending.HalfClose)
                connection.FinishSending();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or System.Net.Sockets.SocketException)
        {
            // The server has answered before it had read everything: the answer counts.
        }
    }

    private static async Task<(HttpAnswer? Answer, string? Fault)> ReadAsync(PlainConnection connection, HostileRequest request)
    {
        try
        {
            return (await connection.ReadAsync(request.Verb), null);
        }
        catch (Exception e) when (e is IOException or FormatException)
        {
            return (null, request.IsHttp ? $"no answer: {e.Message}" : null);
        }
        catch (OperationCanceledException)
        {
            return (null, "neither an answer nor an end in time");
        }
    }
}
