using SampleService.Domain;

namespace SampleService.Storage.Sqlite;

/// <summary>
/// Writes the event of a change in the transaction of the change. Since there is one writer, it gives the position at once, the one behind the
/// newest: the order of positions is the order of transactions.
/// </summary>
internal static class EventRows
{
    private const string Insert =
        """
        INSERT INTO events (at, type, by_user, sample_id, version, link_id, acl_version)
        VALUES (@at, @type, @by, @sample, @version, @link, @acl)
        """;

    /// <summary>The event of a version.</summary>
    public static void Add(SqliteSession session, string type, Timestamp at, UserName by, SampleVersionId sample) =>
        Add(session, type, at, by, sample.Sample, sample.Version, null, null);

    /// <summary>The event of a change of rights.</summary>
    public static void AddAclChange(SqliteSession session, Timestamp at, UserName by, SampleId sample, long aclVersion) =>
        Add(session, EventType.AclChange, at, by, sample, null, null, aclVersion);

    /// <summary>The event of a link.</summary>
    public static void AddLink(SqliteSession session, string type, Timestamp at, UserName by, SampleVersionId sample, LinkId link) =>
        Add(session, type, at, by, sample.Sample, sample.Version, link, null);

    private static void Add(
        SqliteSession session, string type, Timestamp at, UserName by, SampleId sample, int? version, LinkId? link, long? aclVersion) =>
        session.Prepare(Insert)
            .Bind("@at", at.Milliseconds).Bind("@type", type).Bind("@by", by.Value)
            .Bind("@sample", sample.Value).Bind("@version", version).Bind("@link", link?.Value).Bind("@acl", aclVersion).Execute();
}
