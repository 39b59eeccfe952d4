using Microsoft.Data.Sqlite;
using SampleService.Server.Tests.Node;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Fakes;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Errors;

/// <summary>Calls that fail with each code of the catalogue, on each door that can have it.</summary>
internal static class MethodErrors
{
    private const string NoSample = "00000000-0000-4000-8000-000000000000";
    private const string Nodes = """[{"id": "root", "type": "BioReplicate"}, {"id": "part", "type": "SubSample", "parent": "root"}]""";

    /// <summary>A deployment of its own whose limits are low.</summary>
    public static async Task RecordStandaloneAsync(ErrorRecord record)
    {
        await using var server = await ServerProcess.StartAsync(new ServerOptions
        {
            Environment = new Dictionary<string, string> { ["Limits__LinksPerSampleVersion"] = "1" },
        });
        var token = SeedTokens.Of(server).Alice;
        using var alice = new RpcClient(server.Url, token);
        var (id, _) = await alice.SaveAsync($$"""{"node_tree": {{Nodes}}}""");
        await alice.ResultAsync("SampleService.create_data_link", $$"""{"upa": "1/1/1", "id": "{{id}}", "version": 1, "node": "root"}""");

        await CallAsync(50010, "get_sample", $$"""{"id": "{{NoSample}}"}""");
        await CallAsync(20000, "update_sample_acls", $$"""{"id": "{{id}}", "admin": ["alice"]}""");
        await CallAsync(30000, "get_sample", "{}");
        await CallAsync(30001, "get_sample", """{"id": "core-1"}""");
        await CallAsync(30010, "create_sample", """{"sample": {"node_tree": [{"id": "root", "type": "BioReplicate", "meta_controlled": {"depth": {"value": 2}}}]}}""", true);
        await CallAsync(40000, "create_sample", $$"""{"sample": {"id": "{{id}}", "node_tree": [{"id": "root", "type": "BioReplicate"}]}, "prior_version": 7}""", true);
        var first = $$"""{"request_id": "upload-7", "operations": [{"op": "update_sample_acls", "id": "{{id}}"}], "as_user": "alice"}""";
        await alice.ResultAsync("SampleService.apply", first);
        // An operator is another caller, with names of their own.
        using (var node = new NodeClient(NodeClient.PathOf(server)))
            await node.AskAsync($$"""{"jsonrpc": "2.0", "method": "SampleService.apply", "params": {{first}}, "id": 1}""" + "\n");
        await CallAsync(40010, "apply", """{"request_id": "upload-7", "operations": [{"op": "expire_data_link", "upa": "1/2/1"}]}""", true);
        await CallAsync(50000, "update_sample_acls", $$"""{"id": "{{id}}", "read": ["nobody"]}""");
        await CallAsync(50020, "get_sample", $$"""{"id": "{{id}}", "version": 9}""");
        await CallAsync(50030, "create_data_link", $$"""{"upa": "1/2/1", "id": "{{id}}", "version": 1, "node": "leaf"}""", true);
        await CallAsync(50040, "get_data_links_from_data", """{"upa": "9/1/1"}""");
        await CallAsync(50050, "expire_data_link", """{"upa": "1/2/1"}""", true);
        await CallAsync(50060, "get_group", """{"name": "soil-lab"}""");
        await CallAsync(50080, "accept_offer", $$"""{"id": "{{id}}"}""", true);
        await CallAsync(50090, "end_relation", $$"""{"relation": "{{NoSample}}"}""", true);
        await CallAsync(50100, "remove_identifier", """{"namespace": "igsn", "value": "IEAWH0301"}""", true);
        await CallAsync(50110, "revalidate_samples", """{"vocabulary": "5ab34e0c19d2f7a1"}""");
        await CallAsync(60000, "create_data_link", $$"""{"upa": "1/1/1", "id": "{{id}}", "version": 1, "node": "part"}""", true);
        await CallAsync(60010, "create_data_link", $$"""{"upa": "1/2/1", "id": "{{id}}", "version": 1, "node": "part"}""", true);
        await alice.ResultAsync("SampleService.add_identifier", $$"""{"id": "{{id}}", "namespace": "igsn", "value": "IEAWH0302"}""");
        await CallAsync(60040, "add_identifier", $$"""{"id": "{{id}}", "node": "part", "namespace": "igsn", "value": "IEAWH0302"}""", true);
        await alice.ResultAsync("SampleService.create_group", """{"name": "water-lab"}""");
        await CallAsync(60050, "create_group", """{"name": "water-lab"}""", true);
        var (part, _) = await alice.SaveAsync($$"""{"node_tree": {{Nodes}}}""");
        await alice.ResultAsync("SampleService.add_relation", $$$"""{"type": "part_of", "from": {"id": "{{{part}}}"}, "to": {"id": "{{{id}}}"}}""");
        await alice.ResultAsync("SampleService.offer_sample", $$"""{"id": "{{part}}", "to": "bob"}""");
        await CallAsync(60020, "offer_sample", $$"""{"id": "{{part}}", "to": "bob"}""", true);
        await CallAsync(60030, "add_relation", $$$"""{"type": "aliquot_of", "from": {"id": "{{{id}}}"}, "to": {"id": "{{{part}}}"}}""", true);
        await CallAsync(70000, "get_samples", """{"samples": []}""");
        await record.CallNodeAsync(server, 100000, "Node.metrics", "{}");
        await record.CallKBaseAsync(server, null, 70010, "SampleService.create_sample", $$$"""{"sample": {"node_tree": {{{Nodes}}}}}""");
        await record.SendToGatewayAsync(
            server, null, 70010,
            """[{"jsonrpc": "2.0", "method": "Standalone.whoami", "id": 1}, {"jsonrpc": "2.0", "method": "PlatformState.get", "id": 2}]""");
        server.LimitFileSize(1);
        await CallAsync(70030, "create_sample", """{"sample": {"node_tree": [{"id": "root", "type": "BioReplicate"}]}}""", true);
        server.LimitFileSize(null);

        Task CallAsync(int code, string method, string parameters, bool asUser = false) =>
            record.CallAllAsync(server, token, code, $"SampleService.{method}", parameters, asUser);
    }

