using SampleService.Server.Tests.Support;
using SampleService.Testing.Fakes;
using SampleService.Testing.Json;

namespace SampleService.Server.Tests.Events;

/// <summary>Webhooks of administrators by their roles at KBase: those for whom the operator answers are sent all events.</summary>
public sealed class KBaseWebhookTests(KBaseWebhookTests.Server server) : IClassFixture<KBaseWebhookTests.Server>
{
    private const string Role = "SAMPLE_SERVICE_READ_ADMIN";

    [Fact]
    public async Task Send_AdministratorWhomTheOperatorNames_HasEventsOfAll()
    {
        await using var receiver = await EventReceiver.StartAsync();
        var administrator = server.Client(server.Fakes.Auth.AddUser("standing", Role));
        await WebhookServer.NewWebhookAsync(administrator, receiver.Url, ",\"as_admin\":true");
        var (owner, client) = server.NewUser();
        var (sample, _) = await client.SaveAsync(SampleText.Small());

        var received = JsonText.ParseMap(System.Text.Encoding.UTF8.GetString((await receiver.NextAsync()).Body));

        Assert.Equal((sample, owner), (received.Text("sample"), received.Text("by")));
    }

    [Fact]
    public async Task Create_AdministratorWhomTheOperatorDoesNotName_IsRefused()
    {
        var (_, administrator) = server.NewUser(Role);

        var answer = await administrator.CallAsync("Events.create_webhook", $$"""{"url":"http://127.0.0.1:9/","secret":"{{WebhookServer.Secret}}","as_admin":true}""");

        answer.AssertRefused("100000 Unsupported operation: as_admin: the deployment does not keep this right, so it cannot look at it anew for each event");
    }

    [Fact]
    public async Task Create_NamedUserWithoutTheRole_IsRefused()
    {
        var client = server.Client(server.Fakes.Auth.AddUser("named"));

        var answer = await client.CallAsync("Events.create_webhook", $$"""{"url":"http://127.0.0.1:9/","secret":"{{WebhookServer.Secret}}","as_admin":true}""");

        answer.AssertRefused("20000 Unauthorized: User named does not have the necessary administration privileges to run method create_webhook");
    }

    /// <summary>A KBase deployment whose operator names administrators for webhooks.</summary>
    public sealed class Server : KBaseServer
    {
        protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
        {
            ["Events__Webhooks__AllowedNetworks"] = "127.0.0.0/8",
            ["Events__Webhooks__Administrators"] = "standing, named",
        };
    }
}
