using System.Text.Json;
using Microsoft.Extensions.Logging;
using SampleService.Domain;

namespace SampleService.Upstream.KBase;

/// <summary>
/// Asks the KBase ontology service, at the address that the service wizard names (contract section 10.3). Remembers
/// nothing but that address.
/// </summary>
internal sealed class KBaseOntologyClient(KBaseOntologyOptions options, TimeProvider clock, ILogger logger) : IDisposable
{
    private const string Wizard = "KBase service wizard";
    private const string Service = "KBase ontology service";

    /// <summary>How the service marks errors that are about what it was asked, an ontology it does not have above all.</summary>
    private const string AboutParameters = "Parameter validation error";

    private readonly KBaseHttp _http = new(Service, options.Timeout, options.MaximumResponseBytes, clock, logger);
    private volatile Found? _address;
    private long _lastId;

    /// <summary>The first element of the result; default when the service does not take the parameter.</summary>
    /// <param name="method">Name of the method, without its module.</param>
    /// <param name="writeParameter">Writes the members of the only parameter.</param>
    /// <param name="read">Reads the result.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <exception cref="ServiceException"><see cref="ErrorKind.UpstreamFailure"/>: no answer, or one that cannot be used.</exception>
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
            // It may have moved: the wizard is asked again next time.
            _address = null;
            throw;
        }
    }

    /// <summary>The answer to a question of several calls, which may take as long as one together.</summary>
    /// <param name="ask">Makes the calls.</param>
    /// <param name="cancellation">Ends them.</param>
    /// <exception cref="ServiceException"><see cref="ErrorKind.UpstreamFailure"/>: no answer, or none in time.</exception>
    public async Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(options.Timeout, clock);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timeout.Token);
        try
        {
            return await ask(limited.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            var address = _address?.Address ?? options.ServiceWizardUrl;
            _address = null;
            UpstreamLog.TimedOut(logger, Service, options.Timeout.TotalSeconds, UpstreamText.Address(address));
            throw NotAsked();
        }
    }

    /// <summary>The failure of an answer that cannot be used; the log says why.</summary>
    public ServiceException Unusable(string fault) => Unusable(Service, 200, fault);

    public void Dispose() => _http.Dispose();

    private async Task<Uri> FindAddressAsync(CancellationToken cancellation)
    {
        var now = clock.GetTimestamp();
        if (_address is { } known && clock.GetElapsedTime(known.At, now) < options.AddressLifetime)
            return known.Address;
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
        _address = new Found(address, now);
        return address;
    }

    private async Task<T?> PostAsync<T>(
        string service, Uri address, string method, Action<Utf8JsonWriter> writeParameter, Func<JsonElement, T?> read,
        CancellationToken cancellation)
    {
        var id = Interlocked.Increment(ref _lastId);
        var answer = await _http.TrySendAsync(
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
            ?? throw NotAsked();
        using var json = answer.ReadJson();
        if (json is null)
            throw Unusable(service, answer.Status, "not JSON");
        if (json.RootElement.Member("error") is { ValueKind: not JsonValueKind.Null } error)
        {
            var message = error.Member("message")?.Text() ?? "";
            // The service repeats in its text what it was asked, and terms are metadata: only its number is logged.
            UpstreamLog.Refused(logger, service, answer.Status, error);
            if (message.Contains(AboutParameters, StringComparison.Ordinal))
                return default;
            throw NotAsked();
        }

        if (answer.IsOk && json.RootElement.Member("result")?.Item(0) is { } result && read(result) is { } value)
            return value;
        throw Unusable(service, answer.Status, "no result");
    }

    private ServiceException Unusable(string service, int status, string fault)
    {
        UpstreamLog.Unusable(logger, service, status, fault);
        return NotAsked();
    }

    private static ServiceException NotAsked() => new(ErrorKind.UpstreamFailure, "The ontology service could not be asked");

    private sealed record Found(Uri Address, long At);
}
