using SampleService.Testing.Json;

namespace SampleService.Server.Tests.Hostile;

/// <summary>Calls of every method with arguments that were good before something in them was changed.</summary>
internal static class ArgumentRequests
{
    private const string Hole = "$hole";

    public static HostileRequest Make(Draw draw, HostileWorld world)
    {
        var (method, argument) = draw.Of(MethodArguments.All(world));
        var token = method.StartsWith("Standalone.", StringComparison.Ordinal) && !draw.OneIn(5) ? world.AdministratorToken : world.AnyToken(draw);
        var args = argument is null ? (draw.OneIn(3) ? HostileValues.Any(draw) : "") : Mutated(argument, draw);
        var id = draw.Of("\"1\"", "7", "null", "1.5", "true");
        var form = draw.Of("\"version\":\"1.1\",", "\"jsonrpc\":\"2.0\",", "");
        return HostileRequest.Post(method, JsonText.ToUtf8($$"""{{{form}}"id":{{id}},"method":"{{method}}","params":[{{args}}]}"""), token);
    }

    private static string Mutated(string argument, Draw draw)
    {
        var root = JsonText.ParseMap(argument);
        var holes = new List<string>();
        for (var i = draw.Below(3); i >= 0; i--)
            MutateOnce(root, draw, holes);
        var text = JsonText.Write(root, ascii: false);
        foreach (var value in holes)
        {
            var at = text.IndexOf($"\"{Hole}\"", StringComparison.Ordinal);
            if (at >= 0)
                text = text[..at] + value + text[(at + Hole.Length + 2)..];
        }

        return text;
    }

    /// <summary>Puts something else into a place of the argument, or takes it out, or puts it there twice.</summary>
    private static void MutateOnce(JsonMap root, Draw draw, List<string> holes)
    {
        object here = root;
        while (true)
        {
            var values = here is JsonMap { Count: > 0 } map ? map.Values.ToArray() : here is JsonList { Count: > 0 } list ? [.. list] : [];
            if (values.Length == 0)
                return;
            var at = draw.Below(values.Length);
            if (values[at] is JsonMap or JsonList && !draw.OneIn(3))
            {
                here = values[at]!;
                continue;
            }

            Mutate(here, at, draw, holes);
            return;
        }
    }

    private static void Mutate(object holder, int at, Draw draw, List<string> holes)
    {
        switch (holder, draw.Below(8))
        {
            case (JsonMap map, 0):
                map.RemoveAt(at);
                break;
            case (JsonList list, 0):
                list.RemoveAt(at);
                break;
            case (JsonList list, 1):
                list.AddRange(Enumerable.Repeat(list[at], draw.Of(1, 5, 200)));
                break;
            case (JsonMap map, _):
                map.SetAt(at, Hole);
                holes.Add(HostileValues.Any(draw));
                break;
            case (JsonList list, _):
                list[at] = Hole;
                holes.Add(HostileValues.Any(draw));
                break;
        }
    }
}
