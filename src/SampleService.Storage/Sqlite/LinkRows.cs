using SampleService.Domain;

namespace SampleService.Storage.Sqlite;

/// <summary>A link with the writes that made and ended it.</summary>
internal sealed record LinkRecord(DataLink Link, WriteId CreatedBy, WriteId? ExpiredBy)
{
    public static LinkRecord Read(SqliteRow row) => new(
        ReadLink(row), new WriteId(row.GetGuid(12)), row.IsNull(13) ? null : new WriteId(row.GetGuid(13)));

    public static DataLink ReadLink(SqliteRow row) => new(
        new LinkId(row.GetGuid(0)),
        new DataUnit(new Upa(new WorkspaceId(row.GetInt64(1)), row.GetInt64(2), row.GetInt64(3)), row.GetString(4)),
        new SampleVersionId(new SampleId(row.GetGuid(5)), row.GetInt32(6)), new NodeId(row.GetString(7)),
        new UserName(row.GetString(8)), new Timestamp(row.GetInt64(9)),
        row.IsNull(10) ? null : new UserName(row.GetString(10)),
        row.IsNull(11) ? null : new Timestamp(row.GetInt64(11)));
}

/// <summary>What there is at both ends of a link that is to be made.</summary>
/// <param name="AclVersion">State of the ACLs of the sample.</param>
/// <param name="Head">Newest version of the sample.</param>
/// <param name="WithdrawnVersions">Those of its versions that are withdrawn.</param>
/// <param name="HasNode">Whether the version has the node.</param>
/// <param name="FromObject">Active links of the object version.</param>
/// <param name="FromSample">Active links of the sample version.</param>
internal sealed record LinkTarget(
    long AclVersion, int Head, WithdrawnVersions WithdrawnVersions, bool HasNode, long FromObject, long FromSample)
{
    public static LinkTarget Read(SqliteRow row) => new(
        row.GetInt64(0), row.GetInt32(1), WithdrawnVersions.Parse(row.GetStringOrNull(2)), row.GetBoolean(3), row.GetInt64(4), row.GetInt64(5));

    /// <summary>What stands against a link that replaces another or none, in the order of the contract (docs/api/links.md).</summary>
    public LinkStatus Check(NewLink link, DataLink? replaced)
    {
        if (replaced is null && FromObject >= link.Limits.PerObjectVersion)
            return LinkStatus.TooManyFromObject;
        if (replaced?.Sample != link.Sample && FromSample >= link.Limits.PerSampleVersion)
            return LinkStatus.TooManyFromSample;
        return LinkStatus.Created;
    }
}
