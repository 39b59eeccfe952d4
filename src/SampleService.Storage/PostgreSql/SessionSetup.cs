using System.Globalization;
using Npgsql;

namespace SampleService.Storage.PostgreSql;

/// <summary>A session of the server, as its own statements see it.</summary>
/// <param name="Mark">A random text that is a setting of the session alone.</param>
/// <param name="ServerProcess">The process of the server behind it. What the driver was told is of the pooler, where there is one.</param>
internal readonly record struct SessionIdentity(string Mark, int ServerProcess)
{
    private const string MarkSetting = "'sample_service.session'";

    /// <summary>Marks the session with the parameter.</summary>
    public const string SetMark = $"set_config({MarkSetting}, $1, false)";

    /// <summary>Whether a statement whose first two parameters are mark and process runs in the session that was marked.</summary>
    public const string IsSame = $"(current_setting({MarkSetting}, true) = $1 AND pg_backend_pid() = $2)";

    public static string NewMark() => Guid.NewGuid().ToString("N");

    /// <summary>The first parameters of a statement that has <see cref="IsSame"/> in it.</summary>
    public void AddTo(NpgsqlParameterCollection parameters)
    {
        parameters.Add(new NpgsqlParameter<string> { TypedValue = Mark });
        parameters.Add(new NpgsqlParameter<int> { TypedValue = ServerProcess });
    }
}

/// <summary>Prepares the session of a new connection, and refuses what calls cannot be made on; one round trip.</summary>
internal static class SessionSetup
{
    // The limits make the server end statements and transactions that this process has given up on, with their locks: when the
    // network fails, a request to cancel does not arrive. A shorter limit of the operator stays.
    // A prepared statement is planned once. By itself the server plans one with arrays again each time, which takes longer than to
    // run it; all statements find their rows by keys, so the plan is the same for all values.
    private const string Setup =
        $"""
        SELECT {SessionIdentity.SetMark}, pg_backend_pid(), pg_is_in_recovery(), current_setting('client_encoding'),
            CASE WHEN $2 <> '' THEN set_config('sample_service.cluster', $2, false) END,
            CASE WHEN $3 <> '' THEN set_config('sample_service.silo', $3, false) END,
            (SELECT count(set_config(name, $4, false))
             FROM (VALUES ('statement_timeout'), ('idle_in_transaction_session_timeout')) AS limits (name)
             WHERE $4 <> '0s' AND (current_setting(name) = '0' OR current_setting(name)::interval > $4::interval)),
            set_config('plan_cache_mode', 'force_generic_plan', false)
        """;

    /// <summary>Sets limits, plans and silo.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="seconds">After how many seconds the server ends a statement, or a transaction that is idle; 0 for never.</param>
    /// <param name="silo">The silo that writes on the connection, if the process is one.</param>
    /// <exception cref="UnsuitableServerException">The server is a standby, or the encoding is not UTF-8.</exception>
    public static async Task<SessionIdentity> RunAsync(NpgsqlConnection connection, int seconds, SiloIdentity? silo)
    {
        var mark = SessionIdentity.NewMark();
        var command = new NpgsqlCommand(Setup, connection);
        await using var _ = command.ConfigureAwait(false);
        foreach (var value in (string[])
            [mark, silo?.Cluster ?? "", silo?.Silo ?? "", string.Create(CultureInfo.InvariantCulture, $"{seconds}s")])
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = value });
        var reader = await command.ExecuteReaderAsync(CancellationToken.None).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        await reader.ReadAsync(CancellationToken.None).ConfigureAwait(false);
        ServerCheck.RequirePrimary(reader.GetBoolean(2));
        ServerCheck.RequireUtf8Client(reader.GetString(3));
        return new SessionIdentity(mark, reader.GetInt32(1));
    }
}
