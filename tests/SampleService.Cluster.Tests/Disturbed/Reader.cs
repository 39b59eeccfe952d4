using System.Text.Json;

namespace SampleService.Cluster.Tests.Disturbed;

/// <summary>Reads what others write. What was acknowledged before a call begins has to be in its answer.</summary>
internal sealed class Reader(World world, Func<string, object, Task<Answer?>> call)
{
    /// <summary>Reads the newest version.</summary>
    public async Task ReadHeadAsync(SampleRecord sample)
    {
        var floor = sample.Head;
        if (await call("get_sample", new { id = sample.Id }) is { } answer)
            See(sample, floor, answer.Value);
    }

    /// <summary>Reads the newest versions of many samples.</summary>
    public async Task ReadHeadsAsync(IReadOnlyList<SampleRecord> samples)
    {
        var floors = samples.Select(sample => sample.Head).ToArray();
        if (await call("get_samples", new { samples = samples.Select(sample => new { id = sample.Id }) }) is not { } answer)
            return;
        foreach (var (number, shown) in answer.Value.EnumerateArray().Index())
            See(samples[number], floors[number], shown);
    }

    /// <summary>Reads so many versions, from a given one on.</summary>
    public async Task ReadVersionsAsync(SampleRecord sample, int first, int count)
    {
        var samples = Enumerable.Range(first, count).Select(version => new { id = sample.Id, version });
        if (await call("get_samples", new { samples }) is not { } answer)
            return;
        foreach (var (version, shown) in answer.Value.EnumerateArray().Index())
        {
            world.Findings.Require(shown.GetProperty("version").GetInt32() == first + version, $"another version of {sample.Id} was shown");
            sample.Saved(first + version, Content.TagOf(shown));
        }
    }

    /// <summary>Reads who has which rights.</summary>
    public async Task ReadAclsAsync(SampleRecord sample)
    {
        var floors = sample.Users.ToDictionary(user => user.Key, user => user.Value.Floor);
        if (await call("get_sample_acls", new { id = sample.Id }) is not { } answer)
            return;
        var lists = AclWriter.Lists.ToLookup(
            list => list, list => answer.Value.GetProperty(list).EnumerateArray().Select(user => user.GetString()!).ToHashSet());
        foreach (var (name, floor) in floors)
        {
            var found = lists.Where(list => list.Single().Contains(name)).Select(list => list.Key).ToArray();
            var list = found.Length == 0 ? AclWriter.None : string.Join('+', found);
            var user = sample.Users[name];
            world.Findings.Require(user.MayBe(floor, list.Equals), $"{name} of {sample.Id} was shown as {list} and is {user}");
        }
    }

    /// <summary>Reads the links that go to a sample.</summary>
    public async Task ReadLinksOfSampleAsync(SampleRecord sample)
    {
        var floors = Floors(_ => true);
        if (await call("get_data_links_from_sample", new { id = sample.Id, version = 1 }) is { } answer)
            Check(answer.Value, floors, target => target?.Sample == sample.Id, sample.Id);
    }

    /// <summary>Reads the links that come from an object.</summary>
    public async Task ReadLinksOfObjectAsync(string upa)
    {
        var floors = Floors(unit => unit.Upa == upa);
        if (await call("get_data_links_from_data", new { upa }) is { } answer)
            Check(answer.Value, floors, target => target is not null, upa);
    }

    private void See(SampleRecord sample, int floor, JsonElement shown)
    {
        var version = shown.GetProperty("version").GetInt32();
        world.Findings.Require(version >= floor, $"version {version} of {sample.Id} was shown after {floor} was known");
        sample.Saved(version, Content.TagOf(shown));
    }

    private Dictionary<DataUnit, int> Floors(Func<DataUnit, bool> isAsked) =>
        world.Units.Where(unit => isAsked(unit.Key)).ToDictionary(unit => unit.Key, unit => unit.Value.Floor);

    private void Check(JsonElement answer, Dictionary<DataUnit, int> floors, Predicate<LinkTarget?> isAsked, string where)
    {
        var links = answer.GetProperty("links").EnumerateArray().ToLookup(UnitOf, TargetOf);
        world.Findings.Require(links.Sum(unit => unit.Count()) <= world.MaxLinks, $"{where} has too many links");
        foreach (var unit in links)
            world.Findings.Require(unit.Count() == 1 && world.Units.ContainsKey(unit.Key), $"{unit.Key} has {unit.Count()} links");
        foreach (var (unit, floor) in floors)
        {
            var shown = links[unit].FirstOrDefault();
            var register = world.Units[unit];
            world.Findings.Require(
                shown is null ? register.MayBe(floor, target => !isAsked(target)) : register.MayBe(floor, shown.Equals),
                $"{unit} was shown in {where} as {shown} and is {register}");
        }
    }

    private static DataUnit UnitOf(JsonElement link) =>
        new(link.GetProperty("upa").GetString()!, link.GetProperty("dataid").GetString()!);

    private static LinkTarget? TargetOf(JsonElement link) =>
        new(link.GetProperty("id").GetString()!, link.GetProperty("node").GetString()!);
}
