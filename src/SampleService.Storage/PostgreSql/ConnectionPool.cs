using Npgsql;

namespace SampleService.Storage.PostgreSql;

/// <summary>Makes the connections to the database.</summary>
internal static class ConnectionPool
{
    /// <summary>The pool that calls are made on; each of its connections is prepared when it is made.</summary>
    public static NpgsqlDataSource Build(NpgsqlConnectionStringBuilder settings, PostgreSqlLock held, SiloIdentity? silo) =>
        Build(settings, async connection =>
        {
            var session = await SessionSetup.RunAsync(connection, settings.CommandTimeout, silo).ConfigureAwait(false);
            await held.AdmitAsync(connection, session).ConfigureAwait(false);
        });

    /// <summary>Connections for the lock, which are not kept. Of several hosts the first is taken that is no standby.</summary>
    public static NpgsqlDataSource BuildForLock(NpgsqlConnectionStringBuilder pool) =>
        Build(ConnectionStrings.ForLock(pool), static connection => ServerCheck.RequirePrimaryAsync(connection));

    private static NpgsqlDataSource Build(NpgsqlConnectionStringBuilder settings, Func<NpgsqlConnection, Task> prepare)
    {
        var builder = new NpgsqlDataSourceBuilder(settings.ConnectionString);
        builder.UsePhysicalConnectionInitializer(connection => prepare(connection).GetAwaiter().GetResult(), prepare);
        return builder.Build();
    }
}
