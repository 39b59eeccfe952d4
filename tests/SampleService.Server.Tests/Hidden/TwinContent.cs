using System.Globalization;
using Microsoft.Data.Sqlite;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Json;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Hidden;

/// <summary>
/// What both deployments have, and what one of them has besides: samples, links, relations, identifiers and saves of eve's, of which nobody else
/// may see anything. They are as like what others see as can be.
/// </summary>
internal sealed class TwinContent
{
    private const int Visible = 12;
    private const int Hidden = 60;

    /// <summary>A table row in the place of methods that are not there yet.</summary>
    private const string Moment = "1700000000000";

    private readonly Dictionary<string, string> _tokens = [];
    private readonly List<string> _ids = [];
    private readonly List<string> _hidden = [];
    private int _objects;

    /// <summary>Those who ask, and their tokens; null for who has none.</summary>
    public IReadOnlyDictionary<string, string?> Callers =>
        new Dictionary<string, string?>(_tokens.Where(one => one.Key != "eve").Select(one => KeyValuePair.Create(one.Key, (string?)one.Value))) { ["nobody"] = null };

    /// <summary>Samples that some of those who ask may read; the first is alice's, and eve may administrate it.</summary>
    public IReadOnlyList<string> Ids => _ids;

    /// <summary>Samples that one deployment has, and that they may not read.</summary>
    public IReadOnlyList<string> HiddenIds => _hidden;

    /// <summary>A workspace of alice's that bob may read.</summary>
    public long Workspace { get; private set; }

    /// <summary>A workspace of eve's alone.</summary>
    public long HiddenWorkspace { get; private set; }

    /// <summary>The objects of <see cref="Workspace"/> that samples are linked to.</summary>
    public List<string> Upas { get; } = [];

    /// <summary>Makes what both have, in a folder that no server has open afterwards.</summary>
    public async Task MakeVisibleAsync(string folder)
    {
        await using (var server = await ServerProcess.StartAsync(new ServerOptions { DataDirectory = folder }))
        {
            var seed = SeedTokens.Of(server);
            using var admin = new RpcClient(server.Url, seed.Admin);
            (_tokens["alice"], _tokens["bob"]) = (seed.Alice, seed.Bob);
            foreach (var user in new[] { "carol", "dave", "eve" })
            {
                await admin.ResultAsync("Standalone.create_account", $$"""{"user":"{{user}}"}""");
                _tokens[user] = (await admin.MapAsync("Standalone.issue_token", $$"""{"user":"{{user}}"}""")).RequiredText("token");
            }

            Workspace = await NewWorkspaceAsync(admin, "alice");
            HiddenWorkspace = await NewWorkspaceAsync(admin, "eve");
            await admin.ResultAsync("Standalone.set_permission", $$"""{"workspace":{{Workspace}},"user":"bob","permission":"r"}""");
            await MakeSamplesAsync(server);
            await MakeLinksAsync(server, admin);
            // The key of cursors is made when the first is written, and both are to have the same one.
            using var alice = new RpcClient(server.Url, _tokens["alice"]);
            Assert.NotNull((await alice.MapAsync("SampleService.find_samples", """{"limit":1}""")).Find("next"));
            Assert.True(await server.StopAsync());
        }

        await ExecuteAsync(folder, $"""
            INSERT INTO relations VALUES ('{Guid.NewGuid()}', 'part_of', '{_ids[3]}', NULL, NULL, '{_ids[0]}', NULL, NULL, {Moment}, 'alice', NULL, NULL);
            INSERT INTO identifiers (namespace, value, sample_id, node_id, added_at, added_by) VALUES ('igsn', '10.58052/SEEN', '{_ids[0]}', NULL, {Moment}, 'alice');
            UPDATE samples SET withdrawn_at = {Moment}, withdrawn_by = 'alice', withdrawn_reason = 'broken' WHERE id = '{_ids[9]}';
            """);
    }

