using System.Text;
using SampleService.Json;

namespace SampleService.Validation;

/// <summary>
/// The text by which a configuration is kept and told apart from others: canonical JSON, which comments, the order of keys and the ways of
/// YAML to write a value do not change.
/// </summary>
internal static class ConfigurationText
{
    /// <summary>The text of no configuration.</summary>
    public static readonly byte[] Empty = "{}"u8.ToArray();

    private static readonly string[] Sections = ["validators", "prefix_validators"];

    /// <summary>The text of a configuration.</summary>
    public static byte[] Write(YamlNode root)
    {
        using var output = new JsonOutput();
        YamlJson.Write(output, WithWrittenKeys(root));
        using var text = JsonText.Parse(output.ToArray(), YamlComposer.MaxDepth);
        using var canonical = new JsonOutput();
        CanonicalJson.Write(canonical, text.Root);
        return canonical.ToArray();
    }

    /// <summary>The configuration that has such a text.</summary>
    /// <exception cref="JsonTextException">It is no JSON.</exception>
    public static YamlNode Read(ReadOnlyMemory<byte> json)
    {
        using var text = JsonText.Parse(json, YamlComposer.MaxDepth);
        return ToNode(text.Root);
    }

    /// <summary>Metadata keys are what the file has, such as <c>yes</c>, and not what YAML takes that for.</summary>
    private static YamlNode WithWrittenKeys(YamlNode root) => root.Kind != JsonKind.Object
        ? root
        : YamlNode.Map(root.Members.Select(static section => section.Key.Kind == JsonKind.String && Sections.Contains(section.Key.Text) && section.Value.Kind == JsonKind.Object
            ? KeyValuePair.Create(section.Key, YamlNode.Map(section.Value.Members.Select(static key => KeyValuePair.Create(YamlNode.String(key.Key.Written), key.Value))))
            : section));

    private static YamlNode ToNode(JsonValue value)
    {
        switch (value.Kind)
        {
            case JsonKind.Object:
                var members = new List<KeyValuePair<YamlNode, YamlNode>>();
                foreach (var member in value.Members)
                    members.Add(new(YamlNode.String(member.Name.GetString()), ToNode(member.Value)));
                return YamlNode.Map(members);
            case JsonKind.Array:
                var items = new List<YamlNode>();
                foreach (var item in value.Items)
                    items.Add(ToNode(item));
                return YamlNode.List(items);
            case JsonKind.String:
                return YamlNode.String(value.GetString());
            default:
                var literal = Encoding.ASCII.GetString(value.Raw);
                return YamlNode.Scalar(value.Kind, literal, literal);
        }
    }
}
