using Microsoft.Playwright;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Servers;

namespace SampleService.Browser.Tests;

/// <summary>A stand-alone server, and a browser that begins each page without cookies.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private ServerProcess? _server;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>The address of the service, which is the origin of the pages that <see cref="OpenAsync"/> gives; without a slash at its end.</summary>
    internal string Origin => _server!.Url.GetLeftPart(UriPartial.Authority);

    /// <summary>The same server by another name, which makes it another site to a browser.</summary>
    internal string OriginOfAnotherSite => Origin.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);

    /// <summary>The token of alice.</summary>
    internal string Token { get; private set; } = "";

    public async Task InitializeAsync()
    {
        _server = await ServerProcess.StartAsync(new ServerOptions());
        Token = SeedTokens.Of(_server).Alice;
        if (Programs.SkipReason("chromium") is not null)
            return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Programs.PathOf("chromium"),
            // Tests in a container run as root, for whom the sandbox of Chromium does not start.
            ChromiumSandbox = false,
        });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
    }

    /// <summary>The welcome page of the service in a new window.</summary>
    internal async Task<IPage> OpenAsync()
    {
        var page = await (await _browser!.NewContextAsync()).NewPageAsync();
        await page.GotoAsync(Origin);
        return page;
    }

    /// <summary>The same, with a session of alice.</summary>
    internal async Task<IPage> OpenWithSessionAsync()
    {
        var page = await OpenAsync();
        var status = await page.EvaluateAsync<int>(
            """
            async token => (await fetch("/gateway/login", {
              method: "POST", body: "{}", headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` }
            })).status
            """,
            Token);
        Assert.Equal(204, status);
        return page;
    }
}
