using System.Text;
using SampleService.Testing.Json;

namespace SampleService.Server.Tests.Hostile;

/// <summary>The outer object of a call: members of every kind, missing, twice, in any order; and batches.</summary>
internal static class EnvelopeRequests
{
    private static readonly string[] Names = ["method", "params", "id", "version", "jsonrpc"];

    public static HostileRequest Make(Draw draw, HostileWorld world)
    {
        if (draw.OneIn(20))
            return Batch(draw, world);
        var members = new List<string>();
        foreach (var name in Names)
        {
            if (!draw.OneIn(6))
                members.Add($"\"{name}\":{Value(name, draw, world)}");
            if (draw.OneIn(12))
                members.Insert(draw.Below(members.Count + 1), $"\"{name}\":{Value(name, draw, world)}");
        }

        if (draw.OneIn(4))
            members.Insert(draw.Below(members.Count + 1), $"{HostileTexts.Any(draw)}:{HostileValues.Any(draw)}");
        return HostileRequest.Post("envelope", JsonText.ToUtf8($"{{{string.Join(",", members)}}}"), world.AnyToken(draw));
    }

    private static string Value(string name, Draw draw, HostileWorld world) => name switch
    {
        _ when draw.OneIn(4) => HostileValues.Any(draw),
        "method" => draw.Of(
            "\"SampleService.status\"", "\"SampleService.get_sample\"", "\"SampleService.none\"", "\"status\"", "\"SampleService.status.x\"", "\"\"",
            "\".\"", "\"sampleservice.status\"", "\"SampleService.status \"", "\"\\u0053ampleService.status\"", "\"Standalone.whoami\""),
        "params" => draw.Of("[]", "[{}]", "[null]", "{}", "null", "[{},{}]", "[[]]", $"[{{\"id\":\"{world.SampleId}\"}}]"),
        "id" => draw.OneIn(10) ? $"\"{new string('i', draw.Of(1, 1000, 20_000))}\"" : HostileValues.Any(draw),
        "version" => draw.Of("\"1.1\"", "\"1.0\"", "1.1", "\"2.0\"", "null", "\"\\u0031.1\""),
        _ => draw.Of("\"2.0\"", "\"1.0\"", "2.0", "2", "null", "\"\\u0032.0\""),
    };

    private static HostileRequest Batch(Draw draw, HostileWorld world)
    {
        const string Call = """{"jsonrpc":"2.0","method":"SampleService.status","params":[],"id":1}""";
        var body = $"[{string.Join(",", Enumerable.Repeat(Call, draw.Of(0, 1, 2, 500)))}]";
        return HostileRequest.Post("batch", Encoding.UTF8.GetBytes(body), world.Token) with { Code = -32600 };
    }
}
