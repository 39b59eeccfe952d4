using System.Collections.Immutable;
using SampleService.Json;

namespace SampleService.Domain;

/// <summary>Writes a node as callers see it who ask for one (docs/api/samples.md): its text of the tree, and what the tree says around it.</summary>
public static class SampleNodeDocument
{
    /// <summary>The nodes of a tree whose parent is this one, in their order; for versions that were saved without this beside the tree.</summary>
    public static ImmutableArray<NodeId> ChildrenIn(ReadOnlyMemory<byte> nodeTree, NodeId parent)
    {
        using var tree = JsonText.Parse(nodeTree);
        var children = ImmutableArray.CreateBuilder<NodeId>();
        foreach (var node in tree.Root.Items)
            if (node["parent"u8].AsString() == parent.Value)
                children.Add(new NodeId(node["id"u8].GetString()));
        return children.DrainToImmutable();
    }

    /// <summary>Writes the object with its children; <see cref="WriteLinks"/> adds what changes.</summary>
    public static void Write(JsonOutput output, ReadOnlyMemory<byte> node, ImmutableArray<NodeId> children)
    {
        output.Splice(node[..^1]);
        output.Raw(",\"children\":["u8);
        for (var i = 0; i < children.Length; i++)
        {
            if (i > 0)
                output.Raw(","u8);
            output.Text(children[i].Value);
        }

        output.Raw("]}"u8);
    }

    /// <summary>Writes such an object again, with its links.</summary>
    /// <param name="links">How many active links lead to it; null if the caller is not told.</param>
    public static void WriteLinks(JsonOutput output, ReadOnlyMemory<byte> document, int? links)
    {
        output.Splice(document[..^1]);
        output.Raw(",\"links\":"u8);
        if (links is { } count)
            output.Integer(count);
        else
            output.Raw("null"u8);
        output.Raw("}"u8);
    }
}
