using System.Collections.Immutable;
using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Json;

namespace SampleService.Grains;

/// <summary>
/// Makes the documents that callers see of what is stored. Everything passes here once, on its way from the database into the caches,
/// so that a read from a cache has nothing left to do.
/// </summary>
/// <param name="numbers">The form of numbers in this process.</param>
internal sealed class DocumentWriter(NumberForm numbers)
{
    /// <summary>The document of a version.</summary>
    public JsonBytes Write(SampleVersion version)
    {
        using var output = new JsonOutput();
        SampleDocument.Write(output, Convert(version));
        return new JsonBytes(output.ToArray());
    }

    /// <summary>The document of a node: its JSON text and its children.</summary>
    public JsonBytes Write(ReadOnlyMemory<byte> node, ImmutableArray<NodeId> children)
    {
        using var output = new JsonOutput();
        SampleNodeDocument.Write(output, Convert(node), children);
        return new JsonBytes(output.ToArray());
    }

    /// <summary>A version with its numbers in the form of this process, for an answer that is not kept as a document.</summary>
    public SampleVersion Convert(SampleVersion version)
    {
        var tree = Convert(version.NodeTree);
        return tree.Equals(version.NodeTree) ? version : version with { NodeTree = tree };
    }

    /// <summary>Stored JSON with its numbers in the form of this process.</summary>
    public ReadOnlyMemory<byte> Convert(ReadOnlyMemory<byte> json) => NumberForms.Apply(json, numbers);
}
