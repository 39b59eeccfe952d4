using SampleService.Json;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace SampleService.Validation;

/// <summary>What explicit tags and quotes make of a node. Tags beyond those of JSON's kinds are refused.</summary>
internal static class YamlTags
{
    private const string Core = "tag:yaml.org,2002:";

    public static YamlNode Scalar(Scalar scalar)
    {
        if (scalar.Tag.IsEmpty)
            return scalar.Style == ScalarStyle.Plain
                ? YamlScalars.Resolve(scalar.Value, scalar.Start)
                : YamlNode.String(scalar.Value);
        switch (scalar.Tag.Value)
        {
            case "!" or Core + "str" or Core + "timestamp":
                return YamlNode.String(scalar.Value);
            case Core + "int" or Core + "float":
                return Resolve(scalar, JsonKind.Number);
            case Core + "bool":
                return Resolve(scalar, JsonKind.True, JsonKind.False);
            case Core + "null":
                return Resolve(scalar, JsonKind.Null);
            default:
                throw Unknown(scalar);
        }
    }

    /// <summary>Refuses a collection with another tag than its own.</summary>
    public static void Require(NodeEvent collection, string tag)
    {
        if (!collection.Tag.IsEmpty && collection.Tag.Value != tag && collection.Tag.Value != "!")
            throw Unknown(collection);
    }

    /// <summary>Whether a key is the merge key.</summary>
    public static bool IsMerge(ParsingEvent key) =>
        key is Scalar { Value: "<<", Style: ScalarStyle.Plain, Tag.IsEmpty: true };

    private static YamlNode Resolve(Scalar scalar, params ReadOnlySpan<JsonKind> kinds)
    {
        var node = YamlScalars.Resolve(scalar.Value, scalar.Start);
        return kinds.Contains(node.Kind)
            ? node
            : throw YamlProblem.At(scalar.Start, $"the value is not what its tag '{scalar.Tag.Value}' says");
    }

    private static UnreadableConfigurationException Unknown(NodeEvent node) =>
        YamlProblem.At(node.Start, $"the tag '{node.Tag.Value}' is not known here");
}
