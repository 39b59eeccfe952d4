using System.Globalization;
using System.Text.Json;
using SampleService.Testing.Fakes;

namespace SampleService.Cluster.Tests.Moving;

/// <summary>Something of everything that a database can hold, made through the service.</summary>
internal sealed class MovedContent(RawServer server)
{
    /// <summary>The limit of active links of an object version, and of a sample version.</summary>
    public const int LinkLimit = 6;

    public const string Validators =
        """
        validators:
          free:
            validators:
              - module: SampleService.core.validator.builtin
                callable_builder: noop
          other:
            validators:
              - module: SampleService.core.validator.builtin
                callable_builder: noop
        """;

    /// <summary>The first version of its tree: odd numbers, names of all planes, members in no order.</summary>
    private const string OddTree =
        """
        [{"id": "root", "type": "BioReplicate",
          "meta_user": {"zeta": {"v": 1.0, "a": -0.0, "e": 1e5, "E": 1.50E+3, "big": 9223372036854775807, "huge": 18446744073709551615,
              "more": 123456789012345678901234567890123456789, "tiny": 5e-324, "t": true, "s": "\u00e9 e\u0301 \ud83d\ude00 \u2028 \" \\ /"},
            "alpha": {"z": "", "y": false, "10": 10, "9": 9}, "Ärger": {"日本": "試料"}}},
         {"id": "Kind 😀", "type": "TechReplicate", "parent": "root",
          "meta_controlled": {"other": {"unit": "°C", "value": 0.1e1}, "free": {"x": 100000000000000000000}},
          "source_meta": [{"key": "other", "skey": "Quelle ß", "svalue": {"b": 1, "a": 2.50}}, {"key": "free", "skey": "k", "svalue": {"0": 0}}]},
         {"id": "Ω", "type": "SubSample", "parent": "Kind 😀"}]
        """;

    private readonly List<string> _links = [];
    private readonly List<long> _moments = [1, 4_000_000_000_000];

    /// <summary>The sample with several versions, rights of every kind and links of every state.</summary>
    public string Odd { get; private set; } = "";

    /// <summary>A sample of user2's.</summary>
    public string Foreign { get; private set; } = "";

    /// <summary>A sample that everybody may read.</summary>
    public string Public { get; private set; } = "";

    /// <summary>A sample whose first version has as many links as it may have, all from one object version.</summary>
    public string Full { get; private set; } = "";

    /// <summary>The object version of these links.</summary>
    public string FullObject => "1/4/1";

    public static void AddWorkspaces(WorkspaceFake fake)
    {
        fake.AddWorkspace(1, "user1");
        foreach (var (user, permission) in (IEnumerable<(string, string)>)[("user2", "a"), ("user3", "w"), ("user4", "r")])
            fake.SetPermission(1, user, permission);
        fake.AddWorkspace(2, "user1", isPublic: true);
        fake.AddWorkspace(3, "user2");
        for (var workspace = 1; workspace <= 3; workspace++)
            for (var number = 1; number <= 6; number++)
                fake.AddObject(workspace, number, versions: 3);
    }

    public async Task MakeAsync()
    {
        Odd = await SaveAsync("user1", null, "\"Probe \\u00e9 проба 試料 😀\"", OddTree);
        await SaveAsync("user1", Odd, "null", """[{"id": "root", "type": "BioReplicate"}, {"id": "b", "type": "BioReplicate"}]""");
        Foreign = await SaveAsync("user2", null, "\"other\"", """[{"id": "far", "type": "BioReplicate"}]""");
        Public = await SaveAsync("user1", null, "\"public\"", """[{"id": "root", "type": "BioReplicate"}]""");
        Full = await SaveAsync("user1", null, "\"full\"", """[{"id": "root", "type": "BioReplicate"}]""");
        await ChangeAsync("user1", "update_sample_acls", $$"""{"id": "{{Odd}}", "admin": ["user2"], "write": ["user3"], "read": ["user4", "user5"]}""");
        await ChangeAsync("user1", "update_sample_acls", $$"""{"id": "{{Odd}}", "remove": ["user5"]}""");
        await ChangeAsync("user1", "replace_sample_acls", $$"""{"id": "{{Public}}", "acls": {"write": ["user2"], "public_read": 1} }""");
        await ChangeAsync("user2", "update_sample_acls", $$"""{"id": "{{Foreign}}", "read": ["user1"]}""");
        await ChangeAsync("user1", "offer_sample", $$"""{"id": "{{Full}}", "to": "user3", "keep": "none", "message": "试料 😀"}""");
        await ChangeAsync("user1", "offer_sample", $$"""{"id": "{{Public}}", "to": "user2"}""");
        await ChangeAsync("user2", "accept_offer", $$"""{"id": "{{Public}}"}""");
        await ChangeAsync("user2", "offer_sample", $$"""{"id": "{{Public}}", "to": "user1", "keep": "write"}""");
        await ChangeAsync("user1", "accept_offer", $$"""{"id": "{{Public}}"}""");
        const string Keys = """[{"key": "Ärger", "kind": "user", "unit": "m", "default": 1.50, "help": "試料 😀"}]""";
        foreach (var (user, members) in new[] { ("user1", "\"readers\": [\"user3\"]"), ("user1", "\"readers\": [\"user2\", \"user4\"]"), ("user2", "\"public\": true") })
            await ChangeAsync(user, "save_template", $$"""{"name": "Vorlage ß 😀", "node_tree": {{OddTree}}, "keys": {{Keys}}, {{members}}}""");
        await SaveAsync("user3", Odd, "\"third\"", OddTree);
        await SaveAsync("user2", Odd, "\"  fourth\\u00a0\"", """[{"id": "Root", "type": "BioReplicate"}]""");

        await LinkAsync("user1", "1/1/1", null, Odd, 1, "root");
        await LinkAsync("user1", "1/1/1", "p", Odd, 1, "Kind 😀");
        await LinkAsync("user2", "1/1/1", "Spalte ü/😀", Odd, 2, "b");
        await LinkAsync("user1", "2/1/1", null, Public, 1, "root");
        await LinkAsync("user2", "3/1/1", null, Foreign, 1, "far");

        // Replaced within its sample version, replaced out of it, ended, made again.
        await LinkAsync("user1", "1/1/2", "same", Odd, 1, "root");
        await LinkAsync("user1", "1/1/2", "same", Odd, 1, "Ω", update: true);
        await LinkAsync("user1", "1/1/2", "same", Odd, 4, "Root", update: true);
        await ExpireAsync("user2", "1/1/2", "same");
        await LinkAsync("user1", "1/1/2", "same", Odd, 3, "Ω");
        await LinkAsync("user1", "1/3/1", null, Public, 1, "root");
        await ExpireAsync("user1", "1/3/1", null);

        for (var i = 0; i < LinkLimit; i++)
            await LinkAsync("user1", FullObject, $"d{i}", Full, 1, "root");
        await ExpireAsync("user1", FullObject, "d0");
        await LinkAsync("user1", FullObject, "d0", Full, 1, "root");
    }

