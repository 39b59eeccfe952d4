using System.Collections.Concurrent;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Json;

namespace SampleService.Server.Tests.Permissions;

/// <summary>A stand-alone server with all callers, workspaces and samples of the matrix.</summary>
public sealed class PermissionServer : StandaloneServer, IAsyncLifetime
{
    private const int CallsAtOnce = 8;

    private static readonly AdministrationRight[] Rights = Enum.GetValues<AdministrationRight>();

    private static readonly Dictionary<AdministrationRight, string> Prefixes = new()
    {
        [AdministrationRight.None] = "user",
        [AdministrationRight.Read] = "readadmin",
        [AdministrationRight.Full] = "fulladmin",
    };

    private readonly ConcurrentDictionary<string, int> _saved = new();
    private int _units;

    /// <summary>Whose the workspaces are; calls nothing.</summary>
    internal const string Keeper = "keeper";

    /// <summary>A group that everybody manages who owns a sample.</summary>
    internal const string ManagedGroup = "managed";

    /// <summary>The levels that are given to groups too, each of which has a member who has nothing else.</summary>
    private static readonly SampleLevel[] GroupLevels = [SampleLevel.Read, SampleLevel.Write, SampleLevel.Admin];

    /// <summary>Somebody whom ACL changes name, and who calls nothing.</summary>
    internal const string Bystander = "bystander";

    internal IReadOnlyList<Caller> Callers { get; private set; } = [];

    internal IReadOnlyList<MatrixSample> Samples { get; private set; } = [];

    public new async Task InitializeAsync()
    {
        await base.InitializeAsync();
        foreach (var name in new[] { Keeper, Bystander })
            await Admin.ResultAsync("Standalone.create_account", $$"""{"user":"{{name}}"}""");
        var callers = new List<Caller>
        {
            new("anonymous", Anonymous, SampleLevel.None, AdministrationRight.None) { SendsToken = false, IsKnown = false },
            new("invalid token", Client("sst_wrong"), SampleLevel.None, AdministrationRight.None) { IsKnown = false },
        };
        foreach (var right in Rights)
            foreach (var level in Enum.GetValues<SampleLevel>())
                callers.Add(await MakeCallerAsync(right, level));
        foreach (var level in GroupLevels)
            callers.Add(await MakeMemberAsync(level));
        Callers = callers;
        var owners = string.Join(',', Rights.Select(right => $"\"{NameOf(right, SampleLevel.Owner)}\""));
        await Admin.ResultAsync("SampleService.create_group", $$"""{"name":"{{ManagedGroup}}","managers":[{{owners}}]}""");
        (PublicSample, _) = await Admin.SaveAsync(SampleText.Small());
        await Admin.ResultAsync("SampleService.update_sample_acls", $$"""{"id":"{{PublicSample}}","public_read":1}""");

        var samples = new ConcurrentBag<MatrixSample>();
        foreach (var workspace in await MakeWorkspacesAsync())
            await Parallel.ForEachAsync(
                from owner in Rights from isPublic in new[] { false, true } select (owner, isPublic),
                new ParallelOptions { MaxDegreeOfParallelism = CallsAtOnce },
                async (one, _) => samples.Add(await MakeSampleAsync(NameOf(one.owner, SampleLevel.Owner), one.isPublic, workspace)));
        Samples = [.. samples];
    }

    /// <summary>A sample that everybody may read.</summary>
    internal string PublicSample { get; private set; } = "";

    /// <summary>A data unit that nobody has used.</summary>
    internal string NewDataId() => $"unit{Interlocked.Increment(ref _units)}";

    /// <summary>Notes that a caller was let in to save a version.</summary>
    internal void NoteSave(MatrixSample sample) => _saved.AddOrUpdate(sample.Id, 1, (_, count) => count + 1);

    /// <summary>The newest version a sample has to have.</summary>
    internal int ExpectedVersion(MatrixSample sample) => 2 + _saved.GetValueOrDefault(sample.Id);

    /// <summary>The ACLs every sample has from the beginning, as replacing them takes them.</summary>
    internal static string Acls(bool isPublic) =>
        $$"""{"admin":{{ListOf(SampleLevel.Admin)}},"write":{{ListOf(SampleLevel.Write)}},"read":{{ListOf(SampleLevel.Read)}},"public_read":{{(isPublic ? 1 : 0)}}}""";

