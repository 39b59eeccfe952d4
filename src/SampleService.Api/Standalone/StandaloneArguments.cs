using System.Globalization;
using SampleService.Domain;
using SampleService.Json;
using SampleService.JsonRpc;

namespace SampleService.Api;

/// <summary>The parameters of stand-alone methods. Values are checked further where they are used.</summary>
internal static class StandaloneArguments
{
    public static UserName User(JsonValue argument) => new(RequiredText(argument, StandaloneParams.User));

    public static string RequiredText(JsonValue argument, Member member) =>
        OptionalText(argument, member) ?? throw ServiceException.Missing(member.Name);

    public static string? OptionalText(JsonValue argument, Member member)
    {
        var value = member.In(argument);
        if (value.IsNullOrAbsent)
            return null;
        return ContractText.Optional(value.AsString() ?? throw ServiceException.Illegal($"{member.Name} must be a string"), member.Name);
    }

    public static long RequiredNumber(JsonValue argument, Member member) =>
        OptionalInteger(argument, member) is { } number
            ? number >= 1 ? number : throw ServiceException.Illegal($"{member.Name} must be an integer from 1 on")
            : throw ServiceException.Missing(member.Name);

    public static WorkspaceId Workspace(JsonValue argument) => new(RequiredNumber(argument, StandaloneParams.Workspace));

    public static Timestamp? OptionalTime(JsonValue argument, Member member) =>
        OptionalInteger(argument, member) is { } number ? new Timestamp(number) : null;

    public static List<string> Texts(JsonValue argument, Member member)
    {
        var value = member.In(argument);
        var texts = new List<string>();
        if (value.IsNullOrAbsent)
            return texts;
        if (value.Kind != JsonKind.Array)
            throw ServiceException.Illegal($"{member.Name} must be a list");
        foreach (var item in value.Items)
            texts.Add(item.AsString() ?? throw ServiceException.Illegal($"index {texts.Count} of {member.Name} is not a string"));
        return texts;
    }

    public static bool Flag(JsonValue argument, Member member)
    {
        var value = member.In(argument);
        return value.Kind switch
        {
            JsonKind.True => true,
            JsonKind.False or JsonKind.Null or JsonKind.Absent => false,
            _ => throw ServiceException.Illegal($"{member.Name} must be true or false"),
        };
    }

    /// <summary>What a call is about, for the log; nothing was checked yet, so only what is a legal name or a number is told.</summary>
    public static AdministrationTarget Target(JsonValue argument)
    {
        var parts = new List<string>();
        foreach (var member in (Member[])[StandaloneParams.User, WorkspaceDescriptors.Owner])
            if (member.In(argument).AsString() is { } name)
                parts.Add($"{member.Name}={(IsPlain(name) ? name : "unreadable")}");
        foreach (var member in (Member[])[StandaloneParams.Workspace, StandaloneParams.ObjectNumber, AccountDescriptors.TokenId])
            if (member.In(argument).TryGetInt64(out var number))
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"{member.Name}={number}"));
        return AdministrationTarget.Of(parts.Count == 0 ? "target=-" : string.Join(' ', parts));
    }

    private static bool IsPlain(string name) =>
        name.Length is > 0 and <= 100 && name.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_');

    private static long? OptionalInteger(JsonValue argument, Member member)
    {
        var value = member.In(argument);
        if (value.IsNullOrAbsent)
            return null;
        return value.TryGetInt64(out var number) ? number : throw ServiceException.Illegal($"{member.Name} must be an integer");
    }
}
