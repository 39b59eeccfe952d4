using System.Collections.Concurrent;
using System.Text.Json;

namespace SampleService.Client.Tests.Support;

/// <summary>Keeps what goes over a transport.</summary>
internal sealed class RecordingTransport(ITransport transport) : ITransport
{
    private readonly ConcurrentQueue<RecordedCall> _calls = new();

    public IReadOnlyCollection<RecordedCall> Calls => _calls;

    public async Task<JsonElement> CallAsync(string method, JsonElement? parameters, CancellationToken cancellationToken)
    {
        var result = await transport.CallAsync(method, parameters, cancellationToken);
        _calls.Enqueue(new RecordedCall(method, parameters, result));
        return result;
    }

    public ValueTask DisposeAsync() => transport.DisposeAsync();
}

/// <summary>A call that succeeded.</summary>
internal sealed record RecordedCall(string Method, JsonElement? Parameters, JsonElement Result);
