using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Json;

namespace SampleService.Api;

/// <summary>Relations in results.</summary>
internal static class RelationJson
{
    /// <summary>Writes a relation; an end that the caller may not read is hidden.</summary>
    public static void Write(JsonOutput result, VisibleRelation visible)
    {
        var relation = visible.Relation;
        result.Raw("{\"relation\":"u8);
        result.Uuid(relation.Id);
        result.Raw(",\"type\":"u8);
        result.Text(RelationTypes.Names[(int)relation.Type]);
        result.Raw(",\"from\":"u8);
        WriteEnd(result, relation.From, visible.HidesFrom);
        result.Raw(",\"to\":"u8);
        WriteEnd(result, relation.To, visible.HidesTo);
        result.Raw(",\"created\":"u8);
        result.Integer(relation.Created.Milliseconds);
        result.Raw(",\"createdby\":"u8);
        result.Text(relation.CreatedBy.Value);
        result.Raw(",\"ended\":"u8);
        if (relation.Ended is { } ended)
            result.Integer(ended.Milliseconds);
        else
            result.Raw("null"u8);
        result.Raw(",\"endedby\":"u8);
        result.Text(relation.EndedBy?.Value);
        result.Raw("}"u8);
    }

    private static void WriteEnd(JsonOutput result, RelatedSample end, bool isHidden)
    {
        if (isHidden)
        {
            result.Raw("{\"hidden\":true}"u8);
            return;
        }

        result.Raw("{\"id\":"u8);
        result.Uuid(end.Sample.Value);
        result.Raw(",\"version\":"u8);
        if (end.Version is { } version)
            result.Integer(version);
        else
            result.Raw("null"u8);
        result.Raw(",\"node\":"u8);
        result.Text(end.Node?.Value);
        result.Raw("}"u8);
    }
}
