using SampleService.Domain;
using SampleService.Json;

namespace SampleService.Api;

/// <summary>Writes events as callers see them.</summary>
public static class EventJson
{
    /// <summary>Writes an event: an object with all members, null for what does not apply.</summary>
    public static void Write(JsonOutput result, SampleEvent one)
    {
        result.Raw("{\"position\":"u8);
        result.Integer(one.Position);
        result.Raw(",\"at\":"u8);
        result.Integer(one.At.Milliseconds);
        result.Raw(",\"type\":"u8);
        result.Text(one.Type);
        result.Raw(",\"by\":"u8);
        result.Text(one.By?.Value);
        result.Raw(",\"sample\":"u8);
        WriteUuid(result, one.Sample?.Value);
        result.Raw(",\"version\":"u8);
        WriteInteger(result, one.Version);
        result.Raw(",\"link\":"u8);
        WriteUuid(result, one.Link?.Value);
        result.Raw(",\"relation\":"u8);
        WriteUuid(result, one.Relation);
        result.Raw(",\"identifier\":"u8);
        result.Text(one.Identifier);
        result.Raw(",\"group\":"u8);
        result.Text(one.Group);
        result.Raw(",\"acl_version\":"u8);
        WriteInteger(result, one.AclVersion);
        result.Raw("}"u8);
    }

    private static void WriteUuid(JsonOutput result, Guid? id)
    {
        if (id is { } given)
            result.Uuid(given);
        else
            result.Raw("null"u8);
    }

    private static void WriteInteger(JsonOutput result, long? value)
    {
        if (value is { } given)
            result.Integer(given);
        else
            result.Raw("null"u8);
    }
}
