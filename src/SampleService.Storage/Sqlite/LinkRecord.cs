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
