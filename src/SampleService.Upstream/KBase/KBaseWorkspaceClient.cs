using System.Text.Json;
using Microsoft.Extensions.Logging;
using SampleService.Domain;

namespace SampleService.Upstream.KBase;

/// <summary>Calls the KBase workspace service over JSON-RPC 1.1 (contract section 10.2).</summary>
internal sealed class KBaseWorkspaceClient(KBaseOptions options, ILogger<KBaseWorkspaceClient> logger) : IDisposable
{
    private const string Service = "KBase workspace service";
    private const string NotReached = "Error contacting the workspace service";

    private readonly KBaseHttp _http = new(Service, options, logger);
    private long _lastId;

    /// <summary>What is read from the first element of the result.</summary>
    /// <param name="method">Full name of the method.</param>
    /// <param name="writeParameter">Writes the only parameter.</param>
    /// <param name="read">Reads the first element of the result.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <exception cref="KBaseWorkspaceException">The service answered with an error.</exception>
    /// <exception cref="ServiceException"><see cref="ErrorKind.UpstreamFailure"/>: no answer, or one that cannot be used.</exception>
    public async Task<T> CallAsync<T>(
        string method, Action<Utf8JsonWriter> writeParameter, Func<JsonElement, T> read, CancellationToken cancellation)
    {
        var answer = await _http.TrySendAsync(
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
        using var json = answer.ReadJson();
        if (json is null)
            throw Unusable(answer.Status, "not JSON");
        if (json.RootElement.Member("error") is { ValueKind: not JsonValueKind.Null } error)
        {
            var message = error.Member("message")?.Text();
            if (ContractText.IsBlank(message))
                throw Unusable(answer.Status, "an error without a message");
            UpstreamLog.Refused(logger, Service, answer.Status, error);
            throw new KBaseWorkspaceException(UpstreamText.Clean(message!));
        }

        if (!answer.IsOk)
            throw Unusable(answer.Status, "no error");
        if (json.RootElement.Member("result")?.Item(0) is not { } result)
            throw Unusable(answer.Status, "no result");
        try
        {
            return read(result);
        }
        catch (FormatException fault)
        {
            throw Unusable(answer.Status, fault.Message);
        }
    }

    public void Dispose() => _http.Dispose();

    private ServiceException Unusable(int status, string fault)
    {
        UpstreamLog.Unusable(logger, Service, status, fault);
        return new(ErrorKind.UpstreamFailure, NotReached);
    }
}
