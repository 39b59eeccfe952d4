using System.ComponentModel.DataAnnotations;

namespace SampleService.Storage.PostgreSql;

/// <summary>
/// Where the PostgreSQL database is and how it is used. What the connection string says of pool bounds, time-outs or
/// prepared statements has priority over the values here.
/// </summary>
public sealed record PostgreSqlDatabaseOptions
{
    /// <summary>
    /// A connection string of Npgsql or a <c>postgresql://</c> URI. It has to lead to the server itself, or to a pooler that gives a
    /// connection its session for life: locks and prepared statements belong to sessions. Of several hosts the primary is used.
    /// </summary>
    [Required]
    public required string ConnectionString { get; init; }

    /// <summary>Whether scripts the database lacks are run when it is opened; if not, a database that lacks any is refused.</summary>
    public bool MigrateOnStart { get; init; }

    /// <summary>Whether other processes use the database as well.</summary>
    public DatabaseSharing Sharing { get; init; } = DatabaseSharing.Shared;

    /// <summary>The silo that writes, if the process is one.</summary>
    public SiloIdentity? Silo { get; init; }

    /// <summary>How many connections are kept open at least.</summary>
    [Range(0, 1000)]
    public int MinConnections { get; init; } = 1;

    /// <summary>How many calls go on at once; further ones wait. One more connection holds the lock.</summary>
    [Range(1, 1000)]
    public int MaxConnections { get; init; } = 32;

    /// <summary>How long an operation may take, the wait for a connection included; then it fails, and what became of it is unknown.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Without the password, which is in the connection string.</summary>
    public override string ToString() => $"{Sharing} {nameof(PostgreSqlDatabaseOptions)}";
}

/// <summary>How many processes may use a database at the same time.</summary>
public enum DatabaseSharing
{
    /// <summary>Any number of processes in this mode.</summary>
    Shared,

    /// <summary>One process alone, which may then answer from memory.</summary>
    Exclusive,
}

/// <summary>
/// The silo of a cluster for which a process writes. The database refuses its writes of samples and links, with
/// <see cref="Domain.ErrorKind.ClusterFailure"/>, while the table <c>silos</c> has it as dead or not at all.
/// </summary>
/// <param name="Cluster">The cluster, as in that table.</param>
/// <param name="Silo">The silo as <c>address:port@generation</c>, of the columns of that table.</param>
public sealed record SiloIdentity(string Cluster, string Silo);
