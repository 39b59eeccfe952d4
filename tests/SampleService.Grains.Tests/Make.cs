using System.Text;
using SampleService.Grains.Abstractions;
using SampleService.Domain;
using SampleService.Json;

namespace SampleService.Grains.Tests;

/// <summary>Commands to send.</summary>
internal static class Make
{
    public static readonly Requester Alice = new(new UserName("alice"), false);
    public static readonly Requester Bob = new(new UserName("bob"), false);
    public static readonly Requester Anonymous = new(null, false);
    public static readonly Requester Administrator = new(new UserName("root"), true);

    public static SampleContent Content(string? name = "soil", params string[] nodes)
    {
        var ids = nodes.Length == 0 ? ["root"] : nodes;
        var tree = "[" + string.Join(',', ids.Select(id => $"{{\"id\":\"{id}\",\"type\":\"BioReplicate\"}}")) + "]";
        using var text = JsonText.Parse(Encoding.UTF8.GetBytes(tree));
        return SampleTree.Read(text.Root).ToContent(name);
    }

    public static CreateSample Sample(params string[] nodes) =>
        new(new UserName("alice"), Content("soil", nodes), WriteId.New());

    public static SaveSample Version(Requester requester, int? prior = null, WriteId? writeId = null) => new(
        requester, requester.User!.Value, Content("next"), prior is { } number ? new VersionNumber(number) : null,
        writeId ?? WriteId.New());

    public static ChangeAcls Acls(
        Requester requester, string[]? admin = null, string[]? write = null, string[]? read = null, string[]? remove = null,
        bool? publicRead = null) => new(
            requester, new AclDelta(Users(admin), Users(write), Users(read), Users(remove), publicRead, false), WriteId.New());

    public static CreateLink Link(
        Requester requester, SampleId sample, DataUnit unit, int version = 1, string node = "root", bool update = false) => new(
            requester, requester.User!.Value, unit, sample, new VersionNumber(version), new NodeId(node), update, WriteId.New());

    /// <summary>A wish to end a link.</summary>
    public static ExpireLink End(Requester requester, DataLink link) =>
        new(requester, requester.User!.Value, link.Id, link.Sample.Sample, WriteId.New());

    public static DataUnit Unit(string dataId = "", long version = 1) =>
        new(new Upa(new WorkspaceId(1), 1, version), dataId);

    public static async Task<SampleId> NewSample(this GrainHost host, params string[] nodes)
    {
        var id = SampleId.New(TimeProvider.System);
        await host.Grains.GetSample(id).Create(Sample(nodes));
        return id;
    }

    public static async Task<ServiceException> FailsWith(ErrorKind kind, Func<Task> call)
    {
        var failure = await Assert.ThrowsAsync<ServiceException>(call);
        Assert.Equal(kind, failure.Kind);
        return failure;
    }

    private static UserSet Users(string[]? names) => UserSet.Of((names ?? []).Select(name => new UserName(name)));
}
