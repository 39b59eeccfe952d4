using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace SampleService.Client;

/// <summary>Calls by one HTTP request each. Cancelling aborts the request, which ends the call.</summary>
internal sealed class HttpTransport : ITransport
{
    private static readonly MediaTypeHeaderValue JsonContent = new("application/json");

    private readonly Gateway _gateway;
    private readonly Reaching _reaching;
    private readonly HttpMessageInvoker _http;
    private readonly CancellationTokenSource _disposed = new();

    /// <param name="gateway">The door.</param>
    /// <param name="reaching">How it is reached.</param>
    public HttpTransport(Gateway gateway, Reaching reaching)
    {
        (_gateway, _reaching) = (gateway, reaching);
        _http = new HttpMessageInvoker(gateway.Handler, disposeHandler: false);
    }

    public async Task<JsonElement> CallAsync(string method, JsonElement? parameters, CancellationToken cancellationToken)
    {
        var body = Write(method, parameters);
        var (status, answer) = await ExchangeAsync(body, cancellationToken).ConfigureAwait(false);
        if (status == HttpStatusCode.OK && FindResult(answer) is { } result)
            return result;
        throw GatewayErrors.FindRefusal(status, answer)
            ?? new OutcomeUnknownException($"What came back is no answer of the service: HTTP status {(int)status}");
    }

    public async ValueTask DisposeAsync()
    {
        await _disposed.CancelAsync().ConfigureAwait(false);
        _http.Dispose();
        _gateway.Dispose();
    }

    private async Task<(HttpStatusCode Status, ReadOnlyMemory<byte> Body)> ExchangeAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed.IsCancellationRequested, typeof(SampleServiceClient));
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposed.Token);
        try
        {
            return await _reaching.TryAsync(cancellation => SendAsync(body, cancellation), ended.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (ended.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new OutcomeUnknownException("The client was disposed of while the call was under way", e);
        }
    }

    private async Task<(HttpStatusCode Status, ReadOnlyMemory<byte> Body)> SendAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _gateway.AddressOf("json-rpc")) { Content = new ReadOnlyMemoryContent(body) };
        request.Content.Headers.ContentType = JsonContent;
        foreach (var (name, value) in await _gateway.PresentAsync(cancellationToken).ConfigureAwait(false))
            request.Headers.TryAddWithoutValidation(name, value);
        try
        {
            using var response = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
            return (response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (Exception e) when (IsUnreachable(e, cancellationToken))
        {
            throw new ServiceUnreachableException($"The service cannot be reached at {_gateway.AddressOf("")}", e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new OutcomeUnknownException("The connection was lost while the call was under way", e);
        }
    }

    /// <summary>Whether nothing was sent, since there was no connection. .NET tells of one that took too long as of a cancelled one.</summary>
    private static bool IsUnreachable(Exception e, CancellationToken cancellationToken) => e switch
    {
        OperationCanceledException { InnerException: TimeoutException } => !cancellationToken.IsCancellationRequested,
        HttpRequestException { HttpRequestError: var error } => error
            is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
        _ => false,
    };

    private static ReadOnlyMemory<byte> Write(string method, JsonElement? parameters)
    {
        var body = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(body);
        writer.WriteStartObject();
        writer.WriteString("jsonrpc", "2.0");
        writer.WriteNumber("id", 1);
        writer.WriteString("method", method);
        if (parameters is { } argument)
        {
            writer.WritePropertyName("params");
            argument.WriteTo(writer);
        }

        writer.WriteEndObject();
        writer.Flush();
        return body.WrittenMemory;
    }

    private static JsonElement? FindResult(ReadOnlyMemory<byte> answer)
    {
        try
        {
            using var document = JsonDocument.Parse(answer);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("result", out var result) ? result.Clone() : null;
        }
        catch (JsonException)
        {
            // It is told with its status, as any other answer that is not the service's.
            return null;
        }
    }
}
