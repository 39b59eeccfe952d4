using SampleService.Server.Tests.Support;

namespace SampleService.Server.Tests.Events;

/// <summary>A server that sends events to receivers of this machine.</summary>
public sealed class WebhookServer : StandaloneServer
{
    public const string Secret = "the-secret-of-a-receiver-of-these-tests";

    protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
    {
        ["Events__Webhooks__AllowedNetworks"] = "127.0.0.0/8",
        ["Events__Webhooks__MaxPerUser"] = "3",
    };

    /// <summary>Makes a webhook of a new user with these roles.</summary>
    internal async Task<(string User, RpcClient Client, string Id)> NewWebhookAsync(string url, string more = "", params string[] roles)
    {
        var (user, client) = await NewUserAsync(roles);
        return (user, client, await NewWebhookAsync(client, url, more));
    }

    /// <summary>Makes a webhook; gives its id.</summary>
    internal static async Task<string> NewWebhookAsync(RpcClient client, string url, string more = "") =>
        (await client.MapAsync("Events.create_webhook", $$"""{"url":"{{url}}","secret":"{{Secret}}"{{more}}}""")).RequiredText("id");
}