    /// <summary>Adds what only one has to a folder that no server has open.</summary>
    public async Task AddHiddenAsync(string folder)
    {
        await using (var server = await ServerProcess.StartAsync(new ServerOptions { DataDirectory = folder }))
        {
            using var admin = new RpcClient(server.Url, SeedTokens.Of(server).Admin);
            using var eve = new RpcClient(server.Url, _tokens["eve"]);
            for (var i = 0; i < Hidden; i++)
            {
                var (id, _) = await eve.SaveAsync(Sample(i % Visible, ",\"secret\":{\"value\":\"hidden\",\"hidden key\":1,\"unit\":\"m\"}"));
                _hidden.Add(id);
                if (i % 5 == 0)
                    await eve.SaveAsync(Sample(i % Visible, "").Insert(1, $"\"id\":\"{id}\","));
                if (i % 7 == 0)
                    await eve.ResultAsync("SampleService.update_sample_acls", $$"""{"id":"{{id}}","read":["dave"]}""");
                if (i % 7 == 0)
                    await eve.ResultAsync("SampleService.update_sample_acls", $$"""{"id":"{{id}}","remove":["dave"]}""");
            }

            // Templates of which nobody else is told, one of the name that alice has too; who was a reader and is none any more.
            foreach (var name in new[] { "core", "secret", "withdrawn" })
                await eve.ResultAsync("SampleService.save_template", Template(name, name == "withdrawn" ? "\"readers\":[\"dave\",\"bob\"]" : "\"readers\":[\"eve\"]"));
            await eve.ResultAsync("SampleService.save_template", Template("withdrawn", "\"readers\":[]"));

            // A group of which nobody else is told, and who else came into one that all see in the ACLs.
            await eve.ResultAsync("SampleService.create_group", """{"name":"secret-lab","members":["eve","dave"]}""");
            await eve.ResultAsync("SampleService.update_group", """{"name":"secret-lab","remove":["dave"]}""");
            await eve.ResultAsync("SampleService.update_group", """{"name":"lake-lab","add":["eve"]}""");
            await eve.ResultAsync("SampleService.update_sample_acls", $$"""{"id":"{{_hidden[0]}}","read":["@lake-lab"]}""");
            await eve.ResultAsync("SampleService.update_sample_acls", $$"""{"id":"{{_hidden[0]}}","remove":["@lake-lab"]}""");

            // Links of a sample that others see, from data that they do not; some have ended.
            for (var i = 0; i < 6; i++)
                await LinkAsync(eve, await NewObjectAsync(admin, HiddenWorkspace), _ids[0], end: i % 2 == 0);
            foreach (var id in _hidden.Take(4))
                await LinkAsync(eve, await NewObjectAsync(admin, HiddenWorkspace), id, end: false);
            Assert.True(await server.StopAsync());
        }

        await ExecuteAsync(folder, $"""
            INSERT INTO relations VALUES ('{Guid.NewGuid()}', 'part_of', '{_hidden[0]}', NULL, NULL, '{_ids[0]}', NULL, NULL, {Moment}, 'eve', NULL, NULL);
            INSERT INTO relations VALUES ('{Guid.NewGuid()}', 'part_of', '{_hidden[1]}', NULL, NULL, '{_ids[0]}', NULL, NULL, {Moment}, 'eve', {Moment}, 'eve');
            INSERT INTO identifiers (namespace, value, sample_id, node_id, added_at, added_by) VALUES ('igsn', '10.58052/SECRET', '{_hidden[0]}', NULL, {Moment}, 'eve');
            UPDATE samples SET withdrawn_at = {Moment}, withdrawn_by = 'eve', withdrawn_reason = 'hidden' WHERE id IN ('{_hidden[2]}', '{_hidden[3]}');
            """);
    }

