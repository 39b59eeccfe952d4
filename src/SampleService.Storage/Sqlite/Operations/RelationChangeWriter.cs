using SampleService.Domain;

namespace SampleService.Storage.Sqlite;

/// <summary>Stores changed relations.</summary>
internal static class RelationChangeWriter
{
    /// <summary>What is ended comes first: the same may be said again.</summary>
    public static void Write(SqliteSession session, OperationState state)
    {
        foreach (var ended in state.Changes.Relations.Ended)
            session.Prepare(RelationChangeSql.End)
                .Bind("@id", ended.Id).Bind("@ended_at", ended.Ended!.Value.Milliseconds).Bind("@ended_by", ended.EndedBy!.Value.Value).Execute();
        foreach (var added in state.Changes.Relations.Added)
            session.Prepare(RelationChangeSql.Insert)
                .Bind("@id", added.Id).Bind("@type", RelationTypes.Names[(int)added.Type])
                .Bind("@from_sample", added.From.Sample.Value).Bind("@from_version", added.From.Version).Bind("@from_node", added.From.Node?.Value)
                .Bind("@to_sample", added.To.Sample.Value).Bind("@to_version", added.To.Version).Bind("@to_node", added.To.Node?.Value)
                .Bind("@created_at", added.Created.Milliseconds).Bind("@created_by", added.CreatedBy.Value)
                .Bind("@ended_at", added.Ended?.Milliseconds).Bind("@ended_by", added.EndedBy?.Value).Execute();
    }
}
