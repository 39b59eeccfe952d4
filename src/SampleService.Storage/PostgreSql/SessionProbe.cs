using Npgsql;

namespace SampleService.Storage.PostgreSql;

/// <summary>Finds out whether a connection keeps its session, to which locks, settings and prepared statements belong.</summary>
internal static class SessionProbe
{
    // A pooler may hand out its sessions in turn, so the first round can miss the one that was marked.
    private const int Rounds = 3;

    private const string Mark = $"SELECT {SessionIdentity.SetMark}, pg_backend_pid()";

    private const string IsSame = $"SELECT {SessionIdentity.IsSame}";

    /// <summary>
    /// Marks the session of a connection, and looks for the mark again while another connection is in a transaction: a pooler
    /// that gives sessions to transactions shows itself on one of the two.
    /// </summary>
    /// <exception cref="UnsuitableServerException">There is such a pooler.</exception>
    public static async Task<SessionIdentity> RunAsync(
        NpgsqlConnection connection, NpgsqlConnection other, CancellationToken cancellation)
    {
        try
        {
            var session = await MarkAsync(connection, cancellation).ConfigureAwait(false);
            for (var round = 0; round < Rounds; round++)
            {
                var transaction = await other.BeginTransactionAsync(cancellation).ConfigureAwait(false);
                await using var _ = transaction.ConfigureAwait(false);
                if (await IsSameAsync(other, session, cancellation).ConfigureAwait(false)
                    || !await IsSameAsync(connection, session, cancellation).ConfigureAwait(false))
                    throw Pooled();
            }

            return session;
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.ProtocolViolation)
        {
            // What a pooler says to a transaction when it gives sessions to statements.
            throw Pooled();
        }
    }

    /// <summary>The refusal of a pooler that does not keep sessions.</summary>
    public static UnsuitableServerException Pooled() => new(
        ServerFault.Pooler,
        "A pooler gives the statements of one connection to several sessions of the server, as PgBouncer does with pool_mode=transaction: "
        + "connect to PostgreSQL itself, or have pool_mode=session for this database.");

    private static async Task<SessionIdentity> MarkAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var mark = SessionIdentity.NewMark();
        var command = new NpgsqlCommand(Mark, connection);
        await using var _ = command.ConfigureAwait(false);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = mark });
        var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        await reader.ReadAsync(cancellation).ConfigureAwait(false);
        return new SessionIdentity(mark, reader.GetInt32(1));
    }

    private static async Task<bool> IsSameAsync(
        NpgsqlConnection connection, SessionIdentity session, CancellationToken cancellation)
    {
        var command = new NpgsqlCommand(IsSame, connection);
        await using var _ = command.ConfigureAwait(false);
        session.AddTo(command.Parameters);
        return await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false) is true;
    }
}