    private static string ListOf(SampleLevel level) => $"[\"@{GroupOf(level)}\",{string.Join(',', Rights.Select(r => $"\"{NameOf(r, level)}\""))}]";

    private static string GroupOf(SampleLevel level) => $"{level}-group".ToLowerInvariant();

    private static string NameOf(AdministrationRight right, SampleLevel level) => $"{Prefixes[right]}_{level}".ToLowerInvariant();

    private async Task<Caller> MakeCallerAsync(AdministrationRight right, SampleLevel level)
    {
        var name = NameOf(right, level);
        var roles = right switch { AdministrationRight.Read => "\"read_admin\"", AdministrationRight.Full => "\"full_admin\"", _ => "" };
        await Admin.ResultAsync("Standalone.create_account", $$"""{"user":"{{name}}","roles":[{{roles}}]}""");
        return new Caller(name, Client(await NewTokenAsync(name)), level, right);
    }

    private async Task<Caller> MakeMemberAsync(SampleLevel level)
    {
        var name = $"member_{level}".ToLowerInvariant();
        await Admin.ResultAsync("Standalone.create_account", $$"""{"user":"{{name}}"}""");
        await Admin.ResultAsync("SampleService.create_group", $$"""{"name":"{{GroupOf(level)}}","members":["{{name}}"]}""");
        return new Caller(name, Client(await NewTokenAsync(name)), level, AdministrationRight.None);
    }

    private async Task<IReadOnlyList<MatrixWorkspace>> MakeWorkspacesAsync()
    {
        var workspaces = new List<MatrixWorkspace>();
        foreach (var isPublic in new[] { false, true })
            foreach (var right in Enum.GetValues<DataRight>())
            {
                var id = await NewWorkspaceAsync(Keeper, isPublic);
                workspaces.Add(new MatrixWorkspace(id, await NewObjectAsync(id), right, isPublic));
                var letter = "nrwa"[(int)right];
                foreach (var caller in Callers.Where(c => c.IsKnown))
                    await Admin.ResultAsync("Standalone.set_permission", $$"""{"workspace":{{id}},"user":"{{caller.Name}}","permission":"{{letter}}"}""");
            }

        return workspaces;
    }

    /// <summary>A new relation to a sample that everybody may read; gives its id.</summary>
    internal async Task<string> NewRelationAsync(string sample)
    {
        var (to, _) = await Admin.SaveAsync(SampleText.Small());
        await Admin.ResultAsync("SampleService.update_sample_acls", $$"""{"id":"{{to}}","public_read":1}""");
        return (await Admin.MapAsync(
            "SampleService.add_relation", $$$"""{"type":"part_of","from":{"id":"{{{sample}}}"},"to":{"id":"{{{to}}}"},"as_admin":true}""")).RequiredText("relation");
    }

    private async Task<MatrixSample> MakeSampleAsync(string owner, bool isPublic, MatrixWorkspace workspace)
    {
        var asOwner = $"\"as_admin\":true,\"as_user\":\"{owner}\"";
        var (id, _) = await Admin.SaveAsync(SampleText.Small(), asOwner);
        await Admin.SaveAsync(SampleText.Small().Insert(1, $"\"id\":\"{id}\","), asOwner);
        await Admin.ResultAsync("SampleService.replace_sample_acls", $$"""{"id":"{{id}}","acls":{{Acls(isPublic)}},"as_admin":true}""");
        var sample = new MatrixSample(id, owner, isPublic, workspace, "");
        await Admin.ResultAsync("SampleService.add_identifier", $$"""{"id":"{{id}}","namespace":"doi","value":"{{sample.Identifier}}","as_admin":true}""");
        var link = await Admin.MapAsync(
            "SampleService.create_data_link",
            $$"""{"id":"{{id}}","version":1,"node":"root","upa":"{{workspace.Upa}}","dataid":"{{sample.DataId}}","as_admin":true}""");
        return sample with { LinkId = link.Map("new_link")!.RequiredText("linkid"), RelationId = await NewRelationAsync(id) };
    }
}
