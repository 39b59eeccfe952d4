using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Json;

namespace SampleService.Api;

/// <summary>Writes samples as of one moment.</summary>
/// <param name="exempt">Users who are never shown among readers.</param>
internal sealed class StateWriter(UserSet exempt)
{
    /// <summary>Writes the answer.</summary>
    public void Write(JsonOutput result, StateAnswer answer)
    {
        result.Raw("{\"at\":"u8);
        result.Integer(answer.At.Milliseconds);
        result.Raw(answer.IsSettled ? ",\"settled\":true,\"samples\":"u8 : ",\"settled\":false,\"samples\":"u8);
        JsonList.Write(result, answer.Samples, Write);
        result.Raw("}"u8);
    }

    /// <summary>Writes one sample.</summary>
    public void Write(JsonOutput result, SampleState state)
    {
        result.Raw("{\"id\":"u8);
        result.Uuid(state.Id.Value);
        result.Raw(",\"error\":"u8);
        ItemErrorJson.Write(result, state.Error);
        var isShown = state.Error is null;
        WriteInteger(result, ",\"version\":"u8, isShown ? state.Version : null);
        WriteInteger(result, ",\"versions\":"u8, isShown ? state.Versions : null);
        result.Raw(",\"owner\":"u8);
        result.Text(state.Owner?.Value);
        WriteInteger(result, ",\"acl_version\":"u8, state.AclVersion);
        WriteInteger(result, ",\"acls_recorded_since\":"u8, state.AclsRecordedSince?.Milliseconds);
        result.Raw(",\"sample\":"u8);
        WriteSample(result, state.Sample);
        result.Raw(",\"acls\":"u8);
        if (state.Acls is { } acls)
            AclJson.Write(result, acls, exempt);
        else
            result.Raw("null"u8);
        WriteList(result, ",\"links\":"u8, state.Links, LinkJson.Write);
        WriteList(result, ",\"relations\":"u8, state.Relations, RelationJson.Write);
        WriteList(result, ",\"identifiers\":"u8, state.Identifiers, IdentifierJson.Write);
        result.Raw(",\"tombstone\":"u8);
        if (state.Tombstone is { } tombstone)
            TombstoneJson.Write(result, tombstone.Sample, tombstone.Version, tombstone.Withdrawal);
        else
            result.Raw("null"u8);
        result.Raw("}"u8);
    }

    private static void WriteSample(JsonOutput result, DocumentOrVersion? sample)
    {
        if (sample is { Document: { } document })
            result.Splice(document.Utf8);
        else if (sample is { Version: { } version })
            SampleDocument.Write(result, version);
        else
            result.Raw("null"u8);
    }

    private static void WriteInteger(JsonOutput result, ReadOnlySpan<byte> name, long? value)
    {
        result.Raw(name);
        if (value is { } number)
            result.Integer(number);
        else
            result.Raw("null"u8);
    }

    private static void WriteList<T>(JsonOutput result, ReadOnlySpan<byte> name, IReadOnlyList<T>? items, Action<JsonOutput, T> write)
    {
        result.Raw(name);
        if (items is null)
            result.Raw("null"u8);
        else
            JsonList.Write(result, items, write);
    }
}
