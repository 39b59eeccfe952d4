using SampleService.Server.Tests.Support;

namespace SampleService.Server.Tests.Hostile;

/// <summary>A server that takes little at a time, with what the requests are about.</summary>
public sealed class HostileServer : StandaloneServer, IAsyncLifetime
{
    internal static readonly HostileLimits Limits = new(RequestBytes: 500_000, AnonymousRequestBytes: 50_000, BytesInFlight: 4_200_000, JsonDepth: 64);

    protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
    {
        ["Limits__RequestBytes"] = $"{Limits.RequestBytes}",
        ["Limits__AnonymousRequestBytes"] = $"{Limits.AnonymousRequestBytes}",
        ["Limits__BytesInFlight"] = $"{Limits.BytesInFlight}",
        // The requests come from one address, and few of them have a valid token: there is as little room for them as for others.
        ["Limits__AnonymousBytesInFlight"] = $"{Limits.BytesInFlight}",
        ["Limits__JsonDepth"] = $"{Limits.JsonDepth}",
    };

    /// <summary>Enough for the log of the default number of requests.</summary>
    protected override int OutputKept => 50_000_000;

    internal HostileWorld World { get; private set; } = null!;

    public new async Task InitializeAsync()
    {
        await base.InitializeAsync();
        foreach (var name in new[] { "attacker", "victim", "victim2" })
            await Admin.ResultAsync("Standalone.create_account", $$"""{"user":"{{name}}"}""");
        await Admin.ResultAsync("Standalone.create_account", """{"user":"attacking_admin","roles":["full_admin"]}""");
        var token = await NewTokenAsync("attacker");
        var upa = await NewObjectAsync(await NewWorkspaceAsync("attacker"));
        var attacker = Client(token);
        var (id, _) = await attacker.SaveAsync(SampleText.Small());
        await attacker.SaveAsync(SampleText.Next(id));
        var link = await attacker.MapAsync("SampleService.create_data_link", $$"""{"id":"{{id}}","version":1,"node":"root","upa":"{{upa}}","dataid":"first"}""");
        World = new HostileWorld(token, await NewTokenAsync("attacking_admin"), id, link.Map("new_link")!.RequiredText("linkid"), upa, Limits);
    }
}
