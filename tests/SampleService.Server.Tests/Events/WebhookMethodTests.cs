using SampleService.Server.Tests.Support;
using SampleService.Testing.Json;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Events;

/// <summary>Who makes, sees and deletes which webhooks.</summary>
public sealed class WebhookMethodTests(WebhookServer server) : IClassFixture<WebhookServer>
{
    private const string Create = "Events.create_webhook";
    private const string List = "Events.list_webhooks";
    private const string Delete = "Events.delete_webhook";

    // Nobody listens there, and events of these types are none.
    private const string Nowhere = "http://127.0.0.1:9/";
    private const string NoTypes = ",\"types\":[\"GROUP_CHANGE\",\"OFFER_CHANGE\"]";

    [Theory]
    [InlineData("{}", "30000 Missing input parameter: url")]
    [InlineData("""{"url":"ftp://receiver.example/","secret":"SECRET"}""", "30001 Illegal input parameter: url must be an https address without user and fragment")]
    [InlineData("""{"url":"https://10.0.0.1/","secret":"SECRET"}""", "30001 Illegal input parameter: url has an address that events are not sent to")]
    [InlineData("""{"url":"https://receiver.example/"}""", "30000 Missing input parameter: secret")]
    [InlineData("""{"url":"https://receiver.example/","secret":"short"}""", "30001 Illegal input parameter: secret must have 24 to 256 characters, each of ASCII from ! to ~")]
    [InlineData("""{"url":"https://receiver.example/","secret":"SECRET","types":["X"]}""", "30001 Illegal input parameter: types[0] must be one of: NEW_SAMPLE")]
    [InlineData("""{"url":"https://receiver.example/","secret":"SECRET","limit":1}""", "30001 Illegal input parameter: limit is not known here")]
    [InlineData("""{"url":"https://receiver.example/","secret":"SECRET","as_admin":1}""", "30001 Illegal input parameter: as_admin must be true or false")]
    [InlineData("""{"url":"https://receiver.example/","secret":"SECRET","as_admin":true}""", "20000 Unauthorized: User alice does not have the necessary administration privileges to run method create_webhook")]
    public async Task Create_ParameterThatIsWrong_IsRefused(string argument, string error) => Assert.StartsWith(
        $"Sample service error code {error}",
        (await server.Alice.CallAsync(Create, argument.Replace("SECRET", WebhookServer.Secret, StringComparison.Ordinal))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Create_SampleThatTheMakerCannotRead_IsRefused()
    {
        var (id, _) = await server.Alice.SaveAsync(SampleText.Small());
        (await server.Bob.CallAsync(Create, $$"""{"url":"{{Nowhere}}","secret":"{{WebhookServer.Secret}}","sample":"{{id}}"}""")).AssertRefused(
            $"20000 Unauthorized: User bob cannot read sample {id}");
    }

    [Fact]
    public async Task List_Webhooks_AreThoseOfTheCallerWithoutTheirSecrets()
    {
        var (user, client) = await server.NewUserAsync();
        var made = await client.MapAsync(Create, $$"""{"url":"{{Nowhere}}","secret":"{{WebhookServer.Secret}}"{{NoTypes}}}""");
        var answer = await client.CallAsync(List, "{}");

        Assert.DoesNotContain(WebhookServer.Secret, answer.Body, StringComparison.Ordinal);
        var shown = Assert.IsType<JsonMap>(Assert.Single(Assert.IsType<JsonMap>(answer.Result).List("webhooks")));
        Assert.Equal(made.Keys, shown.Keys);
        Assert.Equal((user, Nowhere, "active"), (shown.Text("maker"), shown.Text("url"), shown.Text("state")));
        Assert.Equal(["OFFER_CHANGE", "GROUP_CHANGE"], shown.List("types").Cast<string>());
        Assert.DoesNotContain(
            (await server.Bob.MapAsync(List)).List("webhooks").Cast<JsonMap>(), one => one.Text("maker") != "bob");
    }

    [Fact]
    public async Task List_OfAll_IsForAdministrators()
    {
        var (_, _, id) = await server.NewWebhookAsync(Nowhere, NoTypes);

        Assert.Contains(
            (await server.Admin.MapAsync(List, """{"as_admin":true}""")).List("webhooks").Cast<JsonMap>(), one => one.Text("id") == id);
        Assert.DoesNotContain((await server.Admin.MapAsync(List)).List("webhooks").Cast<JsonMap>(), one => one.Text("id") == id);
        (await server.Alice.CallAsync(List, """{"as_admin":true}""")).AssertRefused(
            "20000 Unauthorized: User alice does not have the necessary administration privileges to run method list_webhooks");
    }

    [Fact]
    public async Task Create_MoreThanAUserMayHave_IsRefusedUntilOneIsDeleted()
    {
        var (_, client) = await server.NewUserAsync();
        var ids = new List<string>();
        for (var i = 0; i < 3; i++)
            ids.Add(await WebhookServer.NewWebhookAsync(client, Nowhere, NoTypes));
        (await client.CallAsync(Create, $$"""{"url":"{{Nowhere}}","secret":"{{WebhookServer.Secret}}"}""")).AssertRefused(
            "30001 Illegal input parameter: A user has 3 webhooks at most");

        Assert.Equal(true, (await client.MapAsync(Delete, $$"""{"id":"{{ids[0]}}"}""")).Find("deleted"));
        await WebhookServer.NewWebhookAsync(client, Nowhere, NoTypes);
    }

    [Fact]
    public async Task Delete_WebhookOfAnother_IsForAdministrators()
    {
        var (_, _, id) = await server.NewWebhookAsync(Nowhere, NoTypes);

        Assert.Equal(false, (await server.Bob.MapAsync(Delete, $$"""{"id":"{{id}}"}""")).Find("deleted"));
        Assert.Equal(false, (await server.Admin.MapAsync(Delete, $$"""{"id":"{{id}}"}""")).Find("deleted"));
        Assert.Equal(true, (await server.Admin.MapAsync(Delete, $$"""{"id":"{{id}}","as_admin":true}""")).Find("deleted"));
        Assert.Equal(false, (await server.Admin.MapAsync(Delete, $$"""{"id":"{{id}}","as_admin":true}""")).Find("deleted"));
    }

    [Fact]
    public async Task Create_Secret_IsInNoFileAsItIs()
    {
        const string Secret = "a-secret-that-is-nowhere-else-7f3e";
        await server.Alice.MapAsync(Create, $$"""{"url":"{{Nowhere}}","secret":"{{Secret}}"{{NoTypes}}}""");

        foreach (var file in (string[])["samples.db", "samples.db-wal"])
        {
            await using var stream = new FileStream(Path.Combine(server.Process.DataDirectory, file), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
            Assert.DoesNotContain(Secret, await reader.ReadToEndAsync(), StringComparison.Ordinal);
        }

        Assert.DoesNotContain(Secret, server.Process.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Methods_WhereWebhooksAreTurnedOff_AreNotThere()
    {
        await using var without = await ServerProcess.StartAsync(new ServerOptions
        {
            Environment = new Dictionary<string, string> { ["Events__Webhooks__Enabled"] = "false" },
        });
        using var client = new RpcClient(without.Url, SeedTokens.Of(without).Alice);

        foreach (var method in (string[])[Create, List, Delete])
            Assert.Equal(-32601, (await client.CallAsync(method, "{}")).Code);
    }
}
