using System.Text;
using SampleService.Domain;

namespace SampleService.Storage.Tests.Specifications;

/// <summary>Values to store.</summary>
public static class Make
{
    /// <summary>A user name.</summary>
    public static UserName User(string name) => new(name);

    /// <summary>A set of users.</summary>
    public static UserSet Users(params string[] names) => UserSet.Of(names.Select(User));

    /// <summary>Content with nodes of these ids.</summary>
    public static SampleContent Content(string? name, params string[] nodes)
    {
        var tree = new StringBuilder("[");
        var entries = new List<NodeEntry>();
        foreach (var node in nodes)
        {
            if (tree.Length > 1)
                tree.Append(',');
            var start = tree.Length;
            tree.Append("{\"id\":\"");
            foreach (var c in node)
                tree.Append(c < 128 ? c.ToString() : $"\\u{(int)c:x4}");
            tree.Append("\",\"type\":\"BioReplicate\",\"meta_user\":{\"k\":{\"v\":1.0}}}");
            entries.Add(new NodeEntry(new NodeId(node), start, tree.Length - start, entries.Count == 0 ? NodeEntry.NoParent : 0));
        }

        return new SampleContent(name, Encoding.ASCII.GetBytes(tree.Append(']').ToString()), [.. entries]);
    }

    /// <summary>A sample of alice's with one version of these nodes.</summary>
    public static NewSample Sample(params string[] nodes) =>
        new(SampleId.New(TimeProvider.System), User("alice"), Content("a sample", nodes.Length == 0 ? ["root"] : nodes), WriteId.New());

    /// <summary>Its next version, on condition of nothing.</summary>
    public static NewVersion Version(SampleId id, params string[] nodes) =>
        new(id, User("bob"), Content("next", nodes.Length == 0 ? ["root"] : nodes), null, null, WriteId.New());

    /// <summary>A data unit.</summary>
    public static DataUnit Unit(long workspace, long number, long version, string dataId = "") =>
        new(new Upa(new WorkspaceId(workspace), number, version), dataId);

    /// <summary>A link of carol's, on condition of nothing, with wide limits.</summary>
    public static NewLink Link(DataUnit unit, SampleVersionId sample, string node = "root", LinkId? replaces = null) =>
        new(LinkId.New(), unit, sample, new NodeId(node), User("carol"), replaces, null, new LinkLimits(10_000, 10_000),
            WriteId.New());

    /// <summary>Its end, by dave.</summary>
    public static LinkExpiry Expiry(LinkId id) => new(id, User("dave"), null, WriteId.New());
}
