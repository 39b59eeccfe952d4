using SampleService.Testing.Json;

namespace SampleService.Testing.Conformance;

/// <summary>
/// Answers as they are compared: objects with <c>status</c>, <c>body</c> or <c>text</c>, and where a step asks for them
/// <c>headers</c> and <c>failed_checks</c>.
/// </summary>
internal static class Answer
{
    private static readonly string[] TraceMembers = ["error", "data"];

    /// <summary>The answer as it is compared with a golden one.</summary>
    public static JsonMap SeenByGolden(JsonMap answer, JsonMap step)
    {
        var seen = (JsonMap)JsonText.Copy(answer)!;
        if (!seen.TryGetValue("body", out var body))
            return seen;
        HideTrace(body);
        Loosen(body, step.List("loose"));
        SortLists(body, step.List("unordered"));
        return seen;
    }

    /// <summary>Of what is at the paths only the JSON type remains.</summary>
    public static void Loosen(object? body, JsonList paths)
    {
        foreach (var path in paths.Cast<string>())
            JsonPath.TryReplace(body, path, value => $"<any {TypeName(value)}>");
    }

    public static void SortLists(object? body, JsonList paths)
    {
        foreach (var path in paths.Cast<string>())
            JsonPath.TryReplace(body, path, value => value is JsonList list ? Sorted(list) : value);
    }

    /// <summary>The stack trace of an error: that the member is there counts, its text does not.</summary>
    private static void HideTrace(object? body)
    {
        if ((body as JsonMap)?.Map("error") is not { } error)
            return;
        foreach (var member in TraceMembers.Where(error.ContainsKey))
            error[member] = "<trace>";
    }

    private static JsonList Sorted(JsonList list) =>
        new(list.OrderBy(item => JsonText.Write(item, sortKeys: true), StringComparer.Ordinal));

    /// <summary>The names that the golden answers were recorded with.</summary>
    private static string TypeName(object? value) => value switch
    {
        null => "NoneType",
        bool => "bool",
        string => "str",
        double => "float",
        JsonList => "list",
        JsonMap => "dict",
        _ => "int",
    };
}
