using SampleService.Domain;
using SampleService.Json;
using SampleService.JsonRpc;
using SampleService.Validation;

namespace SampleService.Api;

/// <summary>What is known of metadata keys, and validation without saving (docs/api/metadata.md).</summary>
internal sealed class MetadataMethods(MetadataValidators validators) : IMethodGroup
{
    public IEnumerable<RpcMethod> Methods =>
    [
        new(MetadataDescriptors.GetStaticMetadata, GetStaticMetadata),
        new(MetadataDescriptors.ValidateSamples, ValidateSamples),
    ];

    private ValueTask GetStaticMetadata(RpcCall call, JsonValue argument, JsonOutput result)
    {
        Arguments.RequireArgument(argument);
        var keys = ReadKeys(MetadataDescriptors.Keys.In(argument));
        var find = FinderFor(MetadataDescriptors.Prefix.In(argument));
        result.Raw("{\"static_metadata\":{"u8);
        var written = new HashSet<string>(StringComparer.Ordinal);
        foreach (var key in keys)
            foreach (var (found, metadata) in find(key))
                if (written.Add(found))
                {
                    if (written.Count > 1)
                        result.Raw(","u8);
                    result.Text(found);
                    result.Raw(":"u8);
                    result.Splice(metadata);
                }

        result.Raw("}}"u8);
        return ValueTask.CompletedTask;
    }

    private static List<string> ReadKeys(JsonValue value)
    {
        if (value.Kind != JsonKind.Array)
            throw ServiceException.Illegal("keys must be a list");
        var keys = new List<string>();
        foreach (var item in value.Items)
            keys.Add(item.AsString() ?? throw ServiceException.Illegal($"index {keys.Count} of keys is not a string"));
        return keys;
    }

    private Func<string, IEnumerable<(string Key, ReadOnlyMemory<byte> Metadata)>> FinderFor(JsonValue prefix)
    {
        if (prefix.IsFalsy)
            return FindKey;
        if (Arguments.EqualsNumber(prefix, 1))
            return FindPrefix;
        if (Arguments.EqualsNumber(prefix, 2))
            return FindPrefixesOf;
        throw ServiceException.Illegal($"Unexpected value for prefix: {PythonText.Echo(prefix)}");
    }

    private IEnumerable<(string, ReadOnlyMemory<byte>)> FindKey(string key) =>
        validators.TryGetStaticMetadata(key, out var metadata)
            ? [(key, metadata)]
            : throw ServiceException.Illegal($"No such metadata key: {ContractText.Echo(key)}");

    private IEnumerable<(string, ReadOnlyMemory<byte>)> FindPrefix(string key) =>
        validators.TryGetPrefixStaticMetadata(key, out var metadata)
            ? [(key, metadata)]
            : throw ServiceException.Illegal($"No such prefix metadata key: {ContractText.Echo(key)}");

    private IEnumerable<(string, ReadOnlyMemory<byte>)> FindPrefixesOf(string key)
    {
        var prefixes = validators.FindPrefixes(key);
        return prefixes.Count > 0
            ? prefixes.SelectMany(FindPrefix)
            : throw ServiceException.Illegal($"No prefix metadata keys matching key {ContractText.Echo(key)}");
    }

    private async ValueTask ValidateSamples(RpcCall call, JsonValue argument, JsonOutput result)
    {
        Arguments.RequireArgument(argument);
        var samples = MetadataDescriptors.Samples.In(argument);
        if (samples.Kind != JsonKind.Array || samples.IsFalsy)
            throw ServiceException.Illegal("params must contain list of `samples`");
        var trees = new List<(string? Name, SampleTree Tree)>();
        foreach (var sample in samples.Items)
            trees.Add(ReadSample(sample));

        result.Raw("{\"errors\":["u8);
        var nodes = trees.SelectMany(sample => sample.Tree.Nodes, (sample, node) => (sample.Name, Node: node)).ToList();
        var written = 0;
        await validators.ValidateAsync(
            nodes.Select(node => node.Node.Controlled),
            stopAtFirst: false,
            (index, finding) =>
            {
                if (written++ > 0)
                    result.Raw(","u8);
                WriteFinding(result, finding, nodes[index].Node.Id, nodes[index].Name);
            },
            call.Cancellation);
        result.Raw("]}"u8);
    }

    private static (string? Name, SampleTree Tree) ReadSample(JsonValue sample)
    {
        var nodes = SampleSchemas.NodeTree.In(sample);
        if (nodes.Kind != JsonKind.Array)
            throw ServiceException.Illegal("sample node tree must be present and a list");
        if (SampleSchemas.Name.In(sample).AsString() is not { Length: > 0 } name)
            throw ServiceException.Illegal("sample name must be included as non-empty string");
        var tree = SampleTree.Read(nodes);
        return (tree.ToContent(name).Name, tree);
    }

    /// <summary>Writes a finding.</summary>
    public static void WriteFinding(JsonOutput result, MetadataFinding finding, NodeId node, string? sampleName)
    {
        result.Raw("{\"message\":"u8);
        result.Text(finding.Message);
        result.Raw(",\"dev_message\":"u8);
        result.Text(finding.DevMessage);
        result.Raw(",\"key\":"u8);
        result.Text(finding.Key);
        result.Raw(",\"subkey\":"u8);
        result.Text(finding.Subkey);
        result.Raw(",\"node\":"u8);
        result.Text(node.Value);
        result.Raw(",\"sample_name\":"u8);
        result.Text(sampleName);
        result.Raw("}"u8);
    }
}
