using SampleService.Domain;

namespace SampleService.Storage.Sqlite;

/// <summary>Why users may do what they may, in a SQLite database.</summary>
public sealed class AccessStore(SqliteDatabase database) : IAccessStore
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<AccessRecord>?> FindManyAsync(SampleId id, IReadOnlyList<UserName?> users, CancellationToken cancellation) =>
        database.ReadAsync(session => Find(session, id, users), cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<LinkedObject>> FindLinkedObjectsAsync(SampleId id, int max, CancellationToken cancellation) =>
        database.ReadAsync(
            session =>
            {
                var objects = new LinkedObjects(max);
                session.Prepare(AccessSql.FindLinks).Bind("@id", id.Value).Bind("@limit", LinkedObjects.MaxExamined).ForEach(row => objects.Add(new LinkedObject(
                    new Upa(new WorkspaceId(row.GetInt64(0)), row.GetInt64(1), row.GetInt64(2)), new Timestamp(row.GetInt64(3)), new UserName(row.GetString(4)))));
                return objects.Found;
            },
            cancellation);

    private static IReadOnlyList<AccessRecord>? Find(SqliteSession session, SampleId id, IReadOnlyList<UserName?> users)
    {
        if (SampleHeaderReader.Find(session, id) is not { } header)
            return null;
        var (created, changed, creator) = session.Prepare(AccessSql.FindTimes).Bind("@id", id.Value).ReadSingle(static row => (
            new Timestamp(row.GetInt64(0)), new Timestamp(row.GetInt64(1)), row.GetStringOrNull(2) is { } by ? new UserName(by) : (UserName?)null));
        var histories = users.Select(user => new RightHistory(header, user)).ToArray();
        var walk = new AclStateWalk();
        do
            session.Prepare(AccessSql.FindStates).Bind("@id", id.Value).Bind("@before", walk.Before).Bind("@limit", walk.Limit).ForEach(row =>
            {
                var text = row.GetString(5);
                var (owner, listed, isPublic) = AclState.ReadFor(users, text);
                var state = new RightState(
                    row.GetInt64(0), new Timestamp(row.GetInt64(1)), row.GetStringOrNull(2) is { } by ? new UserName(by) : null, row.GetBoolean(3),
                    row.GetBoolean(4), owner, AccessLevel.None, isPublic);
                for (var i = 0; i < histories.Length; i++)
                    histories[i].Add(state with { Listed = listed[i] });
                walk.Add(row.GetInt64(0), text.Length);
            });
        while (walk.GoOn());
        return Array.ConvertAll(histories, history => history.Build(created, creator, changed));
    }
}
