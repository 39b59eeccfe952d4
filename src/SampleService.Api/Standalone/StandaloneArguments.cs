using System.Globalization;
using SampleService.Domain;
using SampleService.Json;

namespace SampleService.Api;

/// <summary>The parameters of stand-alone methods. Values are checked further where they are used.</summary>
internal static class StandaloneArguments
{
    public static UserName User(JsonValue argument) => new(RequiredText(argument, "user"));

    public static string RequiredText(JsonValue argument, string key) =>
        OptionalText(argument, key) ?? throw ServiceException.Missing(key);

    public static string? OptionalText(JsonValue argument, string key)
    {
        var value = argument[System.Text.Encoding.ASCII.GetBytes(key)];
        if (value.IsNullOrAbsent)
            return null;
        return ContractText.Optional(value.AsString() ?? throw ServiceException.Illegal($"{key} must be a string"), key);
    }

    public static long RequiredNumber(JsonValue argument, string key) =>
        OptionalInteger(argument, key) is { } number
            ? number >= 1 ? number : throw ServiceException.Illegal($"{key} must be an integer from 1 on")
            : throw ServiceException.Missing(key);

    public static WorkspaceId Workspace(JsonValue argument) => new(RequiredNumber(argument, "workspace"));

    public static Timestamp? OptionalTime(JsonValue argument, string key) =>
        OptionalInteger(argument, key) is { } number ? new Timestamp(number) : null;

    public static List<string> Texts(JsonValue argument, string key)
    {
        var value = argument[System.Text.Encoding.ASCII.GetBytes(key)];
        var texts = new List<string>();
        if (value.IsNullOrAbsent)
            return texts;
        if (value.Kind != JsonKind.Array)
            throw ServiceException.Illegal($"{key} must be a list");
        foreach (var item in value.Items)
            texts.Add(item.AsString() ?? throw ServiceException.Illegal($"index {texts.Count} of {key} is not a string"));
        return texts;
    }

    public static bool Flag(JsonValue argument, string key)
    {
        var value = argument[System.Text.Encoding.ASCII.GetBytes(key)];
        return value.Kind switch
        {
            JsonKind.True => true,
            JsonKind.False or JsonKind.Null or JsonKind.Absent => false,
            _ => throw ServiceException.Illegal($"{key} must be true or false"),
        };
    }

    /// <summary>What a call is about, for the log; nothing was checked yet, so only what is a legal name or a number is told.</summary>
    public static AdministrationTarget Target(JsonValue argument)
    {
        var parts = new List<string>();
        foreach (var key in (string[])["user", "owner"])
            if (argument[System.Text.Encoding.ASCII.GetBytes(key)].AsString() is { } name)
                parts.Add($"{key}={(IsPlain(name) ? name : "unreadable")}");
        foreach (var key in (string[])["workspace", "object", "token_id"])
            if (argument[System.Text.Encoding.ASCII.GetBytes(key)].TryGetInt64(out var number))
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"{key}={number}"));
        return AdministrationTarget.Of(parts.Count == 0 ? "target=-" : string.Join(' ', parts));
    }

    private static bool IsPlain(string name) =>
        name.Length is > 0 and <= 100 && name.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_');

    private static long? OptionalInteger(JsonValue argument, string key)
    {
        var value = argument[System.Text.Encoding.ASCII.GetBytes(key)];
        if (value.IsNullOrAbsent)
            return null;
        return value.TryGetInt64(out var number) ? number : throw ServiceException.Illegal($"{key} must be an integer");
    }
}
