using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Fakes;
using SampleService.Testing.Json;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Operations;

/// <summary>
/// Tokens, metadata and whatever else callers write are never in what the server writes, whatever goes wrong and however much
/// it is told to log. Every method is called, in ways that succeed and in ways that fail, with marked values everywhere.
/// </summary>
public sealed class SecrecyTests
{
    private const string Token = "SECRET-TOKEN-OF-SOMEONE";
    private const string BadToken = "SECRET-TOKEN-OF-NOBODY";
    private const string ServiceToken = "SECRET-TOKEN-OF-THE-SERVICE";
    private const string Mark = "SECRET-METADATA";

    /// <summary>In other scripts, beyond the first plane, and with what is no text.</summary>
    private const string Unicode = "SECRET-\\u00e9\\ud83d\\ude00\\ud800";

    private const int AllOutput = 200_000_000;

    /// <summary>All that there is to log: the settings file beside the program turns down some by name.</summary>
    private static readonly string[] Everything =
    [
        "--Logging:LogLevel:Default", "Trace", "--Logging:LogLevel:Microsoft", "Trace", "--Logging:LogLevel:Orleans", "Debug",
        "--Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics", "Trace",
        "--Logging:LogLevel:Microsoft.Extensions.Hosting.Internal.Host", "Trace", "--Logging:LogLevel:Microsoft.Hosting.Lifetime", "Trace",
    ];

