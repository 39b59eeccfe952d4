using System.ComponentModel.DataAnnotations;

namespace SampleService.Server;

/// <summary>Where data is kept (configuration section <c>Storage</c>).</summary>
public sealed class StorageOptions
{
    /// <summary>The database: <c>Sqlite</c>, a file that one process has for itself.</summary>
    [AllowedValues("Sqlite", ErrorMessage = "must be Sqlite, the only database this version has")]
    public string Provider { get; set; } = "Sqlite";

    /// <summary>The folder for the database and the tokens; relative to the working directory.</summary>
    [Required(AllowEmptyStrings = false, ErrorMessage = "must name a folder")]
    public string DataDirectory { get; set; } = "data";

    /// <summary>The database file; when not given, <c>samples.db</c> in the data directory.</summary>
    public string? Path { get; set; }

    /// <summary>Whether the schema is brought up to date at the start. If not, an older schema stops the start.</summary>
    public bool MigrateOnStart { get; set; } = true;

    /// <summary>The database file that results.</summary>
    public string EffectivePath => Path ?? System.IO.Path.Combine(DataDirectory, "samples.db");
}
