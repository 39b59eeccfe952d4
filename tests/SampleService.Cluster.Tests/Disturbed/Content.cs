using System.Globalization;
using System.Text.Json;

namespace SampleService.Cluster.Tests.Disturbed;

/// <summary>What is saved: a version that bears its tag in its name and in each of its nodes, so that half of one would show.</summary>
internal static class Content
{
    public const int Nodes = 8;

    public static string Node(int number) => string.Create(CultureInfo.InvariantCulture, $"n{number % Nodes}");

    public static object Save(string? id, string tag, int? prior = null) => new
    {
        sample = new
        {
            id,
            name = tag,
            node_tree = Enumerable.Range(0, Nodes).Select(number => new
            {
                id = Node(number),
                type = "BioReplicate",
                meta_user = new { tag = new { v = tag } },
            }),
        },
        prior_version = prior,
    };

    /// <summary>The tag of a version; null if it is not whole.</summary>
    public static string? TagOf(JsonElement version)
    {
        var tag = version.GetProperty("name").GetString();
        var nodes = version.GetProperty("node_tree").EnumerateArray().Select((node, number) =>
            node.GetProperty("id").GetString() == Node(number)
            && node.GetProperty("meta_user").GetProperty("tag").GetProperty("v").GetString() == tag).ToArray();
        return nodes.Length == Nodes && nodes.All(isRight => isRight) ? tag : null;
    }
}
