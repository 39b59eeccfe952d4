using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using SampleService.Testing.Json;

namespace SampleService.Testing.Fakes;

/// <summary>
/// A small HTTP server inside the test process, on a free loopback port. Paths under <c>/control</c> steer it, the
/// others are the service that it stands in for.
/// </summary>
public abstract partial class FakeService : IAsyncDisposable
{
    private WebApplication? _application;
    private HeldRequests? _held;
    private FakeReply? _onlyReply;

    private protected FakeService()
    {
    }

    /// <summary>The root, with a slash at the end.</summary>
    public Uri Url => new((_application ?? throw new InvalidOperationException("not started")).Urls.Single());

    /// <summary>Guards the state, which the test and the requests share.</summary>
    private protected Lock Gate { get; } = new();

    public async ValueTask DisposeAsync()
    {
        if (_application is not null)
            await _application.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>From now on requests wait until what is returned is disposed of; control calls do not.</summary>
    public HeldRequests Hold()
    {
        var held = new HeldRequests();
        Volatile.Write(ref _held, held);
        return held;
    }

    /// <summary>From now on every request gets this reply, whatever it asks; null ends it.</summary>
    public void AnswerOnly(FakeReply? reply) => Volatile.Write(ref _onlyReply, reply);

    /// <summary>Answers a call of the service; runs on the request's thread.</summary>
    private protected abstract Task<FakeReply> ServeAsync(FakeRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// Answers a control call, called with <see cref="Gate"/> held; a <see cref="FormatException"/> or
    /// <see cref="KeyNotFoundException"/> says that the call was bad.
    /// </summary>
    private protected abstract JsonMap Control(string verb, string path, JsonMap data);

    private protected async Task ListenAsync(CancellationToken cancellationToken)
    {
        // The empty builder reads no settings, so that nothing in the environment moves or changes a stand-in.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Limits.MaxRequestBodySize = null;
        });
        _application = builder.Build();
        _application.Run(HandleAsync);
        await _application.StartAsync(cancellationToken);
    }

    private static async Task<FakeRequest> ReadAsync(HttpContext context)
    {
        using var received = new MemoryStream();
        await context.Request.Body.CopyToAsync(received, context.RequestAborted);
        var raw = received.ToArray();
        var body = Encoding.UTF8.GetString(raw);
        var path = Slashes().Replace(context.Request.Path.Value ?? "/", "/").TrimEnd('/');
        return new FakeRequest(
            context.Request.Method,
            path.Length == 0 ? "/" : path,
            context.Request.QueryString.Value is { Length: > 0 } query ? query[1..] : "",
            body,
            context.Request.Headers.TryGetValue("authorization", out var token) ? token.ToString() : null,
            context.Request.Host.Value ?? $"127.0.0.1:{context.Connection.LocalPort}")
        {
            Raw = raw,
        };
    }

    [GeneratedRegex("/+")]
    private static partial Regex Slashes();

    private async Task HandleAsync(HttpContext context)
    {
        try
        {
            var request = await ReadAsync(context);
            var reply = request.Path.StartsWith("/control", StringComparison.Ordinal)
                ? ControlReply(request)
                : await ServeHeldAsync(request, context.RequestAborted);
            context.Response.StatusCode = reply.Status;
            context.Response.ContentType = reply.ContentType;
            foreach (var (name, value) in reply.Headers)
                context.Response.Headers[name] = value;
            var bytes = Encoding.UTF8.GetBytes(reply.Body);
            context.Response.ContentLength = bytes.Length;
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // The caller gave up waiting.
        }
    }

    private async Task<FakeReply> ServeHeldAsync(FakeRequest request, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _held) is { } held)
            await held.PassAsync(cancellationToken);
        var served = await ServeAsync(request, cancellationToken);
        return Volatile.Read(ref _onlyReply) ?? served;
    }

    private FakeReply ControlReply(FakeRequest request)
    {
        try
        {
            var data = request.Body.AsSpan().Trim().IsEmpty ? [] : JsonText.ParseMap(request.Body);
            lock (Gate)
                return FakeReply.Json(200, Control(request.Verb, request.Path["/control".Length..].TrimStart('/'), data));
        }
        catch (Exception e) when (e is FormatException or KeyNotFoundException or InvalidCastException or OverflowException)
        {
            return FakeReply.Json(400, new JsonMap { ["error"] = "bad control call: " + e.Message });
        }
    }
}
