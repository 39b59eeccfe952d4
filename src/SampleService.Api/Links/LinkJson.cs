using SampleService.Domain;
using SampleService.Json;

namespace SampleService.Api;

/// <summary>Writes links as callers see them (<see cref="LinkSchemas.Link"/>).</summary>
internal static class LinkJson
{
    public static void Write(JsonOutput result, DataLink link)
    {
        result.Raw("{\"linkid\":"u8);
        result.Uuid(link.Id.Value);
        result.Raw(",\"upa\":\""u8);
        result.Integer(link.Unit.Upa.Workspace.Value);
        result.Raw("/"u8);
        result.Integer(link.Unit.Upa.Object);
        result.Raw("/"u8);
        result.Integer(link.Unit.Upa.Version);
        result.Raw("\",\"dataid\":"u8);
        result.Text(link.Unit.DataId.Length == 0 ? null : link.Unit.DataId);
        result.Raw(",\"id\":"u8);
        result.Uuid(link.Sample.Sample.Value);
        result.Raw(",\"version\":"u8);
        result.Integer(link.Sample.Version);
        result.Raw(",\"node\":"u8);
        result.Text(link.Node.Value);
        result.Raw(",\"createdby\":"u8);
        result.Text(link.CreatedBy.Value);
        result.Raw(",\"created\":"u8);
        result.Integer(link.Created.Milliseconds);
        result.Raw(",\"expiredby\":"u8);
        result.Text(link.ExpiredBy?.Value);
        result.Raw(",\"expired\":"u8);
        if (link.Expired is { } expired)
            result.Integer(expired.Milliseconds);
        else
            result.Raw("null"u8);
        result.Raw("}"u8);
    }

    public static void WriteList(JsonOutput result, IReadOnlyList<DataLink> links)
    {
        result.Raw("{\"links\":["u8);
        for (var i = 0; i < links.Count; i++)
        {
            if (i > 0)
                result.Raw(","u8);
            Write(result, links[i]);
        }

        result.Raw("]"u8);
    }

    /// <summary>
    /// A listing and the time it is for: the one asked for, else the later of now and the newest link, since a link
    /// made by a process whose clock is ahead is shown as well.
    /// </summary>
    public static void WriteListing(JsonOutput result, IReadOnlyList<DataLink> links, Timestamp? at, TimeProvider clock)
    {
        var time = at ?? links.Aggregate(Timestamp.Now(clock), (latest, link) => Timestamp.Max(latest, link.Created));
        WriteList(result, links);
        result.Raw(",\"effective_time\":"u8);
        result.Integer(time.Milliseconds);
        result.Raw("}"u8);
    }
}
