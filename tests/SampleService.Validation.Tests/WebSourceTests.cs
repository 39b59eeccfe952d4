using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace SampleService.Validation.Tests;

public class WebSourceTests
{
    private static readonly SourceLimits Small = new(1000, TimeSpan.FromSeconds(30));

    [Fact]
    public async Task Load_FromServer_Loads()
    {
        await using var server = await WebStub.StartAsync(
            context => context.Response.WriteAsync($"validators: {{k: {{validators: [{Texts.Noop}]}}}}"));

        Assert.NotNull((await ValidatorConfiguration.LoadAsync(server.Url)).Validators!.StaticMetadata("k"));
    }

    [Theory]
    [InlineData(404, "the server answered with status 404")]
    [InlineData(500, "the server answered with status 500")]
    [InlineData(204, "the server answered with status 204")]
    [InlineData(302, "the server answered with status 302; redirects are not followed")]
    public async Task Load_OtherStatus_IsNamed(int status, string reason)
    {
        await using var server = await WebStub.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "/elsewhere.yml";
            return Task.CompletedTask;
        });

        Assert.Equal(
            $"Failed to open validator configuration file at {server.Url.OriginalString}: {reason}",
            (await RefusedAsync(server.Url, Small)).Message);
    }

    [Fact]
    public async Task Load_EndlessBody_IsRefused()
    {
        await using var server = await WebStub.StartAsync(async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
                await context.Response.Body.WriteAsync(new byte[1000], context.RequestAborted);
        });

        Assert.EndsWith(": it is larger than 1000 bytes", (await RefusedAsync(server.Url, Small)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Load_ServerThatNeverEnds_TimesOut(bool sendsStart)
    {
        await using var server = await WebStub.StartAsync(async context =>
        {
            if (sendsStart)
                await context.Response.WriteAsync("validators:", context.RequestAborted);
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });

        Assert.EndsWith(
            ": it could not be read within 0.2 seconds",
            (await RefusedAsync(server.Url, new SourceLimits(1000, TimeSpan.FromSeconds(0.2)))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Load_NoConnection_SaysSo()
    {
        // Bound but not listening, so that no other process gets the port.
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var url = new Uri($"http://127.0.0.1:{((IPEndPoint)socket.LocalEndPoint!).Port}/validators.yml");

        Assert.EndsWith(": no connection to the server", (await RefusedAsync(url, Small)).Message, StringComparison.Ordinal);
    }

    private static async Task<ValidatorConfigurationException> RefusedAsync(Uri url, SourceLimits limits) =>
        Assert.Single((await ValidatorConfiguration.InspectAsync(url, null, false, limits, default)).Faults);
}
