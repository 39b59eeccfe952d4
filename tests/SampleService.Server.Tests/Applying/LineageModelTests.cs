using SampleService.Server.Tests.Support;
using SampleService.Testing.Json;

namespace SampleService.Server.Tests.Applying;

/// <summary>What get_lineage tells several callers against a plain graph: readable samples alone, and no way through others.</summary>
public sealed class LineageModelTests(ApplyServer server) : IClassFixture<ApplyServer>
{
    private const int Samples = 14;
    private const int Relations = 34;
    private const int Calls = 60;

    private static readonly string[] Types = ["derived_from", "aliquot_of", "part_of", "pooled_from", "same_as", "related_to"];

    private sealed record Edge(string Id, string Type, int From, int To)
    {
        public bool IsSymmetric => Type is "same_as" or "related_to";
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Lineage_OfAnyGraphForAnyCaller_IsThatOfTheModel(int seed)
    {
        var random = new Random(seed);
        var (ids, readers) = await MakeSamplesAsync(random);
        var edges = await MakeRelationsAsync(random, ids);
        foreach (var (name, client) in ((string, RpcClient)[])[("alice", server.Alice), ("bob", server.Bob), ("", server.Anonymous), ("admin", server.Admin)])
        {
            bool Reads(int sample) => name == "admin" || readers[sample].Contains(name) || readers[sample].Contains("");
            for (var call = 0; call < Calls / 4; call++)
            {
                var starts = Enumerable.Range(0, Samples).Where(Reads).OrderBy(_ => random.Next()).Take(1 + random.Next(2)).ToArray();
                if (starts.Length == 0)
                    break;
                var direction = ((string[])["ancestors", "descendants", "both"])[random.Next(3)];
                string[] types = random.Next(2) == 0 ? Types[..4] : [.. Types.Where(_ => random.Next(2) == 0).DefaultIfEmpty("part_of")];
                var (depth, limit) = (1 + random.Next(4), random.Next(3) == 0 ? 1 + random.Next(5) : 1000);
                var answer = await client.MapAsync(
                    "SampleService.get_lineage",
                    $$"""{"ids":[{{string.Join(',', starts.Select(start => $"\"{ids[start]}\""))}}],"direction":"{{direction}}","types":[{{string.Join(',', types.Select(type => $"\"{type}\""))}}],"depth":{{depth}},"limit":{{limit}}{{(name == "admin" ? ",\"as_admin\":true" : "")}}}""");
                Assert.Equal(Expected(ids, [.. edges.Where(edge => types.Contains(edge.Type))], Reads, starts, direction, depth, limit), Told(ids, answer));
            }
        }
    }

    private static string Expected(string[] ids, List<Edge> edges, Func<int, bool> reads, int[] starts, string direction, int depth, int limit)
    {
        IEnumerable<int> Next(int of, bool up) => edges.Where(edge => (up || edge.IsSymmetric) && edge.From == of).Select(edge => edge.To)
            .Concat(edges.Where(edge => (!up || edge.IsSymmetric) && edge.To == of).Select(edge => edge.From)).Where(reads);
        bool[] ways = direction switch { "ancestors" => [true], "descendants" => [false], _ => [true, false] };
        var depths = starts.OrderBy(start => ids[start], StringComparer.Ordinal).Take(limit).ToDictionary(start => start, _ => 0);
        var complete = depths.Count == starts.Length;
        var reached = ways.ToDictionary(way => way, _ => depths.Keys.ToHashSet());
        var front = ways.ToDictionary(way => way, _ => depths.Keys.ToList());
        for (var step = 0; front.Values.Any(one => one.Count > 0); step++)
        {
            var found = ways.ToDictionary(way => way, way => front[way].SelectMany(of => Next(of, way)).Where(to => !reached[way].Contains(to)).Distinct().ToList());
            var fresh = found.Values.SelectMany(one => one).Where(to => !depths.ContainsKey(to)).Distinct().OrderBy(to => ids[to], StringComparer.Ordinal).ToList();
            var room = step == depth ? 0 : Math.Max(0, limit - depths.Count);
            complete &= fresh.Count <= room;
            foreach (var to in fresh.Take(room))
                depths.Add(to, step + 1);
            foreach (var way in ways)
            {
                front[way] = step == depth ? [] : [.. found[way].Where(depths.ContainsKey)];
                reached[way].UnionWith(front[way]);
            }
        }

        var shown = edges.Where(edge => depths.ContainsKey(edge.From) && depths.ContainsKey(edge.To)).Select(edge => edge.Id).Order(StringComparer.Ordinal);
        var hidden = direction == "descendants" ? 0 : edges.Count(edge =>
            (depths.ContainsKey(edge.From) && !reads(edge.To)) || (edge.IsSymmetric && depths.ContainsKey(edge.To) && !reads(edge.From)));
        return Write(depths.OrderBy(one => one.Value).ThenBy(one => ids[one.Key], StringComparer.Ordinal).Select(one => (one.Key, one.Value)), shown, hidden, complete);
    }

