using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace SampleService.Testing.Fakes;

/// <summary>A receiver of events, a real HTTP server: what it does with each request, the test says.</summary>
public sealed class EventReceiver : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly Channel<ReceivedEvent> _received = Channel.CreateUnbounded<ReceivedEvent>();

    private EventReceiver(WebApplication application) => _application = application;

    /// <summary>What is done with a request after it was noted; by itself it is answered with 204.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = AnswerWith(204);

    /// <summary>Where it listens.</summary>
    public int Port => new Uri(_application.Urls.Single()).Port;

    /// <summary>How many requests there are that no test has taken.</summary>
    public int Count => _received.Reader.Count;

    /// <summary>Answers with a status.</summary>
    public static Func<HttpContext, Task> AnswerWith(int status) => context =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    /// <summary>Starts one.</summary>
    /// <param name="address">Where it listens; 127.0.0.1 by itself.</param>
    /// <param name="certificate">By which it proves who it is; without one it is called by http.</param>
    public static async Task<EventReceiver> StartAsync(IPAddress? address = null, X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(address ?? IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null)
                listen.UseHttps(certificate);
        }));
        var receiver = new EventReceiver(builder.Build());
        receiver._application.Run(receiver.TakeAsync);
        await receiver._application.StartAsync();
        return receiver;
    }

    /// <summary>The address of events, where it listens by http.</summary>
    public string Url => $"http://127.0.0.1:{Port}/events";

    /// <summary>The next request. After a minute there should have been one.</summary>
    public async Task<ReceivedEvent> NextAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        return await _received.Reader.ReadAsync(patience.Token);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        // What is written in the answer is looked at when the request is taken: whoever was told of it may change it.
        var answer = Answer;
        _received.Writer.TryWrite(new ReceivedEvent(
            context.Request.Method, context.Request.Path,
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase), body.ToArray()));
        await answer(context);
    }
}

/// <summary>A request as it came.</summary>
/// <param name="Verb">The verb.</param>
/// <param name="Path">The path.</param>
/// <param name="Headers">The headers; letter case does not count.</param>
/// <param name="Body">The body.</param>
public sealed record ReceivedEvent(string Verb, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>The position of the event.</summary>
    public long Position => long.Parse(Headers["X-Event-Id"], System.Globalization.CultureInfo.InvariantCulture);
}
