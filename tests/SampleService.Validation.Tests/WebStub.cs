using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SampleService.Validation.Tests;

/// <summary>A web server on a free loopback port with one answer for all requests.</summary>
internal sealed class WebStub : IAsyncDisposable
{
    private readonly WebApplication _application;

    private WebStub(WebApplication application) => _application = application;

    public Uri Url => new($"{_application.Urls.Single()}/validators.yml");

    public static async Task<WebStub> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var application = builder.Build();
        application.Run(answer);
        await application.StartAsync();
        return new WebStub(application);
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
