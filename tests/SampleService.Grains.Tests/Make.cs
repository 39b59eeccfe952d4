using System.Text;
using System.Text.Json;
using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Json;

namespace SampleService.Grains.Tests;

/// <summary>Commands to send.</summary>
internal static class Make
{
    public static readonly Requester Alice = new(new UserName("alice"), false);
    public static readonly Requester Bob = new(new UserName("bob"), false);
    public static readonly Requester Anonymous = new(null, false);
    public static readonly Requester Administrator = new(new UserName("root"), true);

    private static long _objects;

    public static SampleContent Content(string? name = "soil", params string[] nodes)
    {
        var ids = nodes.Length == 0 ? ["root"] : nodes;
        var tree = "[" + string.Join(',', ids.Select(id => $"{{\"id\":\"{id}\",\"type\":\"BioReplicate\"}}")) + "]";
        using var text = JsonText.Parse(Encoding.UTF8.GetBytes(tree));
        return SampleTree.Read(text.Root).ToContent(name);
    }

    public static CreateSample Sample(SampleId id, params string[] nodes) =>
        new(new UserName("alice"), Content("soil", nodes), WriteId.New(), id);

    public static SaveSample Version(Requester requester, int? prior = null, WriteId? writeId = null) => new(
        requester, requester.User!.Value, Content("next"), prior is { } number ? new VersionNumber(number) : null,
        writeId ?? WriteId.New());

    public static ChangeAcls Acls(
        Requester requester, string[]? admin = null, string[]? write = null, string[]? read = null, string[]? remove = null,
        bool? publicRead = null) => new(
            requester, new AclDelta(Users(admin), Users(write), Users(read), Users(remove), publicRead, false), WriteId.New());

    public static CreateLink Link(
        Requester requester, SampleId sample, DataUnit unit, int version = 1, string node = "root", bool update = false,
        SampleGrant? grant = null) => new(
            requester, requester.User!.Value, unit, sample, new VersionNumber(version), new NodeId(node), update, WriteId.New(), grant);

    /// <summary>A wish to end a link.</summary>
    public static ExpireLink End(Requester requester, DataLink link) =>
        new(requester, requester.User!.Value, link.Id, link.Sample.Sample, WriteId.New());

    public static DataUnit Unit(string dataId = "") => new(new Upa(new WorkspaceId(1), 1, 1), dataId);

    /// <summary>A unit of an object that no other test has.</summary>
    public static DataUnit NewUnit(string dataId = "") => new(new Upa(new WorkspaceId(2), Interlocked.Increment(ref _objects), 1), dataId);

    public static async Task<SampleId> NewSample(this GrainHost host, params string[] nodes)
    {
        var id = SampleId.New(TimeProvider.System);
        await host.Creator.Create(Sample(id, nodes));
        return id;
    }

    /// <summary>Reads a version, the newest unless another is named, and gives the number that its text has.</summary>
    public static async Task<int> Read(this GrainHost host, Requester requester, SampleId id, int? version = null) =>
        VersionOf(await host.Reader.GetDocumentAsync(
            id, version is { } number ? new VersionNumber(number) : null, requester, CancellationToken.None));

    /// <summary>Reads so often that the version is kept.</summary>
    public static async Task ReadTwice(this GrainHost host, Requester requester, SampleId id, int? version = null)
    {
        await host.Read(requester, id, version);
        await host.Read(requester, id, version);
    }

    public static int VersionOf(JsonBytes document)
    {
        using var json = JsonDocument.Parse(document.Utf8);
        return json.RootElement.GetProperty("version").GetInt32();
    }

    public static SampleVersionId IdOf(DocumentOrVersion answer)
    {
        if (answer.Version is { } version)
            return version.Id;
        using var json = JsonDocument.Parse(answer.Document!.Utf8);
        return new(SampleId.Parse(json.RootElement.GetProperty("id").GetString()!, null), json.RootElement.GetProperty("version").GetInt32());
    }

    public static async Task<ServiceException> FailsWith(ErrorKind kind, Func<Task> call)
    {
        var failure = await Assert.ThrowsAsync<ServiceException>(call);
        Assert.Equal(kind, failure.Kind);
        return failure;
    }

    private static UserSet Users(string[]? names) => UserSet.Of((names ?? []).Select(name => new UserName(name)));
}
