using System.Diagnostics;
using SampleService.Domain;
using SampleService.Json;

namespace SampleService.Api;

/// <summary>Explanations of access in results.</summary>
internal static class AccessJson
{
    private const int MaxChanges = 100;

    /// <summary>Writes an explanation.</summary>
    /// <param name="result">Where to.</param>
    /// <param name="record">The sample, the user, and what is recorded of them.</param>
    /// <param name="level">The level that is explained.</param>
    /// <param name="at">The moment of the answer.</param>
    /// <param name="reasons">The reasons, in their order.</param>
    /// <param name="groups">What the user has by groups.</param>
    /// <param name="withHistory">Whether the caller may see what was.</param>
    public static void Write(
        JsonOutput result, AccessRecord record, AccessLevel level, Timestamp at, IReadOnlyList<AccessReason> reasons,
        GroupRights groups, bool withHistory)
    {
        result.Raw("{\"id\":"u8);
        result.Uuid(record.Header.Id.Value);
        result.Raw(",\"user\":"u8);
        result.Text(record.User?.Value ?? AccessDescriptors.Everybody);
        result.Raw(",\"level\":"u8);
        result.Text(NameOf(level));
        result.Raw(",\"at\":"u8);
        result.Integer(at.Milliseconds);
        result.Raw(record.Allows(level, groups.Level) ? ",\"allowed\":true,\"reasons\":"u8 : ",\"allowed\":false,\"reasons\":"u8);
        JsonList.Write(result, reasons, WriteReason);
        result.Raw(",\"history\":"u8);
        if (withHistory)
            JsonList.Write(result, [.. record.Steps(groups.Groups).Take(MaxChanges)], WriteStep);
        else
            result.Raw("null"u8);
        result.Raw(",\"recorded_since\":"u8);
        result.Integer(record.RecordedSince.Milliseconds);
        result.Raw(groups.IsIncomplete ? ",\"incomplete\":true}"u8 : "}"u8);
    }

    private static void WriteReason(JsonOutput result, AccessReason reason)
    {
        result.Raw("{\"via\":"u8);
        result.Text(NameOf(reason.Via));
        result.Raw(",\"level\":"u8);
        result.Text(NameOf(reason.Level));
        result.Raw(",\"group\":"u8);
        result.Text(reason.Group?.Value);
        result.Raw(",\"upa\":"u8);
        result.Text(reason.Upa?.ToString());
        result.Raw(",\"since\":"u8);
        if (reason.Since is { } since)
            result.Integer(since.Milliseconds);
        else
            result.Raw("null"u8);
        result.Raw(",\"granted_by\":"u8);
        result.Text(reason.GrantedBy?.Value);
        result.Raw("}"u8);
    }

    private static void WriteStep(JsonOutput result, AccessStep step)
    {
        result.Raw("{\"at\":"u8);
        result.Integer(step.At.Milliseconds);
        result.Raw(",\"by\":"u8);
        result.Text(step.By?.Value);
        result.Raw(step.AsAdministrator ? ",\"as_admin\":true,\"via\":"u8 : ",\"as_admin\":false,\"via\":"u8);
        result.Text(NameOf(step.Via));
        result.Raw(",\"group\":"u8);
        result.Text(step.Group?.Value);
        result.Raw(",\"from\":"u8);
        result.Text(step.From == AccessLevel.None ? null : NameOf(step.From));
        result.Raw(",\"to\":"u8);
        result.Text(step.To == AccessLevel.None ? null : NameOf(step.To));
        result.Raw("}"u8);
    }

    private static string NameOf(AccessVia via) => via switch
    {
        AccessVia.Owner => "owner",
        AccessVia.Entry => "entry",
        AccessVia.Group => "group",
        AccessVia.Public => "public",
        AccessVia.DataLink => "data_link",
        AccessVia.Administrator => "administrator",
        _ => throw new UnreachableException(),
    };

    private static string NameOf(AccessLevel level) => level switch
    {
        AccessLevel.Owner => "owner",
        AccessLevel.Admin => "admin",
        AccessLevel.Write => "write",
        AccessLevel.Read => "read",
        _ => throw new UnreachableException(),
    };
}
