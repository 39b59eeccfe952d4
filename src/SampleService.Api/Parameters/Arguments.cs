using SampleService.Domain;
using SampleService.Json;
using SampleService.JsonRpc;

namespace SampleService.Api;

/// <summary>The checks of parameters that methods share (docs/api), each with its exact messages. <see cref="Checks"/> describes them.</summary>
internal static class Arguments
{
    /// <summary>The argument is not null.</summary>
    public static void RequireArgument(JsonValue argument)
    {
        if (argument.IsNullOrAbsent)
            throw ServiceException.Argument("params cannot be None");
    }

    /// <summary>ID: a required sample id.</summary>
    public static SampleId SampleId(JsonValue argument) => new(Uuid(argument, Params.Id));

    /// <summary>ID: a required UUID.</summary>
    public static Guid Uuid(JsonValue argument, Member member)
    {
        var value = member.In(argument);
        if (value.IsFalsy)
            throw ServiceException.Missing(member.Name);
        return ParseUuid(value) ?? throw ServiceException.Illegal($"{member.Name} {PythonText.Echo(value)} must be a UUID string");
    }

    /// <summary>The id of a sample that gets a new version; null for a new sample.</summary>
    public static SampleId? SavedSampleId(JsonValue id)
    {
        if (id.IsFalsy)
            return null;
        return new SampleId(ParseUuid(id) ?? throw ServiceException.Illegal($"sample.id {PythonText.Echo(id)} must be a UUID string"));
    }

    /// <summary>The UUID a value stands for; null if it is none.</summary>
    public static Guid? ParseUuid(JsonValue value)
    {
        if (value.Kind != JsonKind.String)
            return null;
        // The usual form needs no string of its own.
        if (!value.HasEscapes
            && value.RawContent is { Length: 36 } text
            && System.Buffers.Text.Utf8Parser.TryParse(text, out Guid id, out var consumed, 'D')
            && consumed == 36)
            return id;
        return Domain.SampleId.TryParse(value.GetString(), null, out var parsed) ? parsed.Value : null;
    }

    /// <summary>VERSION(required).</summary>
    public static VersionNumber Version(JsonValue argument, Member? member = null) =>
        OptionalVersion(argument, member) ?? throw ServiceException.Missing("version");

    /// <summary>VERSION(optional): null for the newest.</summary>
    public static VersionNumber? OptionalVersion(JsonValue argument, Member? member = null)
    {
        var value = (member ?? Params.Version).In(argument);
        if (value.IsNullOrAbsent)
            return null;
        return ParsePositive(value)
            ?? throw ServiceException.Illegal($"Illegal version argument: {PythonText.Echo(value)}");
    }

    /// <summary>The version number a value stands for; null if it is no integer from 1 on.</summary>
    public static VersionNumber? ParsePositive(JsonValue value)
    {
        if (!value.IsInteger || value.Raw is [(byte)'-', ..] or [(byte)'0'])
            return null;
        return value.TryGetInt64(out var number) && number < int.MaxValue
            ? new VersionNumber((int)number)
            : VersionNumber.FromDigits(PythonText.OfInteger(value.Raw));
    }

    /// <summary>TIME: null for now.</summary>
    public static Timestamp? EffectiveTime(JsonValue argument)
    {
        var value = Params.EffectiveTime.In(argument);
        if (value.IsNullOrAbsent)
            return null;
        if (value.TryGetInt64(out var milliseconds)
            && milliseconds >= Timestamp.Earliest.Milliseconds && milliseconds <= Timestamp.Latest.Milliseconds)
            return new Timestamp(milliseconds);
        throw ServiceException.Illegal(
            $"key 'effective_time' value of '{PythonText.Echo(value)}' is not a valid epoch millisecond timestamp");
    }

    /// <summary>UPA.</summary>
    public static Upa Upa(JsonValue argument)
    {
        var value = Params.Upa.In(argument);
        if (value.IsNullOrAbsent)
            throw ServiceException.Missing("upa");
        if (value.AsString() is not { } text)
            throw ServiceException.Illegal("upa key is not a string as required");
        if (text.Length == 0)
            throw ServiceException.Illegal("Illegal workspace ID: None");
        return Domain.Upa.TryParse(text, null, out var upa) ? upa : throw ServiceException.Illegal($"{ContractText.Echo(text)} is not a valid UPA");
    }

    /// <summary>UPA, then DATAID: the data unit.</summary>
    public static DataUnit DataUnit(JsonValue argument)
    {
        var upa = Upa(argument);
        var value = Params.DataId.In(argument);
        if (value.IsNullOrAbsent)
            return new DataUnit(upa, "");
        if (value.AsString() is not { } text)
            throw ServiceException.Illegal("dataid key is not a string as required");
        return new DataUnit(upa, ContractText.Optional(text, "dataid") ?? "");
    }

    /// <summary>A required node id under <c>node</c>.</summary>
    public static NodeId Node(JsonValue argument)
    {
        var value = LinkDescriptors.Node.In(argument);
        if (value.IsNullOrAbsent)
            throw ServiceException.Missing("node");
        if (value.AsString() is not { } text)
            throw ServiceException.Illegal("node key is not a string as required");
        return new NodeId(ContractText.Required(text, "node"));
    }

    /// <summary>USERLIST: a list of users.</summary>
    public static UserSet Users(JsonValue argument, Member member)
    {
        var value = member.In(argument);
        if (value.IsNullOrAbsent)
            return UserSet.Empty;
        if (value.Kind != JsonKind.Array)
            throw ServiceException.Illegal($"{member.Name} ACL must be a list");
        var users = new List<UserName>();
        foreach (var item in value.Items)
        {
            if (item.AsString() is not { } text)
                throw ServiceException.Illegal($"Index {users.Count} of {member.Name} ACL does not contain a string");
            users.Add(new UserName(ContractText.Required(text, "userid")));
        }

        return UserSet.Of(users);
    }

    /// <summary>A JSON number equal to a small integer; true counts as 1.</summary>
    public static bool EqualsNumber(JsonValue value, int number) => value.Kind switch
    {
        JsonKind.True => number == 1,
        JsonKind.False => number == 0,
        JsonKind.Number => value.GetDouble() == number,
        _ => false,
    };
}
