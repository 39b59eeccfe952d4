namespace SampleService.Server.Tests.Operations;

/// <summary>A fact that needs the program sqlite3: left out where it is not installed, except in continuous integration.</summary>
public sealed class SqliteProgramFactAttribute : FactAttribute
{
    public SqliteProgramFactAttribute()
    {
        var isThere = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => folder.Length > 0 && File.Exists(Path.Combine(folder, "sqlite3")));
        if (!isThere && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI")))
            Skip = "the program sqlite3 is not in PATH";
    }
}
