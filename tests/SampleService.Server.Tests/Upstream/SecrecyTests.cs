using SampleService.Server.Tests.Support;
using SampleService.Testing.Fakes;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Upstream;

/// <summary>Tokens and metadata are never in what the server writes, whatever goes wrong.</summary>
public sealed class SecrecyTests
{
    private const string Token = "SECRET-TOKEN-OF-SOMEONE";
    private const string BadToken = "SECRET-TOKEN-OF-NOBODY";
    private const string ServiceToken = "SECRET-TOKEN-OF-THE-SERVICE";
    private const string Metadata = "SECRET-METADATA";

    [Fact]
    public async Task Output_AfterCallsThatSucceedAndFailInEveryWay_HasNoTokenAndNoMetadata()
    {
        await using var fakes = await KBaseFakes.StartAsync();
        fakes.Auth.AddUser("someone", "SAMPLE_SERVICE_FULL_ADMIN");
        fakes.Auth.AddToken("someone", Token);
        fakes.Auth.AddToken("serviceuser", ServiceToken);
        fakes.Workspace.AddUser("someone");
        fakes.Workspace.AddWorkspace(1, "someone");
        fakes.Workspace.AddObject(1, 1);
        var config = DeployConfig.For(fakes);
        config.Settings["auth-token"] = ServiceToken;
        config.Settings["auth-password"] = "SECRET-PASSWORD";
        await using var server = await ServerProcess.StartAsync(new ServerOptions
        {
            DeployConfig = config,
            Environment = new Dictionary<string, string> { ["Logging__LogLevel__Default"] = "Trace", ["Logging__LogLevel__Microsoft"] = "Debug" },
        });
        using var client = new RpcClient(server.Url, Token);
        using var stranger = new RpcClient(server.Url, BadToken);

        await CallEverythingAsync(client);
        await CallEverythingAsync(stranger);
        fakes.Auth.Fail(500);
        await CallEverythingAsync(client);
        await CallEverythingAsync(stranger);
        fakes.Auth.AnswerOnly(new FakeReply(200, "text/html", "<html>"));
        await CallEverythingAsync(stranger);
        fakes.Auth.AnswerOnly(null);
        fakes.Auth.Recover();
        fakes.Workspace.Fail();
        await CallEverythingAsync(client);
        fakes.Workspace.AnswerOnly(new FakeReply(200, "text/html", "<html>"));
        await CallEverythingAsync(client);

        Assert.True(await server.StopAsync(), server.Output);
        var output = server.Output;
        Assert.Contains("SampleService.create_sample user=someone", output, StringComparison.Ordinal);
        foreach (var secret in new[] { Token, BadToken, ServiceToken, WorkspaceFake.AdminToken, Metadata, "SECRET" })
            Assert.DoesNotContain(secret, output, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task CallEverythingAsync(RpcClient client)
    {
        var good = $$$"""{"{{{Metadata}}}-KEY":{"value":"{{{Metadata}}}-VALUE"}}""";
        var saved = await client.CallAsync("SampleService.create_sample", $$"""{"sample":{{SampleText.Small(Metadata + "-NAME", good)}}}""");
        var id = saved.Status == 200
            ? ((Testing.Json.JsonMap)saved.Result!).RequiredText("id")
            : "00000000-0000-4000-8000-000000000000";
        var controlled = SampleText.Small("x", good).Replace("meta_user", "meta_controlled", StringComparison.Ordinal);
        var illegal = SampleText.Small("x", good.Replace($"\"{Metadata}-VALUE\"", "null", StringComparison.Ordinal));
        foreach (var (method, argument) in new[]
        {
            ("create_sample", $$"""{"sample":{{controlled}}}"""),
            ("create_sample", $$"""{"sample":{{illegal}}}"""),
            ("create_sample", $$"""{"sample":{{SampleText.Small("x", good)}},"as_admin":1,"as_user":"no_such_user"}"""),
            ("validate_samples", $$"""{"samples":[{{controlled}}]}"""),
            ("get_sample", $$"""{"id":"{{id}}"}"""),
            ("get_sample", $$"""{"id":"{{Metadata}}"}"""),
            ("get_sample", $$"""{"id":"{{id}}","as_admin":1}"""),
            ("create_data_link", $$"""{"upa":"1/1/1","id":"{{id}}","version":1,"node":"root","dataid":"{{Metadata}}","update":1}"""),
            ("create_data_link", $$"""{"upa":"1/1/1","id":"{{id}}","version":1,"node":"{{Metadata}}"}"""),
            ("get_data_links_from_data", """{"upa":"1/1/1"}"""),
            ("replace_sample_acls", $$$"""{"id":"{{{id}}}","acls":{"read":["user1"]}}"""),
        })
            await client.CallAsync("SampleService." + method, argument);
        await client.SendAsync(System.Text.Encoding.UTF8.GetBytes($$"""{"method":"{{Metadata}}.{{Metadata}}","id":"{{Metadata}}","params":[]}"""));
        await client.SendAsync(System.Text.Encoding.UTF8.GetBytes($"{{\"{Metadata}\": {Metadata}"));
    }
}
