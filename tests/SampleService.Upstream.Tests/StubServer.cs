using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace SampleService.Upstream.Tests;

/// <summary>A server on loopback that answers as the test says, and can hold its answers back.</summary>
internal sealed class StubServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly ConcurrentQueue<SeenRequest> _requests = new();
    private readonly SemaphoreSlim _arrivals = new(0);
    private TaskCompletionSource? _gate;

    private StubServer()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _application = builder.Build();
        _application.Run(AnswerAsync);
    }

    public Uri Url => new(_application.Urls.Single());

    public Func<HttpContext, Task> Answer { get; set; } = _ => Task.CompletedTask;

    public SeenRequest[] Requests => [.. _requests];

    public static async Task<StubServer> StartAsync(Func<HttpContext, Task>? answer = null)
    {
        var server = new StubServer();
        if (answer is not null)
            server.Answer = answer;
        await server._application.StartAsync();
        return server;
    }

    public static Func<HttpContext, Task> Text(int status, string body) => context =>
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(body);
    };

    /// <summary>The request that is being answered.</summary>
    public static SeenRequest RequestOf(HttpContext context) => (SeenRequest)context.Items[typeof(SeenRequest)]!;

    /// <summary>Answers wait from now on until <see cref="Release"/>.</summary>
    public void Hold() => _gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release()
    {
        var gate = _gate;
        _gate = null;
        gate?.SetResult();
    }

    /// <summary>Completes when one more request has come in.</summary>
    public async Task ArrivalAsync() => Assert.True(await _arrivals.WaitAsync(TimeSpan.FromSeconds(30)), "no request came");

    public async ValueTask DisposeAsync()
    {
        Release();
        await _application.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        var gate = _gate;
        var seen = new SeenRequest(
            context.Request.Method, context.Request.Path + context.Request.QueryString.Value, body,
            context.Request.Headers.Authorization.ToString(), context.Request.Headers.ContentType.ToString());
        context.Items[typeof(SeenRequest)] = seen;
        _requests.Enqueue(seen);
        _arrivals.Release();
        try
        {
            if (gate is not null)
                await gate.Task.WaitAsync(context.RequestAborted);
            await Answer(context);
        }
        catch (OperationCanceledException)
        {
            // The client gave up, as the test wanted.
        }
    }
}