    private async Task MakeSamplesAsync(ServerProcess server)
    {
        using var alice = new RpcClient(server.Url, _tokens["alice"]);
        using var bob = new RpcClient(server.Url, _tokens["bob"]);
        for (var i = 0; i < Visible; i++)
        {
            var (owner, other) = i % 4 == 1 ? (bob, "alice") : (alice, "bob");
            var (id, _) = await owner.SaveAsync(Sample(i, ""));
            _ids.Add(id);
            if (i % 3 == 0)
                await owner.SaveAsync(Sample(i, ",\"more\":{\"value\":true}").Insert(1, $"\"id\":\"{id}\","));
            if (i % 2 == 0)
                await owner.ResultAsync("SampleService.update_sample_acls", $$"""{"id":"{{id}}","write":["{{other}}"],"public_read":{{(i % 4 == 0 ? 1 : 0)}}}""");
        }

        using var eve = new RpcClient(server.Url, _tokens["eve"]);
        await eve.ResultAsync("SampleService.create_group", """{"name":"lake-lab"}""");
        await alice.ResultAsync("SampleService.update_sample_acls", $$"""{"id":"{{_ids[0]}}","admin":["eve"],"read":["carol","@lake-lab"]}""");
        foreach (var (name, readers) in new[] { ("core", "\"readers\":[]"), ("water", "\"readers\":[\"carol\",\"@lake-lab\"]"), ("open", "\"public\":true") })
            await alice.ResultAsync("SampleService.save_template", Template(name, readers));
    }

    private static string Template(string name, string more) =>
        $$"""{"name":"{{name}}","node_tree":[{"id":"core","type":"BioReplicate"}],"keys":[{"key":"depth","kind":"user"}],{{more}}}""";

    private async Task MakeLinksAsync(ServerProcess server, RpcClient admin)
    {
        using var alice = new RpcClient(server.Url, _tokens["alice"]);
        for (var i = 0; i < 5; i++)
        {
            Upas.Add(await NewObjectAsync(admin, Workspace));
            await LinkAsync(alice, Upas[i], _ids[i == 4 ? 2 : 0], end: i == 3);
        }
    }

    private static async Task LinkAsync(RpcClient user, string upa, string id, bool end)
    {
        await user.ResultAsync("SampleService.create_data_link", $$"""{"upa":"{{upa}}","id":"{{id}}","version":1,"node":"root"}""");
        if (end)
            await user.ResultAsync("SampleService.expire_data_link", $$"""{"upa":"{{upa}}"}""");
    }

    private static string Sample(int number, string more) => string.Create(
        CultureInfo.InvariantCulture,
        $$$$$$"""{"name":"core {{{{{{number}}}}}}","node_tree":[{"id":"root","type":"BioReplicate","meta_user":{"depth":{"value":{{{{{{number}}}}}}.5,"units":"m"},"material":{"value":"{{{{{{(number % 3 == 0 ? "Soil" : "Water")}}}}}}"},"note":{"value":"number {{{{{{number}}}}}} of the lake"}{{{{{{more}}}}}}}},{"id":"part {{{{{{number}}}}}}","type":"SubSample","parent":"root","meta_user":{"mass":{"value":{{{{{{number * 10}}}}}},"unit":"{{{{{{(number % 2 == 0 ? "g" : "kg")}}}}}}"}}}]}""");

    private async Task<long> NewWorkspaceAsync(RpcClient admin, string owner) =>
        (await admin.MapAsync("Standalone.create_workspace", $$"""{"owner":"{{owner}}","name":"of {{owner}}"}""")).Long("workspace");

    private async Task<string> NewObjectAsync(RpcClient admin, long workspace) => (await admin.MapAsync(
        "Standalone.create_object", $$"""{"workspace":{{workspace}},"name":"object {{++_objects}}","type":"Some.Type-1.0"}""")).RequiredText("upa");

    private static async Task ExecuteAsync(string folder, string sql)
    {
        var file = new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "samples.db"), Pooling = false };
        await using var connection = new SqliteConnection(file.ConnectionString);
        await connection.OpenAsync();
        await using var command = new SqliteCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
