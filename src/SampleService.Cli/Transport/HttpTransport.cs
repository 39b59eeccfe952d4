using System.Net;
using System.Net.Http.Headers;
using System.Security.Authentication;

namespace SampleService.Cli;

/// <summary>The gateway door of a server, by HTTP.</summary>
internal sealed class HttpTransport : ITransport
{
    private const string GatewayIdHeader = "X-Service-Gateway-Id";

    private readonly HttpClient _client;
    private readonly Uri _door;

    /// <param name="door">The address of the door.</param>
    /// <param name="token">The token to present; null for none.</param>
    /// <param name="gatewayId">The id of the deployment, where it asks for one.</param>
    public HttpTransport(Uri door, string? token, string? gatewayId)
    {
        _door = door;
        // A token goes nowhere else: to no other address and, from this machine to itself, through no proxy.
        _client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = !ServerUrl.IsThisMachine(door),
            AutomaticDecompression = DecompressionMethods.All,
        })
        { Timeout = Timeout.InfiniteTimeSpan };
        if (token is not null)
            _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (gatewayId is not null)
            _client.DefaultRequestHeaders.Add(GatewayIdHeader, gatewayId);
    }

    public bool IsNode => false;

    public async Task<TransportAnswer> AskAsync(ReadOnlyMemory<byte> message, CancellationToken cancellation)
    {
        using var content = new ReadOnlyMemoryContent(message) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        try
        {
            using var answer = await _client.PostAsync(_door, content, cancellation);
            var status = (int)answer.StatusCode;
            var body = await answer.Content.ReadAsByteArrayAsync(cancellation);
            if (status is >= 200 and < 300 || RpcAnswer.IsJson(body))
                return new TransportAnswer(body, status);
            throw Failure(status);
        }
        catch (HttpRequestException e) when (e.InnerException is AuthenticationException)
        {
            throw new FailureException(ExitCodes.Error, $"{_door.Authority} has no certificate that this machine trusts: {e.InnerException.Message}");
        }
        catch (HttpRequestException e)
        {
            throw new FailureException(ExitCodes.Temporary, $"{_door.Authority} cannot be reached ({e.Message}). Is the server running, and is this its address?");
        }
    }

    public void Dispose() => _client.Dispose();

    private FailureException Failure(int status) => status switch
    {
        502 or 503 or 504 => new FailureException(ExitCodes.Temporary, $"{_door} is not there at the moment (HTTP {status}); try again."),
        >= 300 and < 400 => new FailureException(ExitCodes.Error, $"{_door} leads elsewhere (HTTP {status}), where no token is sent. Give the address itself to --url."),
        _ => new FailureException(ExitCodes.Error, $"{_door} gave no answer of a Sample Service (HTTP {status}). Is it the address of the server, and Gateway:Enabled true there?"),
    };
}
