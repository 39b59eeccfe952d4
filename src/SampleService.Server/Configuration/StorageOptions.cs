using System.ComponentModel.DataAnnotations;
using SampleService.Storage.PostgreSql;

namespace SampleService.Server;

/// <summary>Where data is kept (configuration section <c>Storage</c>).</summary>
public sealed class StorageOptions
{
    /// <summary>Which kind of database.</summary>
    public StorageProvider Provider { get; set; } = StorageProvider.Sqlite;

    /// <summary>
    /// The database. Of SQLite <c>Data Source=FILE</c>, <c>samples.db</c> in the data directory when not given; of
    /// PostgreSQL a connection string of Npgsql or a <c>postgresql://</c> URI, which has to be given. Of several hosts the primary
    /// is used.
    /// </summary>
    public string? ConnectionString { get; set; }

    /// <summary>
    /// Whether other processes use the database too. When not given <c>Exclusive</c> (no) for SQLite, which allows nothing else,
    /// and <c>Shared</c> (yes) for PostgreSQL.
    /// </summary>
    public DatabaseSharing? Sharing { get; set; }

    /// <summary>
    /// Whether the schema is brought up to date at the start; if not, an older schema stops the start. When not given
    /// true for SQLite and false for PostgreSQL, where the command <c>migrate</c> does it.
    /// </summary>
    public bool? MigrateOnStart { get; set; }

    /// <summary>The folder for SQLite's database and the tokens; relative to the working directory.</summary>
    [Required(AllowEmptyStrings = false, ErrorMessage = "a folder is needed")]
    public string DataDirectory { get; set; } = "data";
}

/// <summary>The kinds of database.</summary>
public enum StorageProvider
{
    /// <summary>A file that one process has for itself.</summary>
    Sqlite,

    /// <summary>A PostgreSQL server, which any number of processes may use.</summary>
    PostgreSql,
}
