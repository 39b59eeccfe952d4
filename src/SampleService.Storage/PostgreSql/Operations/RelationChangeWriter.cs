using SampleService.Domain;

namespace SampleService.Storage.PostgreSql;

/// <summary>Stores changed relations.</summary>
internal static class RelationChangeWriter
{
    /// <summary>The statements. What is ended comes first: the same may be said again.</summary>
    public static IEnumerable<PostgreSqlStatement> Write(OperationCaller caller, OperationState state)
    {
        if (state.Changes.Relations.Ended is { Count: > 0 } ended)
            yield return new PostgreSqlStatement(RelationChangeSql.End)
                .Bind([.. ended.Select(static one => one.Id)]).Bind([.. ended.Select(static one => one.Ended!.Value.Milliseconds)])
                .Bind(caller.Actor.Value);
        if (state.Changes.Relations.Added is not { Count: > 0 } list)
            yield break;
        Relation[] added = [.. list];
        yield return BindEnd(
            BindEnd(
                new PostgreSqlStatement(RelationChangeSql.Insert)
                    .Bind(Array.ConvertAll(added, static one => one.Id))
                    .Bind(Array.ConvertAll(added, static one => (string?)RelationTypes.Names[(int)one.Type])),
                Array.ConvertAll(added, static one => one.From)),
            Array.ConvertAll(added, static one => one.To))
            .Bind(Array.ConvertAll(added, static one => one.Ended?.Milliseconds)).Bind(state.At.Milliseconds).Bind(caller.Actor.Value);
    }

    private static PostgreSqlStatement BindEnd(PostgreSqlStatement statement, RelatedSample[] ends) => statement
        .Bind(Array.ConvertAll(ends, static end => end.Sample.Value))
        .Bind(Array.ConvertAll(ends, static end => end.Version))
        .Bind(Array.ConvertAll(ends, static end => end.Node?.Value));
}
