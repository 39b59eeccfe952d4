using SampleService.Domain;

namespace SampleService.Storage.Sqlite;

/// <summary>Why users may do what they may, in a SQLite database.</summary>
public sealed class AccessStore(SqliteDatabase database) : IAccessStore
{
    /// <inheritdoc/>
    public ValueTask<AccessRecord?> FindAsync(SampleId id, UserName? user, CancellationToken cancellation) =>
        database.ReadAsync(session => Find(session, id, user), cancellation);

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

    private static AccessRecord? Find(SqliteSession session, SampleId id, UserName? user)
    {
        if (SampleHeaderReader.Find(session, id) is not { } header)
            return null;
        var (created, changed, creator) = session.Prepare(AccessSql.FindTimes).Bind("@id", id.Value).ReadSingle(static row => (
            new Timestamp(row.GetInt64(0)), new Timestamp(row.GetInt64(1)), row.GetStringOrNull(2) is { } by ? new UserName(by) : (UserName?)null));
        var history = new RightHistory(header, user);
        var walk = new AclStateWalk();
        do
            session.Prepare(AccessSql.FindStates).Bind("@id", id.Value).Bind("@before", walk.Before).Bind("@limit", walk.Limit).ForEach(row =>
            {
                var text = row.GetString(5);
                var (owner, listed, isPublic) = AclState.ReadFor(user, text);
                history.Add(new RightState(
                    row.GetInt64(0), new Timestamp(row.GetInt64(1)), row.GetStringOrNull(2) is { } by ? new UserName(by) : null, row.GetBoolean(3),
                    row.GetBoolean(4), owner, listed, isPublic));
                walk.Add(row.GetInt64(0), text.Length);
            });
        while (walk.GoOn());
        return history.Build(created, creator, changed);
    }
}
