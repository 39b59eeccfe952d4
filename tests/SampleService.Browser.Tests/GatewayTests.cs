using Microsoft.Playwright;
using SampleService.Server.Tests.Operations;
using SampleService.Server.Tests.Support;

namespace SampleService.Browser.Tests;

/// <summary>What pages in a real browser can do at the gateway door, and what pages of other sites can't.</summary>
public sealed class GatewayTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    /// <summary>A call that only somebody with a token or a session can make; gives the status, or what the browser says in its place.</summary>
    private const string Call =
        """
        async url => {
          try {
            const answer = await fetch(url, {
              method: "POST", credentials: "include", headers: { "Content-Type": "application/json" },
              body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "Standalone.whoami" })
            });
            return `${answer.status} ${await answer.text()}`;
          } catch (failure) {
            return failure.name;
          }
        }
        """;

    [ProgramFact("chromium")]
    public async Task Document_ExampleOfAPage_PrintsTheCaller()
    {
        var page = await browser.OpenWithSessionAsync();
        var printed = await page.RunAndWaitForConsoleMessageAsync(
            async () => await page.AddScriptTagAsync(new PageAddScriptTagOptions { Content = await ExampleAsync(), Type = "module" }));

        Assert.Equal(
            """{"user":"alice","display_name":"Alice","roles":[],"administration":"none"}""",
            await printed.Args[0].EvaluateAsync<string>("shown => JSON.stringify(shown)"));
    }

    [ProgramFact("chromium")]
    public async Task Session_Cookie_IsSentAndNotShownToScripts()
    {
        var page = await browser.OpenWithSessionAsync();

        Assert.Equal("", await page.EvaluateAsync<string>("document.cookie"));
        Assert.Equal("MSESSIONID", Assert.Single(await page.Context.CookiesAsync([$"{browser.Origin}/gateway/json-rpc"])).Name);
        Assert.Empty(await page.Context.CookiesAsync([$"{browser.Origin}/"]));
        Assert.StartsWith("""200 {"jsonrpc":"2.0","result":{"user":"alice",""", await page.EvaluateAsync<string>(Call, "/gateway/json-rpc"), StringComparison.Ordinal);
    }

    [ProgramFact("chromium")]
    public async Task Session_AfterLogout_IsRefused()
    {
        var page = await browser.OpenWithSessionAsync();
        var status = await page.EvaluateAsync<int>(
            """async () => (await fetch("/gateway/logout", { method: "POST", body: "{}", headers: { "Content-Type": "application/json" } })).status""");

        Assert.Equal(204, status);
        Assert.StartsWith("401 ", await page.EvaluateAsync<string>(Call, "/gateway/json-rpc"), StringComparison.Ordinal);
    }

    /// <summary>The browser asks first, by OPTIONS, and is not told that it may.</summary>
    [ProgramFact("chromium")]
    public async Task Page_OfAnotherSite_CannotCall()
    {
        var page = await browser.OpenWithSessionAsync();
        await page.GotoAsync(browser.OriginOfAnotherSite);

        Assert.Equal("TypeError", await page.EvaluateAsync<string>(Call, $"{browser.Origin}/gateway/json-rpc"));
    }

    /// <summary>A form needs no leave from anybody; but it can't have the content type, and the cookie stays at home.</summary>
    [ProgramFact("chromium")]
    public async Task Form_OfAnotherSite_IsRefused()
    {
        var page = await browser.OpenWithSessionAsync();
        await page.GotoAsync(browser.OriginOfAnotherSite);
        var answer = await page.RunAndWaitForResponseAsync(
            () => page.EvaluateAsync(
                """
                url => {
                  const form = document.createElement("form");
                  Object.assign(form, { method: "POST", action: url, enctype: "text/plain" });
                  form.append(Object.assign(document.createElement("input"), { name: '{"jsonrpc":"2.0","id":1,"method":"Standalone.whoami","x":"', value: '"}' }));
                  document.body.append(form);
                  form.submit();
                }
                """,
                $"{browser.Origin}/gateway/json-rpc"),
            response => response.Url.EndsWith("/gateway/json-rpc", StringComparison.Ordinal));

        Assert.Equal(415, answer.Status);
        Assert.DoesNotContain("cookie", await answer.Request.AllHeadersAsync());
    }

    [ProgramFact("chromium")]
    public async Task WebSocket_OfAnotherSite_IsRefused()
    {
        var page = await browser.OpenWithSessionAsync();
        await page.GotoAsync(browser.OriginOfAnotherSite);

        Assert.Equal("error", await page.EvaluateAsync<string>(
            """
            url => new Promise(end => {
              const socket = new WebSocket(url);
              socket.onopen = () => end("open");
              socket.onerror = () => end("error");
            })
            """,
            $"{browser.Origin.Replace("http", "ws", StringComparison.Ordinal)}/gateway/ws"));
    }

    private static async Task<string> ExampleAsync() => Documents.BlockAfter(await Documents.ReadAsync("docs", "gateway.md"), "```js\n");
}
