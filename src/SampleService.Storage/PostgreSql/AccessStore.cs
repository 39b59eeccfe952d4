using System.Data;
using Npgsql;
using SampleService.Domain;

namespace SampleService.Storage.PostgreSql;

/// <summary>Why users may do what they may, in a PostgreSQL database.</summary>
public sealed class AccessStore(PostgreSqlDatabase database) : IAccessStore
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<AccessRecord>?> FindManyAsync(SampleId id, IReadOnlyList<UserName?> users, CancellationToken cancellation) =>
        database.ReadAsync((session, token) => FindAsync(session, id, users, token), cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<LinkedObject>> FindLinkedObjectsAsync(SampleId id, int max, CancellationToken cancellation) =>
        database.ReadAsync(
            (session, token) => session.RunAsync(
                [new PostgreSqlStatement(AccessSql.FindLinks).Bind(id.Value).Bind(LinkedObjects.MaxExamined)],
                async (rows, inner) =>
                {
                    var objects = new LinkedObjects(max);
                    while (await rows.ReadAsync(inner).ConfigureAwait(false))
                        objects.Add(new LinkedObject(
                            new Upa(new WorkspaceId(rows.GetInt64(0)), rows.GetInt64(1), rows.GetInt64(2)), rows.GetTimestamp(3), rows.GetUser(4)));
                    return objects.Found;
                },
                CommandBehavior.Default, token),
            cancellation);

    // States are added and never changed, so those before the newest are the same whenever they are read.
    private static async Task<IReadOnlyList<AccessRecord>?> FindAsync(
        PostgreSqlSession session, SampleId id, IReadOnlyList<UserName?> users, CancellationToken cancellation)
    {
        var (header, created, changed, creator) = await session.RunAsync(
            [new PostgreSqlStatement(SampleSql.FindHeader).Bind(id.Value), new PostgreSqlStatement(AccessSql.FindTimes).Bind(id.Value)],
            ReadSampleAsync, CommandBehavior.Default, cancellation).ConfigureAwait(false);
        if (header is null)
            return null;
        var histories = users.Select(user => new RightHistory(header, user)).ToArray();
        var walk = new AclStateWalk();
        do
        {
            foreach (var (states, characters) in await session.ReadAllAsync(
                new PostgreSqlStatement(AccessSql.FindStates).Bind(id.Value).Bind(walk.Before).Bind(walk.Limit), row => ReadStates(row, users), cancellation).ConfigureAwait(false))
            {
                for (var i = 0; i < histories.Length; i++)
                    histories[i].Add(states[i]);
                walk.Add(states[0].AclVersion, characters);
            }
        }
        while (walk.GoOn());
        return Array.ConvertAll(histories, history => history.Build(created, creator, changed));
    }

    private static async Task<(SampleHeader? Header, Timestamp Created, Timestamp Changed, UserName? Creator)> ReadSampleAsync(
        NpgsqlDataReader rows, CancellationToken cancellation)
    {
        if (await SampleHeaderReader.ReadSingleAsync(rows, cancellation).ConfigureAwait(false) is not { } header)
            return default;
        await rows.NextResultAsync(cancellation).ConfigureAwait(false);
        var (created, changed, creator) = await PostgreSqlSession.ReadRowAsync(
            rows, static row => (row.GetTimestamp(0), row.GetTimestamp(1), row.GetUserOrNull(2)), cancellation).ConfigureAwait(false);
        return (header, created, changed, creator);
    }

    private static (RightState[] States, int Characters) ReadStates(NpgsqlDataReader row, IReadOnlyList<UserName?> users)
    {
        var text = row.GetString(5);
        var (owner, listed, isPublic) = AclState.ReadFor(users, text);
        return (Array.ConvertAll(listed, level => new RightState(
            row.GetInt64(0), row.GetTimestamp(1), row.GetUserOrNull(2), row.GetBoolean(3), row.GetBoolean(4), owner, level, isPublic)), text.Length);
    }
}
