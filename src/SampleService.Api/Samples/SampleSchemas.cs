using SampleService.JsonRpc;

namespace SampleService.Api;

/// <summary>Samples as callers send and see them.</summary>
internal static class SampleSchemas
{
    private static readonly ValueSchema Primitive = new("string", "number", "boolean");
    private static readonly MapSchema Values = new(Primitive);
    private static readonly MapSchema Metadata = new(Values);

    private static readonly ObjectSchema SourceMetadata = new(
        new Member("key", Schema.Text(256), "A key of `meta_controlled`.").Required(),
        new Member("skey", Schema.Text(256), "The key as the source had it.").Required(),
        new Member("svalue", Values, "The values as the source had them.").Required())
    {
        Name = "SourceMetadata",
    };

    public static readonly Member NodeId = new("id", Schema.Text(256), "The name of the node, unique within the sample.");

    private static readonly Member NodeType =
        new("type", Schema.OneOf("BioReplicate", "TechReplicate", "SubSample"), "`BioReplicate` nodes come first and have no parent.");

    private static readonly Member Parent =
        new("parent", Schema.Text(256) with { IsNullable = true }, "The node it is a part of; it comes earlier in the tree.");

    public static readonly Member Controlled = new("meta_controlled", Metadata, "Metadata under keys that the deployment has agreed on.");

    private static readonly Member User = new("meta_user", Metadata, "Metadata under keys of the user's own.");

    private static readonly Member Source =
        new("source_meta", new ArraySchema(SourceMetadata), "What the source of controlled metadata said before it was transformed.");

    private static readonly ObjectSchema NewNode = new(
        NodeId.Required(), NodeType.Required(), Parent, Controlled, User, Source)
    { Name = "NewSampleNode" };

    /// <summary>A node as it is read.</summary>
    public static readonly ObjectSchema Node = new(
        NodeId.Required(), NodeType.Required(), Parent.Required(), Controlled.Required(), User.Required(), Source.Required())
    {
        Name = "SampleNode",
    };

    /// <summary>A node by itself.</summary>
    public static readonly ObjectSchema NodeInTree = new(
        NodeId.Required(), NodeType.Required(), Parent.Required(), Controlled.Required(), User.Required(), Source.Required(),
        new Member("children", new ArraySchema(Schema.Text(256)), "The nodes whose parent it is, in the order of the tree.").Required(),
        new Member("links", Schema.Integer(0) with { IsNullable = true },
            "How many active links lead to it from data that the caller can read; null for anonymous callers.").Required())
    {
        Name = "NodeInTree",
    };

    public static readonly Member Id = new(
        "id", Schema.Uuid with { IsNullable = true }, "The sample that gets a new version; absent or null for a new sample.");

    public static readonly Member Name = new("name", Schema.Text(256) with { IsNullable = true }, "Its name; null, absent or blank for none.");

    public static readonly Member NodeTree = new(
        "node_tree", new ArraySchema(NewNode) { Min = 1, Max = 10_000 }, "Its nodes, each after its parent.");

    /// <summary>A sample as it is saved. What a reader got is taken back as it is: user, time and version do not count.</summary>
    public static readonly ObjectSchema NewSample = new(
        Id, Name, NodeTree.Required(),
        new("user", Schema.Any, "Ignored."), new("save_date", Schema.Any, "Ignored."), new("version", Schema.Any, "Ignored."))
    {
        Name = "NewSample",
    };

    /// <summary>A version of a sample as it is read.</summary>
    public static readonly ObjectSchema Sample = new(
        new Member("id", Schema.Uuid, "The sample.").Required(),
        new Member("user", Schema.Text(), "Who saved this version.").Required(),
        Name.Required(),
        new Member("node_tree", new ArraySchema(Node), "Its nodes, in the order saved.").Required(),
        new Member("save_date", Schema.Integer(), "When this version was saved, in milliseconds since 1970.").Required(),
        new Member("version", Schema.Integer(1), "The number of this version.").Required())
    {
        Name = "Sample",
    };
}
