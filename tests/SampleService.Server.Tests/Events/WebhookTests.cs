using System.Security.Cryptography;
using System.Text;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Fakes;
using SampleService.Testing.Json;

namespace SampleService.Server.Tests.Events;

/// <summary>What is sent to webhooks, and how long: rights are looked at anew for each event.</summary>
public sealed class WebhookTests(WebhookServer server) : IClassFixture<WebhookServer>
{
    [Fact]
    public async Task Send_Events_AreThoseOfGetEventsWithASignature()
    {
        await using var receiver = await EventReceiver.StartAsync();
        var (id, _) = await server.Alice.SaveAsync(SampleText.Small());
        var (_, owner) = await server.NewUserAsync();
        var (own, _) = await owner.SaveAsync(SampleText.Small());
        await WebhookServer.NewWebhookAsync(owner, receiver.Url, $",\"sample\":\"{own}\",\"types\":[\"NEW_SAMPLE\"]");
        await server.Alice.SaveAsync(SampleText.Next(id));
        await owner.ResultAsync("SampleService.update_sample_acls", $$"""{"id":"{{own}}","read":["bob"]}""");
        await owner.SaveAsync(SampleText.Next(own));

        var received = await receiver.NextAsync();
        var page = await owner.MapAsync("SampleService.get_events", $$"""{"sample":"{{own}}","after":{{received.Position - 1}}}""");
        Assert.Equal(JsonText.Write(Assert.Single(page.List("events"))), JsonText.Write(JsonText.ParseMap(Encoding.UTF8.GetString(received.Body))));
        var signed = Encoding.ASCII.GetBytes(received.Headers["X-Timestamp"] + ".").Concat(received.Body).ToArray();
        Assert.Equal(
            $"sha256={Convert.ToHexString(HMACSHA256.HashData(Encoding.ASCII.GetBytes(WebhookServer.Secret), signed)).ToLowerInvariant()}",
            received.Headers["X-Signature"]);
    }

    [Fact]
    public async Task Send_FromAPosition_HasWhatWasBefore()
    {
        await using var receiver = await EventReceiver.StartAsync();
        var (_, owner) = await server.NewUserAsync();
        var (id, _) = await owner.SaveAsync(SampleText.Small());
        await owner.SaveAsync(SampleText.Next(id));
        await WebhookServer.NewWebhookAsync(owner, receiver.Url, $",\"sample\":\"{id}\",\"after\":0");
        await owner.SaveAsync(SampleText.Next(id));

        for (var version = 1; version <= 3; version++)
            Assert.Equal(version, (await NextAsync(receiver)).Integer("version"));
    }

    [Fact]
    public async Task Send_MakerWhoLosesTheRightToRead_GetsNothingFurtherOfTheSample()
    {
        await using var receiver = await EventReceiver.StartAsync();
        var (reader, client, _) = await server.NewWebhookAsync(receiver.Url, ",\"types\":[\"NEW_SAMPLE\",\"ACL_CHANGE\"]");
        var (_, owner) = await server.NewUserAsync();
        var (id, _) = await owner.SaveAsync(SampleText.Small());
        await ShareAsync(owner, id, $"\"read\":[\"{reader}\"]");
        await owner.SaveAsync(SampleText.Next(id));
        var told = await UntilAsync(receiver, one => one.Text("sample") == id && one.Find("version") is not null && one.Integer("version") == 2);
        Assert.Contains(told, one => one.Text("type") == "NEW_SAMPLE" || one.Find("by") is null);

        await ShareAsync(owner, id, $"\"remove\":[\"{reader}\"]");
        await owner.SaveAsync(SampleText.Next(id));
        var (last, _) = await client.SaveAsync(SampleText.Small());
        Assert.DoesNotContain(await UntilAsync(receiver, one => one.Text("sample") == last), one => one.Text("sample") == id);
    }

    [Fact]
    public async Task Send_MakerWhoIsDisabled_GetsNothingAndIsShownAsSuspended()
    {
        await using var receiver = await EventReceiver.StartAsync();
        await using var other = await EventReceiver.StartAsync();
        var (user, _, id) = await server.NewWebhookAsync(receiver.Url);
        var (_, owner, _) = await server.NewWebhookAsync(other.Url);
        await server.Admin.ResultAsync("Standalone.disable_account", $$"""{"user":"{{user}}"}""");
        var (sample, _) = await owner.SaveAsync(SampleText.Small());
        await ShareAsync(owner, sample, "\"public_read\":1");

        await UntilAsync(other, one => one.Text("sample") == sample);
        Assert.Equal("suspended", (await FindAsync(id)).Text("state"));
        Assert.Equal(0, receiver.Count);
    }

    [Fact]
    public async Task Send_InAdministrationMode_HasAllWhileTheMakerIsAnAdministrator()
    {
        await using var receiver = await EventReceiver.StartAsync();
        var (user, _, id) = await server.NewWebhookAsync(receiver.Url, ",\"as_admin\":true", "read_admin");
        var (sample, _) = await server.Alice.SaveAsync(SampleText.Small());
        Assert.Contains(await UntilAsync(receiver, one => one.Text("sample") == sample), one => one.Text("by") == "alice");

        await server.Admin.ResultAsync("Standalone.set_roles", $$"""{"user":"{{user}}","roles":[]}""");
        Assert.Equal("suspended", (await FindAsync(id)).Text("state"));
    }

    [Fact]
    public async Task Send_ReceiverThatFails_IsShownAsFailing()
    {
        await using var receiver = await EventReceiver.StartAsync();
        receiver.Answer = EventReceiver.AnswerWith(503);
        var (_, client, id) = await server.NewWebhookAsync(receiver.Url);
        await client.SaveAsync(SampleText.Small());
        await receiver.NextAsync();

        // It is stored within a second or two.
        for (var patience = Patience.Token(); (await FindAsync(id)).Text("state") != "failing"; patience.ThrowIfCancellationRequested())
            await Task.Yield();
        var shown = await FindAsync(id);
        Assert.Equal((503, "status"), (shown.Integer("last_status"), shown.Text("last_fault")));
        Assert.True(shown.Long("next_attempt") > shown.Long("last_attempt"));
        receiver.Answer = EventReceiver.AnswerWith(204);
        await receiver.NextAsync();
    }

    private static Task ShareAsync(RpcClient owner, string id, string change) =>
        owner.ResultAsync("SampleService.update_sample_acls", $$"""{"id":"{{id}}",{{change}}}""");

    private static async Task<JsonMap> NextAsync(EventReceiver receiver) =>
        JsonText.ParseMap(Encoding.UTF8.GetString((await receiver.NextAsync()).Body));

    /// <summary>What is received up to an event, itself included.</summary>
    private static async Task<List<JsonMap>> UntilAsync(EventReceiver receiver, Func<JsonMap, bool> isLast)
    {
        var received = new List<JsonMap>();
        do
            received.Add(await NextAsync(receiver));
        while (!isLast(received[^1]));
        return received;
    }

    private async Task<JsonMap> FindAsync(string id) =>
        (await server.Admin.MapAsync("Events.list_webhooks", """{"as_admin":true}""")).List("webhooks").Cast<JsonMap>().Single(one => one.Text("id") == id);
}