    [Theory]
    [InlineData("simple")]
    [InlineData("json")]
    public async Task Output_AfterCallsThatSucceedAndFailInEveryWay_HasNothingThatCallersWrote(string format)
    {
        await using var fakes = await StartFakesAsync();
        var config = DeployConfig.For(fakes);
        config.Settings["auth-token"] = ServiceToken;
        config.Settings["auth-password"] = "SECRET-PASSWORD";
        await using var server = await ServerProcess.StartAsync(new ServerOptions
        {
            DeployConfig = config,
            Arguments = [.. Everything, "--Logging:Console:FormatterName", format],
            OutputKept = AllOutput,
        });
        using var client = new RpcClient(server.Url, Token);
        using var stranger = new RpcClient(server.Url, BadToken);
        using var nobody = new RpcClient(server.Url);

        var methods = await CallEverythingAsync(client);
        await CallEverythingAsync(stranger);
        await CallEverythingAsync(nobody);
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

        Assert.True(await server.StopAsync(), "it had to be killed");
        AssertTellsNothing(server.Output, format, methods);
        Assert.Contains("SampleService.create_sample", server.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Output_OfStandaloneAdministration_HasNoTokenAndNoTextOfCallers()
    {
        await using var server = await ServerProcess.StartAsync(new ServerOptions { Arguments = Everything, OutputKept = AllOutput });
        var tokens = SeedTokens.Of(server);
        using var admin = new RpcClient(server.Url, tokens.Admin);
        var issued = new List<string> { tokens.Alice, tokens.Bob, tokens.Admin };
        await admin.ResultAsync("Standalone.create_account", $$"""{"user":"carol","display_name":"{{Mark}} {{Unicode[..^6]}}","roles":[]}""");
        issued.Add((await admin.MapAsync("Standalone.issue_token", $$"""{"user":"carol","description":"{{Mark}}"}""")).RequiredText("token"));
        await admin.ResultAsync("Standalone.create_workspace", $$"""{"owner":"carol","name":"{{Mark}}"}""");
        await admin.ResultAsync("Standalone.create_object", $$"""{"workspace":1,"name":"{{Mark}}","type":"Some.Type-1.0"}""");
        foreach (var method in new[] { "create_account", "set_roles", "issue_token", "list_tokens", "disable_account", "create_workspace", "create_object", "set_permission" })
            await admin.CallAsync("Standalone." + method, $$"""{"user":"{{Mark}}","owner":"{{Mark}}","roles":["{{Mark}}"],"name":"{{Unicode}}","type":"{{Mark}}","permission":"{{Mark}}","workspace":1}""");
        using var carol = new RpcClient(server.Url, issued[^1]);
        await CallEverythingAsync(carol);

        Assert.True(await server.StopAsync(), "it had to be killed");
        AssertTellsNothing(server.Output, "simple", ["Standalone.create_account", "Standalone.issue_token"]);
        Assert.All(issued, token => Assert.DoesNotContain(token, server.Output, StringComparison.Ordinal));
    }

    private static async Task<KBaseFakes> StartFakesAsync()
    {
        var fakes = await KBaseFakes.StartAsync();
        fakes.Auth.AddUser("someone", "SAMPLE_SERVICE_FULL_ADMIN");
        fakes.Auth.AddToken("someone", Token);
        fakes.Auth.AddToken("serviceuser", ServiceToken);
        fakes.Workspace.AddUser("someone");
        fakes.Workspace.AddWorkspace(1, "someone");
        fakes.Workspace.AddObject(1, 1);
        return fakes;
    }

    private static void AssertTellsNothing(string output, string format, IEnumerable<string> methods)
    {
        foreach (var secret in new[] { Token, BadToken, ServiceToken, WorkspaceFake.AdminToken, Mark, "SECRET" })
            Assert.DoesNotContain(secret, output, StringComparison.OrdinalIgnoreCase);
        // Whatever the level, the calls are in it: what was looked at is the log, and all of it.
        Assert.All(methods, method => Assert.Contains(method, output, StringComparison.Ordinal));
        Assert.Contains(format == "json" ? "\"LogLevel\":\"Debug\"" : " dbug: ", output, StringComparison.Ordinal);
    }

    /// <summary>Gives the names of the methods that were called.</summary>
    private static async Task<IReadOnlyCollection<string>> CallEverythingAsync(RpcClient client)
    {
        var metadata = $$$"""{"{{{Mark}}}-KEY":{"value":"{{{Mark}}}-VALUE","{{{Mark}}}":"{{{Unicode[..^6]}}}"}}""";
        var saved = await client.CallAsync("SampleService.create_sample", $$"""{"sample":{{SampleText.Small(Mark + "-NAME", metadata)}}}""");
        var id = saved.Status == 200 ? ((JsonMap)saved.Result!).RequiredText("id") : "00000000-0000-4000-8000-000000000000";
        var controlled = SampleText.Small("x", metadata).Replace("meta_user", "meta_controlled", StringComparison.Ordinal);
        var illegal = SampleText.Small("x", metadata.Replace($"\"{Mark}-VALUE\"", "null", StringComparison.Ordinal));
        var source = SampleText.Small("x", metadata).Replace("\"meta_user\"", $$$"""
            "source_meta":[{"key":"{{{Mark}}}","skey":"{{{Mark}}}","svalue":{"{{{Mark}}}":"{{{Mark}}}"}}],"meta_user"
            """, StringComparison.Ordinal);
        var calls = new (string Method, string Argument)[]
        {
            ("create_sample", $$"""{"sample":{{controlled}}}"""),
            ("create_sample", $$"""{"sample":{{illegal}}}"""),
            ("create_sample", $$"""{"sample":{{source}}}"""),
            ("create_sample", $$"""{"sample":{{SampleText.Small(Unicode, metadata)}}}"""),
            ("create_sample", $$"""{"sample":{{SampleText.Small("x", metadata)}},"as_admin":1,"as_user":"no_such_user"}"""),
            ("create_sample", $$"""{"sample":{{SampleText.Next(id, Mark)}},"prior_version":7}"""),
            ("create_sample", $$"""{"sample":{{SampleText.Next(id, Mark)}}}"""),
            ("validate_samples", $$"""{"samples":[{{controlled}},{{source}}]}"""),
            ("get_metadata_key_static_metadata", $$"""{"keys":["{{Mark}}"]}"""),
            ("get_sample", $$"""{"id":"{{id}}"}"""),
            ("get_sample", $$"""{"id":"{{Mark}}"}"""),
            ("get_sample", $$"""{"id":"{{id}}","version":"{{Mark}}"}"""),
            ("get_sample", $$"""{"id":"{{id}}","as_admin":1}"""),
            ("get_samples", $$"""{"samples":[{"id":"{{id}}"},{"id":"{{Unicode}}"}]}"""),
            ("get_node", $$"""{"id":"{{id}}","node":"root"}"""),
            ("get_node", $$"""{"id":"{{id}}","node":"{{Mark}}"}"""),
            ("get_node", $$"""{"id":"{{id}}","node":"root","{{Mark}}":1}"""),
            ("explain_access", $$"""{"id":"{{id}}"}"""),
            ("explain_access", $$"""{"id":"{{id}}","user":"user1","as_admin":true}"""),
            ("explain_access", $$"""{"id":"{{id}}","user":"{{Mark}}"}"""),
            ("explain_access", $$"""{"id":"{{id}}","level":"{{Mark}}"}"""),
            ("get_sample_acls", $$"""{"id":"{{id}}"}"""),
            ("create_data_link", $$"""{"upa":"1/1/1","id":"{{id}}","version":1,"node":"root","dataid":"{{LoggedIds.Data}}","update":1}"""),
            ("create_data_link", $$"""{"upa":"1/1/1","id":"{{id}}","version":1,"node":"root","dataid":"{{LoggedIds.Data}}","as_admin":1}"""),
            ("create_data_link", $$"""{"upa":"1/1/1","id":"{{id}}","version":1,"node":"{{LoggedIds.Node}}"}"""),
            ("create_data_link", $$"""{"upa":"{{Mark}}","id":"{{id}}","version":1,"node":"root"}"""),
            ("propagate_data_links", $$"""{"id":"{{id}}","previous_version":1,"version":2,"ignore_types":["{{Mark}}"]}"""),
            ("get_data_link", $$"""{"linkid":"{{Mark}}"}"""),
            ("get_data_links_from_sample", $$"""{"id":"{{id}}","version":1}"""),
            ("get_data_links_from_sample_set", $$"""{"sample_ids":[{"id":"{{id}}","version":1}],"effective_time":null}"""),
            ("get_data_links_from_data", """{"upa":"1/1/1"}"""),
            ("get_sample_via_data", $$"""{"upa":"1/1/1","id":"{{id}}","version":1}"""),
            ("expire_data_link", $$"""{"upa":"1/1/1","dataid":"{{LoggedIds.Data}}"}"""),
            ("expire_data_link", $$"""{"upa":"1/1/1","dataid":"{{LoggedIds.Data}}","as_admin":1}"""),
            ("update_sample_acls", $$"""{"id":"{{id}}","read":["user1"]}"""),
            ("update_sample_acls", $$"""{"id":"{{id}}","read":["{{Mark}}"]}"""),
            ("update_samples_acls", $$"""{"ids":["{{id}}","{{Mark}}"],"write":["user1"],"as_admin":1}"""),
            ("replace_sample_acls", $$$"""{"id":"{{{id}}}","acls":{"read":["user1"],"{{{Mark}}}":1}}"""),
            ("status", $$"""{"{{Mark}}":1}"""),
        };
        foreach (var (method, argument) in calls)
            await client.CallAsync("SampleService." + method, argument, ("X-Forwarded-For", "SECRET-ADDRESS"), ("X-Secret", Mark));
        foreach (var method in MethodDocument.Methods)
            await client.CallAsync(method.Name, MarkedExample(method));
        foreach (var text in new[]
        {
            // The name of a method that is not known is logged on purpose.
            $$"""{"method":"No.such_method","id":"{{Mark}}","params":[{"{{Mark}}":"{{Mark}}"}]}""",
            $"{{\"{Mark}\": {Mark}",
            $$"""{"version":"{{Mark}}","id":["{{Mark}}"],"method":"SampleService.status","params":[]}""",
            $$"""{"jsonrpc":"{{Mark}}","id":1,"method":"SampleService.status","params":"{{Mark}}"}""",
        })
            await client.SendAsync(Encoding.UTF8.GetBytes(text));
        return [.. MethodDocument.Methods.Select(method => method.Name).Where(name => name.StartsWith("SampleService.", StringComparison.Ordinal))];
    }

    /// <summary>The example of a method, with a mark in place of each text; whatever methods there are are called.</summary>
    private static string? MarkedExample(MethodEntry method)
    {
        return MethodEntry.ArgumentOf(method.Examples[0]) is { } argument ? Marked(JsonNode.Parse(argument)!).ToJsonString() : null;

        static JsonNode Marked(JsonNode? node) => node switch
        {
            JsonObject map => new JsonObject(map.Select(member => KeyValuePair.Create(member.Key, (JsonNode?)Marked(member.Value)))),
            JsonArray list => new JsonArray([.. list.Select(Marked)]),
            JsonValue value when value.GetValueKind() != JsonValueKind.String => value.DeepClone(),
            _ => JsonValue.Create(Mark),
        };
    }
}
