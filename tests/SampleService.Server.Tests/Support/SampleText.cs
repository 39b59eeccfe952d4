using System.Globalization;
using System.Text;

namespace SampleService.Server.Tests.Support;

/// <summary>Samples as JSON text.</summary>
internal static class SampleText
{
    private const int ValueLength = 1000;
    private const int ValuesOfNode = 90;

    /// <summary>A sample with one node, <c>root</c>.</summary>
    public static string Small(string name = "small", string metadata = "{}") =>
        $$"""{"name":"{{name}}","node_tree":[{"id":"root","type":"BioReplicate","meta_user":{{metadata}}}]}""";

    /// <summary>The next version of a sample.</summary>
    public static string Next(string id, string name = "next") =>
        $$"""{"id":"{{id}}","name":"{{name}}","node_tree":[{"id":"root","type":"BioReplicate"}]}""";

    /// <summary>A sample of about so many bytes.</summary>
    public static string OfSize(int bytes)
    {
        var text = new StringBuilder("""{"name":"large","node_tree":[""");
        for (var node = 0; text.Length < bytes; node++)
        {
            if (node > 0)
                text.Append(',');
            text.Append(CultureInfo.InvariantCulture, $$"""{"id":"n{{node}}","type":"BioReplicate","meta_user":{"k":{""");
            for (var value = 0; value < ValuesOfNode && (value == 0 || text.Length < bytes); value++)
                text.Append(CultureInfo.InvariantCulture, $"""{(value > 0 ? "," : "")}"v{value}":"{new string((char)('a' + (value % 26)), ValueLength)}" """);
            text.Append("}}}");
        }

        return text.Append("]}").ToString();
    }
}
