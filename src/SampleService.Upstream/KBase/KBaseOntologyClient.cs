using System.Text.Json;
using Microsoft.Extensions.Logging;
using SampleService.Domain;

namespace SampleService.Upstream.KBase;

/// <summary>
/// Client of the KBase ontology service at the address that the service wizard returns (docs/kbase.md). Caches that address
/// only.
/// </summary>
internal sealed class KBaseOntologyClient(KBaseOntologyOptions options, TimeProvider clock, ILogger logger) : IDisposable
{
    private const string Wizard = "KBase service wizard";
    private const string Service = "KBase ontology service";

    /// <summary>Marks the service's errors about its parameters; an unknown ontology is the usual one.</summary>
    private const string ParameterError = "Parameter validation error";

    private readonly UpstreamHttp _http = new(Service, "ontology", options.Timeout, options.MaxResponseBytes, clock, logger);
    private volatile ServiceAddress? _address;
    private long _lastId;

    /// <summary>Calls a method; default when the service refuses the parameter.</summary>
    /// <param name="method">Name without its module.</param>
    /// <param name="writeParameter">Writes the members of the only parameter.</param>
    /// <param name="read">Reads the first element of the result.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <exception cref="ServiceException"><see cref="ErrorKind.UpstreamFailure"/>: there was no usable response.</exception>
    public async Task<T?> CallAsync<T>(
        string method, Action<Utf8JsonWriter> writeParameter, Func<JsonElement, T?> read, CancellationToken cancellation)
    {
        var address = await FindAddressAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await PostAsync(Service, address, $"OntologyAPI.{method}", writeParameter, read, cancellation).ConfigureAwait(false);
        }
        catch (ServiceException)
        {
            // The service may have moved, so the next call asks the wizard again.
            _address = null;
            throw;
        }
    }

    /// <summary>Runs several calls under the timeout of one.</summary>
    /// <param name="calls">Makes the calls.</param>
    /// <param name="cancellation">Cancels them.</param>
    /// <exception cref="ServiceException"><see cref="ErrorKind.UpstreamFailure"/>: a call failed, or time ran out.</exception>
    public async Task<T> WithTimeoutAsync<T>(Func<CancellationToken, Task<T>> calls, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(options.Timeout, clock);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timeout.Token);
        try
        {
            return await calls(limited.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            var address = _address?.Uri ?? options.ServiceWizardUrl;
            _address = null;
            UpstreamLog.TimedOut(logger, Service, options.Timeout.TotalSeconds, UpstreamText.Address(address));
            throw Unavailable();
        }
    }

    /// <summary>Logs why a response cannot be used and returns the error for the caller.</summary>
    public ServiceException Unusable(string fault) => Unusable(Service, 200, fault);

    public void Dispose() => _http.Dispose();

    private async Task<Uri> FindAddressAsync(CancellationToken cancellation)
    {
        var now = clock.GetTimestamp();
        if (_address is { } known && clock.GetElapsedTime(known.FoundAt, now) < options.AddressLifetime)
            return known.Uri;
        var text = await PostAsync(
            Wizard,
            options.ServiceWizardUrl,
            "ServiceWizard.get_service_status",
            static writer =>
            {
                writer.WriteString("module_name", "OntologyAPI");
                writer.WriteString("version", "dev");
            },
            static result => result.Member("url")?.Text(),
            cancellation).ConfigureAwait(false);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || !options.IsAllowed(address))
            throw Unusable(Wizard, 200, "no address that may be asked");
        _address = new ServiceAddress(address, now);
        return address;
    }

    private async Task<T?> PostAsync<T>(
        string service, Uri address, string method, Action<Utf8JsonWriter> writeParameter, Func<JsonElement, T?> read,
        CancellationToken cancellation)
    {
        var id = Interlocked.Increment(ref _lastId);
        var response = await _http.TrySendAsync(
            () => new HttpRequestMessage(HttpMethod.Post, address)
            {
                Content = KBaseRpc.Call(id, method, writer =>
                {
                    writer.WriteStartObject();
                    writeParameter(writer);
                    writer.WriteEndObject();
                }),
            },
            cancellation).ConfigureAwait(false)
            ?? throw Unavailable();
        using var json = response.ReadJson();
        if (json is null)
            throw Unusable(service, response.Status, "not JSON");
        if (json.RootElement.Member("error") is { ValueKind: not JsonValueKind.Null } error)
        {
            var message = error.Member("message")?.Text() ?? "";
            // The service's text repeats the parameters, and terms are metadata: only the error code is logged.
            UpstreamLog.Refused(logger, service, response.Status, error);
            if (message.Contains(ParameterError, StringComparison.Ordinal))
                return default;
            throw Unavailable();
        }

        if (response.IsOk && json.RootElement.Member("result")?.Item(0) is { } result && read(result) is { } value)
            return value;
        throw Unusable(service, response.Status, "no result");
    }

    private ServiceException Unusable(string service, int status, string fault)
    {
        UpstreamLog.Unusable(logger, service, status, fault);
        return Unavailable();
    }

    private static ServiceException Unavailable() => new(ErrorKind.UpstreamFailure, "The ontology service could not be asked");

    private sealed record ServiceAddress(Uri Uri, long FoundAt);
}