    /// <summary>What can be asked about it, and who may ask or may not.</summary>
    public IEnumerable<RawCall> Questions()
    {
        string[] samples = [Odd, Foreign, Public, Full];
        string?[] users = ["user1", "user2", "user4", "user5", null];
        var versions = samples.SelectMany(id => Enumerable.Range(1, id == Odd ? 5 : 2).Select(version => (id, version))).ToArray();
        foreach (var user in users)
        {
            foreach (var id in samples)
            {
                yield return new(user, "get_sample", $$"""{"id": "{{id}}"}""");
                yield return new(user, "get_sample_acls", $$"""{"id": "{{id}}"}""");
            }

            foreach (var (id, version) in versions)
                yield return new(user, "get_sample", $$"""{"id": "{{id}}", "version": {{version}}}""");
        }

        var all = string.Join(", ", versions.Where(v => v.version == 1 || (v.id == Odd && v.version < 5))
            .Select(v => $$"""{"id": "{{v.id}}", "version": {{v.version}}}"""));
        yield return new("user3", "list_offers", "{}");
        yield return new("user1", "list_offers", """{"direction": "by_me"}""");
        foreach (var user in (string[])["user1", "user2", "user3"])
            yield return new(user, "list_templates", "{}");
        yield return new("user1", "get_history", $$"""{"id": "{{Public}}", "kinds": ["acls"]}""");
        yield return new("user1", "get_samples", $$"""{"samples": [{{all}}]}""");
        yield return new("readadmin1", "get_samples", $$"""{"samples": [{{all}}], "as_admin": 1}""");
        yield return new("user1", "get_data_links_from_sample_set", $$"""{"sample_ids": [{{all}}], "effective_time": {{_moments[^1]}}}""");
        foreach (var link in _links)
            yield return new("readadmin1", "get_data_link", $$"""{"linkid": "{{link}}"}""");
        foreach (var time in (string[])["", .. _moments.Distinct().Select(
            at => string.Create(CultureInfo.InvariantCulture, $", \"effective_time\": {at}"))])
        {
            foreach (var (id, version) in versions)
                yield return new("user1", "get_data_links_from_sample", $$"""{"id": "{{id}}", "version": {{version}}{{time}}}""");
            foreach (var upa in (string[])["1/1/1", "1/1/2", "1/1/3", "1/3/1", "2/1/1", "3/1/1", FullObject])
                yield return new("user2", "get_data_links_from_data", $$"""{"upa": "{{upa}}"{{time}}}""");
        }

        foreach (var (upa, id, version) in (IEnumerable<(string, string, int)>)[
            ("1/1/1", Odd, 1), ("1/1/1", Odd, 3), ("1/1/2", Odd, 4), ("1/1/3", Odd, 1), ("1/3/1", Public, 1), ("2/1/1", Public, 1), ("3/1/1", Foreign, 1)])
            foreach (var user in users)
                yield return new(user, "get_sample_via_data", $$"""{"upa": "{{upa}}", "id": "{{id}}", "version": {{version}}}""");
    }

    private async Task<string> SaveAsync(string user, string? id, string name, string tree)
    {
        var saved = await server.CallAsync(
            user, "create_sample", $$"""{"sample": {"id": {{JsonSerializer.Serialize(id)}}, "name": {{name}}, "node_tree": {{tree}} } }""");
        return saved.Value.GetProperty("id").GetString()!;
    }

    private async Task ChangeAsync(string user, string method, string argument) =>
        (await server.CallAsync(user, method, argument)).AssertSucceeded();

    private async Task LinkAsync(string user, string upa, string? dataid, string id, int version, string node, bool update = false)
    {
        var made = await server.CallAsync(
            user, "create_data_link", JsonSerializer.Serialize(new { upa, dataid, id, version, node, update }));
        var link = made.Value.GetProperty("new_link");
        _links.Add(link.GetProperty("linkid").GetString()!);
        var created = link.GetProperty("created").GetInt64();
        _moments.AddRange([created - 1, created]);
    }

    private async Task ExpireAsync(string user, string upa, string? dataid) =>
        await ChangeAsync(user, "expire_data_link", JsonSerializer.Serialize(new { upa, dataid }));
}
