using System.ComponentModel.DataAnnotations;

namespace SampleService.Storage.Sqlite;

/// <summary>Where the SQLite database is and how much of it goes on at once.</summary>
public sealed record SqliteDatabaseOptions
{
    /// <summary>The database file; its folder is made if need be. Lock and log files lie beside it.</summary>
    [Required]
    public required string Path { get; init; }

    /// <summary>Whether scripts the database lacks are run when it is opened; if not, a database that lacks any is refused.</summary>
    public bool MigrateOnStart { get; init; } = true;

    /// <summary>How many reads run at once; further ones wait.</summary>
    [Range(1, 64)]
    public int Readers { get; init; } = Math.Clamp(Environment.ProcessorCount, 2, 16);

    /// <summary>How many writes may wait; the callers of further ones wait for room.</summary>
    [Range(1, 1_000_000)]
    public int QueueCapacity { get; init; } = 4096;

    /// <summary>How many writes share a transaction at most.</summary>
    [Range(1, 100_000)]
    public int GroupSize { get; init; } = 512;
}
