using SampleService.Domain;

namespace SampleService.Storage.Sqlite;

/// <summary>Writes rows of samples, which several stores do. Events are for the caller to write.</summary>
internal static class SampleRows
{
    /// <summary>Inserts a version and its nodes.</summary>
    public static void InsertVersion(
        SqliteSession session, SampleVersionId id, UserName savedBy, SampleContent content, WriteId writeId, Timestamp now)
    {
        BindVersion(session.Prepare(SampleSql.InsertVersion), id)
            .Bind("@name", content.Name).Bind("@saved_by", savedBy.Value).Bind("@now", now.Milliseconds)
            .Bind("@write", writeId.Value).Bind("@count", content.Nodes.Length)
            .BindText("@tree", content.NodeTree.Span).Bind("@vocabulary", content.Vocabulary?.Value).Execute();
        for (var position = 0; position < content.Nodes.Length; position++)
        {
            var node = content.Nodes[position];
            BindVersion(session.Prepare(SampleSql.InsertNode), id)
                .Bind("@node", node.Id.Value).Bind("@position", position)
                .Bind("@start", node.Start).Bind("@length", node.Length).Bind("@parent", node.Parent).Execute();
        }
    }

    /// <summary>Replaces who else has rights.</summary>
    public static void ReplaceAcls(SqliteSession session, SampleId id, SampleAcls acls)
    {
        session.Prepare(SampleSql.DeleteAcls).Bind("@id", id.Value).Execute();
        InsertAcls(session, id, acls);
    }

    /// <summary>Inserts who else has rights on a sample that has no such rows.</summary>
    public static void InsertAcls(SqliteSession session, SampleId id, SampleAcls acls)
    {
        InsertAcls(session, id, acls.Admin, AclLevels.Admin);
        InsertAcls(session, id, acls.Write, AclLevels.Write);
        InsertAcls(session, id, acls.Read, AclLevels.Read);
    }

    /// <summary>Inserts the state that the history of an old sample begins with, unless it has one.</summary>
    public static void InsertFirstAclState(SqliteSession session, SampleId id, long aclVersion, SampleAcls acls, Timestamp now) =>
        session.Prepare(SampleSql.InsertFirstAclState)
            .Bind("@id", id.Value).Bind("@version", aclVersion).Bind("@now", now.Milliseconds).Bind("@state", AclState.Write(acls)).Execute();

    /// <summary>Inserts a change into the history of rights.</summary>
    public static void InsertAclChange(
        SqliteSession session, SampleId id, long aclVersion, SampleAcls acls, WriteId writeId, UserName by, bool asAdministrator, Timestamp now) =>
        session.Prepare(SampleSql.InsertAclChange)
            .Bind("@id", id.Value).Bind("@version", aclVersion).Bind("@now", now.Milliseconds)
            .Bind("@by", by.Value).Bind("@as_admin", asAdministrator).Bind("@write", writeId.Value)
            .Bind("@state", AclState.Write(acls)).Execute();

    public static SqliteStatement BindVersion(SqliteStatement statement, SampleVersionId id) =>
        statement.Bind("@id", id.Sample.Value).Bind("@version", id.Version);

    private static void InsertAcls(SqliteSession session, SampleId id, UserSet users, string level)
    {
        foreach (var user in users)
            session.Prepare(SampleSql.InsertAcl)
                .Bind("@id", id.Value).Bind("@user", user.Value).Bind("@level", level).Execute();
    }
}
