using System.Text.Json;
using Microsoft.Extensions.Logging;
using SampleService.Domain;

namespace SampleService.Upstream.KBase;

/// <summary>Client of the KBase workspace service (docs/kbase.md).</summary>
internal sealed class KBaseWorkspaceClient(KBaseOptions options, ILogger<KBaseWorkspaceClient> logger) : IDisposable
{
    private const string Service = "KBase workspace service";
    private const string NotReached = "Error contacting the workspace service";

    private readonly UpstreamHttp _http = options.CreateHttp(Service, "workspace", logger);
    private readonly WaitingCalls _waiting = new("workspace", options.MaxWaitingCalls);
    private long _lastId;

    /// <summary>Calls a method.</summary>
    /// <param name="method">Full name: <c>Module.method</c>.</param>
    /// <param name="writeParameter">Writes the only parameter.</param>
    /// <param name="read">Reads the first element of the result; throws <see cref="FormatException"/> when it has another shape.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <exception cref="KBaseWorkspaceException">The service answered with an error.</exception>
    /// <exception cref="ServiceException">
    /// <see cref="ErrorKind.UpstreamFailure"/>: there was no usable response; <see cref="ErrorKind.Busy"/>: too many calls wait for one.
    /// </exception>
    public async Task<T> CallAsync<T>(
        string method, Action<Utf8JsonWriter> writeParameter, Func<JsonElement, T> read, CancellationToken cancellation)
    {
        using var wait = _waiting.Begin();
        var response = await _http.TrySendAsync(
            () =>
            {
                var request = new HttpRequestMessage(HttpMethod.Post, options.WorkspaceUrl)
                {
                    Content = KBaseRpc.Call(Interlocked.Increment(ref _lastId), method, writeParameter),
                };
                request.Headers.TryAddWithoutValidation("Authorization", options.WorkspaceToken);
                return request;
            },
            cancellation).ConfigureAwait(false)
            ?? throw new ServiceException(ErrorKind.UpstreamFailure, NotReached);
        using var json = response.ReadJson();
        if (json is null)
            throw Unusable(response.Status, "not JSON");
        if (json.RootElement.Member("error") is { ValueKind: not JsonValueKind.Null } error)
        {
            var message = error.Member("message")?.Text();
            if (ContractText.IsBlank(message))
                throw Unusable(response.Status, "an error without a message");
            UpstreamLog.Refused(logger, Service, response.Status, error);
            throw new KBaseWorkspaceException(
                UpstreamText.Clean(UpstreamText.WithoutTokens(message!, options.AuthToken, options.WorkspaceToken)));
        }

        if (!response.IsOk)
            throw Unusable(response.Status, "no error");
        if (json.RootElement.Member("result")?.Item(0) is not { } result)
            throw Unusable(response.Status, "no result");
        try
        {
            return read(result);
        }
        catch (FormatException fault)
        {
            throw Unusable(response.Status, fault.Message);
        }
    }

    public void Dispose() => _http.Dispose();

    private ServiceException Unusable(int status, string fault)
    {
        UpstreamLog.Unusable(logger, Service, status, fault);
        return new(ErrorKind.UpstreamFailure, NotReached);
    }
}

/// <summary>
/// The workspace service answered with an error. <see cref="Text"/> is kept out of the message, which is logged, because it can repeat
/// what a caller sent.
/// </summary>
/// <param name="text">The text of the service's error.</param>
internal sealed class KBaseWorkspaceException(string text) : Exception("The KBase workspace service answered with an error.")
{
    /// <summary>For the caller, never for the log.</summary>
    public string Text { get; } = text;
}
