using System.Data;
using Npgsql;
using SampleService.Domain;

namespace SampleService.Storage.PostgreSql;

/// <summary>Why users may do what they may, in a PostgreSQL database.</summary>
public sealed class AccessStore(PostgreSqlDatabase database) : IAccessStore
{
    /// <inheritdoc/>
    public ValueTask<AccessRecord?> FindAsync(SampleId id, UserName? user, CancellationToken cancellation) =>
        database.ReadAsync(
            (session, token) => session.RunAsync(
                [
                    new PostgreSqlStatement(SampleSql.FindHeader).Bind(id.Value),
                    new PostgreSqlStatement(AccessSql.FindTimes).Bind(id.Value),
                    new PostgreSqlStatement(AccessSql.FindStates).Bind(id.Value).Bind(AccessRecord.MaxExamined),
                ],
                (rows, inner) => ReadRecordAsync(rows, user, inner), CommandBehavior.Default, token),
            cancellation);

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

    private static async Task<AccessRecord?> ReadRecordAsync(NpgsqlDataReader rows, UserName? user, CancellationToken cancellation)
    {
        if (await SampleHeaderReader.ReadSingleAsync(rows, cancellation).ConfigureAwait(false) is not { } header)
            return null;
        await rows.NextResultAsync(cancellation).ConfigureAwait(false);
        var (created, changed) = await PostgreSqlSession.ReadRowAsync(
            rows, static row => (row.GetTimestamp(0), row.GetTimestamp(1)), cancellation).ConfigureAwait(false);
        await rows.NextResultAsync(cancellation).ConfigureAwait(false);
        var history = new RightHistory(header, user);
        while (await rows.ReadAsync(cancellation).ConfigureAwait(false))
        {
            var (owner, listed, isPublic) = AclState.ReadFor(user, rows.GetString(5));
            history.Add(new RightState(
                rows.GetInt64(0), rows.GetTimestamp(1), rows.GetUserOrNull(2), rows.GetBoolean(3), rows.GetBoolean(4), owner, listed, isPublic));
        }

        return history.Build(created, changed);
    }
}