    private static string Told(string[] ids, JsonMap answer) => Write(
        answer.List("nodes").Cast<JsonMap>().Select(node => (Array.IndexOf(ids, node.RequiredText("id")), node.Integer("depth"))),
        answer.List("edges").Cast<JsonMap>().Select(edge => edge.RequiredText("relation")).Order(StringComparer.Ordinal), answer.Integer("hidden"), (bool)answer.Find("complete")!);

    private static string Write(IEnumerable<(int, int)> nodes, IEnumerable<string> edges, int hidden, bool complete) =>
        $"{string.Join(' ', nodes)}\n{string.Join('\n', edges)}\n{hidden} {complete}";

    private async Task<(string[] Ids, HashSet<string>[] Readers)> MakeSamplesAsync(Random random)
    {
        var (ids, readers) = (new List<string>(), new List<HashSet<string>>());
        for (var i = 0; i < Samples; i++)
        {
            var owner = random.Next(2) == 0 ? "alice" : "bob";
            var (id, _) = await (owner == "alice" ? server.Alice : server.Bob).SaveAsync(SampleText.Small());
            var others = new HashSet<string> { owner };
            var change = random.Next(4) switch { 0 => "\"public_read\":1", 1 => $"\"read\":[\"{(owner == "alice" ? "bob" : "alice")}\"]", _ => null };
            if (change is not null)
                await (owner == "alice" ? server.Alice : server.Bob).ResultAsync("SampleService.update_sample_acls", $$"""{"id":"{{id}}",{{change}}}""");
            if (change is not null)
                others.Add(change.StartsWith("\"public", StringComparison.Ordinal) ? "" : owner == "alice" ? "bob" : "alice");
            ids.Add(id);
            readers.Add(others);
        }

        return ([.. ids], [.. readers]);
    }

    /// <summary>Of random relations those that the service takes; some are ended again.</summary>
    private async Task<List<Edge>> MakeRelationsAsync(Random random, string[] ids)
    {
        var edges = new List<Edge>();
        for (var i = 0; i < Relations; i++)
        {
            var (type, from, to) = (Types[random.Next(Types.Length)], random.Next(Samples), random.Next(Samples));
            var answer = await server.Admin.CallAsync(
                "SampleService.add_relation", $$$"""{"type":"{{{type}}}","from":{"id":"{{{ids[from]}}}"},"to":{"id":"{{{ids[to]}}}"},"as_admin":true}""");
            if (answer.Status != 200)
                continue;
            var edge = new Edge(((JsonMap)answer.Result!).RequiredText("relation"), type, from, to);
            if (random.Next(6) == 0)
            {
                await server.Admin.ResultAsync("SampleService.end_relation", $$"""{"relation":"{{edge.Id}}","as_admin":true}""");
                edges.RemoveAll(one => one.Id == edge.Id);
            }
            else if (edges.TrueForAll(one => one.Id != edge.Id))
            {
                edges.Add(edge);
            }
        }

        return edges;
    }
}
