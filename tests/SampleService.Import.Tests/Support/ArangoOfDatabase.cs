using System.Globalization;
using System.Text.Json.Nodes;
using SampleService.Testing.Arango;

namespace SampleService.Import.Tests.Support;

/// <summary>What the old service would have in its ArangoDB, had the same been done with it: made of the rows of a database of this service.</summary>
internal static class ArangoOfDatabase
{
    public static async Task WriteAsync(SqliteTarget database, ArangoDump dump)
    {
        dump.AddSchema();
        var uuids = new Dictionary<(string Sample, int Version), string>();
        foreach (var row in await database.QueryAsync("SELECT sample_id, version, saved_by, saved_at, coalesce(hex(name), ''), node_tree FROM sample_versions"))
        {
            var (sample, version, user, saved, name, tree) = Split(row);
            var uuid = uuids[(sample, version)] = Guid.NewGuid().ToString();
            dump.Add(ArangoNames.Versions, ArangoDocuments.Version(
                sample, uuid, user, version, saved, name.Length == 0 ? null : System.Text.Encoding.UTF8.GetString(Convert.FromHexString(name))));
            foreach (var node in ArangoDocuments.Nodes(sample, uuid, version, saved, JsonNode.Parse(tree)!.AsArray()))
                dump.Add(ArangoNames.Nodes, node);
        }

        foreach (var row in await database.QueryAsync("SELECT id, owner, acl_updated_at, public_read FROM samples"))
        {
            var parts = row.Split('|');
            var acls = ArangoDocuments.Acls(
                parts[1], await UsersAsync(database, parts[0], "admin"), await UsersAsync(database, parts[0], "write"), await UsersAsync(database, parts[0], "read"),
                parts[3] == "1");
            dump.Add(ArangoNames.Samples, ArangoDocuments.Sample(
                parts[0], uuids.Where(entry => entry.Key.Sample == parts[0]).OrderBy(entry => entry.Key.Version).Select(entry => entry.Value),
                Number(parts[2]) / 1000.0, acls));
        }

        foreach (var row in await database.QueryAsync(
            "SELECT id, workspace_id, object_id, object_version, data_id, sample_id, version, node_id, created_by, created_at, expired_by, expired_at FROM data_links"))
        {
            var parts = row.Split('|');
            var version = (int)Number(parts[6]);
            dump.Add(ArangoNames.Links, ArangoDocuments.Link(
                parts[0], ((int)Number(parts[1]), (int)Number(parts[2]), (int)Number(parts[3])), parts[4].Length == 0 ? null : parts[4],
                (parts[5], uuids[(parts[5], version)], version, parts[7]), parts[8], Number(parts[9]), parts[10].Length == 0 ? null : parts[10],
                parts[11].Length == 0 ? null : Number(parts[11])));
        }
    }

    private static (string, int, string, long, string, string) Split(string row)
    {
        var parts = row.Split('|', 6);
        return (parts[0], (int)Number(parts[1]), parts[2], Number(parts[3]), parts[4], parts[5]);
    }

    private static Task<List<string>> UsersAsync(SqliteTarget database, string sample, string level) =>
        database.QueryAsync($"SELECT user_name FROM sample_acls WHERE sample_id = '{sample}' AND level = '{level}'");

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