    /// <summary>A deployment in whose database a sample is withdrawn.</summary>
    public static async Task RecordWithdrawnAsync(ErrorRecord record)
    {
        using var folder = new TemporaryDirectory();
        string id;
        await using (var first = await ServerProcess.StartAsync(new ServerOptions { DataDirectory = folder.Path }))
        {
            using var alice = new RpcClient(first.Url, SeedTokens.Of(first).Alice);
            (id, _) = await alice.SaveAsync($$"""{"node_tree": {{Nodes}}}""");
        }

        await using (var database = new SqliteConnection($"Data Source={Path.Combine(folder.Path, "samples.db")};Pooling=false"))
        {
            await database.OpenAsync();
            await using var withdraw = database.CreateCommand();
            withdraw.CommandText = "UPDATE samples SET withdrawn_at = 1795304624739, withdrawn_by = 'alice', withdrawn_reason = 'another donor'";
            Assert.Equal(1, await withdraw.ExecuteNonQueryAsync());
        }

        await using var server = await ServerProcess.StartAsync(new ServerOptions { DataDirectory = folder.Path });
        await record.CallAllAsync(server, SeedTokens.Of(server).Alice, 50070, "SampleService.diff_versions", $$"""{"id": "{{id}}", "from": 1}""");
    }

    /// <summary>A deployment of KBase whose workspace service is down.</summary>
    public static async Task RecordUpstreamAsync(ErrorRecord record)
    {
        await using var fakes = await KBaseFakes.StartAsync();
        await using var server = await ServerProcess.StartAsync(new ServerOptions { DeployConfig = DeployConfig.For(fakes) });
        var token = fakes.Auth.AddUser("alice");
        using var alice = new RpcClient(server.Url, token);
        var (id, _) = await alice.SaveAsync(SampleText.Small());
        fakes.Workspace.AnswerOnly(new FakeReply(503, "text/plain", "down"));

        await record.CallAllAsync(
            server, token, 70020, "SampleService.create_data_link", $$"""{"upa": "1/1/1", "id": "{{id}}", "version": 1, "node": "root"}""", asUser: true);
    }

    /// <summary>A program with a fault.</summary>
    public static async Task RecordFaultAsync(ErrorRecord record)
    {
        await using var server = await ServerProcess.StartAsync(new ServerOptions { Environment = GrainFault.Environment });
        var token = SeedTokens.Of(server).Alice;
        const string Method = "SampleService.create_sample";
        const string Sample = """{"sample": {"node_tree": [{"id": "root", "type": "BioReplicate"}]}}""";

        await record.CallKBaseAsync(server, token, 0, Method, Sample);
        await record.CallGatewayAsync(server, token, -32603, Method, Sample);
        await record.CallNodeAsync(server, -32603, Method, Sample[..^1] + ", \"as_user\": \"alice\"}");
    }
}
