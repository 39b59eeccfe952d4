namespace SampleService.Server;

/// <summary>The databases there are.</summary>
public enum StorageProvider
{
    /// <summary>A file that one process has for itself.</summary>
    Sqlite,

    /// <summary>A PostgreSQL server, which any number of processes may use.</summary>
    PostgreSql,
}
