using System.ComponentModel.DataAnnotations;

namespace SampleService.Server;

/// <summary>Where data is kept (configuration section <c>Storage</c>).</summary>
public sealed class StorageOptions
{
    /// <summary>The database: <c>Sqlite</c>, a file that one process has for itself.</summary>
    [AllowedValues("Sqlite", ErrorMessage = "the only database this version has is Sqlite")]
    public string Provider { get; set; } = "Sqlite";

    /// <summary>
    /// The database of the provider. Of SQLite <c>Data Source=FILE</c>; when not given, <c>samples.db</c> in the data directory.
    /// </summary>
    public string? ConnectionString { get; set; }

    /// <summary>Who else uses the database: <c>Exclusive</c>, nobody.</summary>
    [AllowedValues("Exclusive", ErrorMessage = "SQLite is for one process alone: Exclusive")]
    public string Sharing { get; set; } = "Exclusive";

    /// <summary>Whether the schema is brought up to date at the start. If not, an older schema stops the start.</summary>
    public bool MigrateOnStart { get; set; } = true;

    /// <summary>The folder for the database and the tokens; relative to the working directory.</summary>
    [Required(AllowEmptyStrings = false, ErrorMessage = "a folder is needed")]
    public string DataDirectory { get; set; } = "data";
}
