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
    /// <param name="withHistory">Whether the caller may see what was.</param>
    public static void Write(
        JsonOutput result, AccessRecord record, AccessLevel level, Timestamp at, IReadOnlyList<AccessReason> reasons, bool withHistory)
    {
        result.Raw("{\"id\":"u8);
        result.Uuid(record.Header.Id.Value);
        result.Raw(",\"user\":"u8);
        result.Text(record.User?.Value ?? AccessDescriptors.Everybody);
        result.Raw(",\"level\":"u8);
        result.Text(NameOf(level));
        result.Raw(",\"at\":"u8);
        result.Integer(at.Milliseconds);
        result.Raw(record.Allows(level) ? ",\"allowed\":true,\"reasons\":"u8 : ",\"allowed\":false,\"reasons\":"u8);
        JsonList.Write(result, reasons, WriteReason);
        result.Raw(",\"history\":"u8);
        if (withHistory)
            JsonList.Write(result, [.. record.Changes.SelectMany(StepsOf).Take(MaxChanges)], WriteStep);
        else
            result.Raw("null"u8);
        result.Raw(",\"recorded_since\":"u8);
        result.Integer(record.RecordedSince.Milliseconds);
        result.Raw("}"u8);
    }

    private static void WriteReason(JsonOutput result, AccessReason reason)
    {
        result.Raw("{\"via\":"u8);
        result.Text(NameOf(reason.Via));
        result.Raw(",\"level\":"u8);
        result.Text(NameOf(reason.Level));
        result.Raw(",\"group\":null,\"upa\":"u8);
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

    /// <summary>One change of ACLs may change a user's own level, and what everybody may.</summary>
    private static IEnumerable<Step> StepsOf(RightChange change)
    {
        if (change.From != change.To)
        {
            // A right that was taken is named by what it was.
            var named = change.To == AccessLevel.None ? change.From : change.To;
            yield return new Step(change, named == AccessLevel.Owner ? AccessVia.Owner : AccessVia.Entry, change.From, change.To);
        }

        if (change.WasPublic != change.IsPublic)
            yield return new Step(change, AccessVia.Public, LevelOf(change.WasPublic), LevelOf(change.IsPublic));
    }

    private static AccessLevel LevelOf(bool isPublic) => isPublic ? AccessLevel.Read : AccessLevel.None;

    private static void WriteStep(JsonOutput result, Step step)
    {
        result.Raw("{\"at\":"u8);
        result.Integer(step.Change.At.Milliseconds);
        result.Raw(",\"by\":"u8);
        result.Text(step.Change.By?.Value);
        result.Raw(step.Change.AsAdministrator ? ",\"as_admin\":true,\"via\":"u8 : ",\"as_admin\":false,\"via\":"u8);
        result.Text(NameOf(step.Via));
        result.Raw(",\"group\":null,\"from\":"u8);
        result.Text(step.From == AccessLevel.None ? null : NameOf(step.From));
        result.Raw(",\"to\":"u8);
        result.Text(step.To == AccessLevel.None ? null : NameOf(step.To));
        result.Raw("}"u8);
    }

    private static string NameOf(AccessVia via) => via switch
    {
        AccessVia.Owner => "owner",
        AccessVia.Entry => "entry",
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

    /// <summary>A change of one right.</summary>
    private readonly record struct Step(RightChange Change, AccessVia Via, AccessLevel From, AccessLevel To);
}
