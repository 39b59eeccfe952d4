using System.Diagnostics;

namespace SampleService.Testing.Postgres;

/// <summary>Where the programs of PostgreSQL are on this machine.</summary>
public static class PostgresBinaries
{
    private static readonly Lazy<string?> Found = new(Find);

    /// <summary>The folder that has initdb and postgres; null if there is none.</summary>
    public static string? Folder => Found.Value;

    /// <summary>
    /// Why tests that need PostgreSQL are left out; null when they run. Where CI is set they run in any case, and fail
    /// without PostgreSQL.
    /// </summary>
    public static string? SkipReason =>
        Folder is null && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI"))
            ? "PostgreSQL is not installed (no initdb in PATH, /usr/lib/postgresql or pg_config --bindir)"
            : null;

    private static string? Find() => Candidates().FirstOrDefault(HasPrograms);

    private static IEnumerable<string> Candidates()
    {
        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
            // The link in a folder of links may lead to a program that looks for its files beside itself.
            if (folder.Length > 0 && Resolve(Path.Combine(folder, "initdb")) is { } program)
                yield return Path.GetDirectoryName(program)!;
        const string Debian = "/usr/lib/postgresql";
        if (Directory.Exists(Debian))
            foreach (var version in Directory.GetDirectories(Debian).OrderByDescending(
                path => int.TryParse(Path.GetFileName(path), out var number) ? number : 0))
                yield return Path.Combine(version, "bin");
        if (AskConfig() is { Length: > 0 } configured)
            yield return configured;
    }

    private static bool HasPrograms(string folder) =>
        File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres"));

    private static string? Resolve(string path) =>
        File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path : null;

    private static string? AskConfig()
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo("pg_config", "--bindir") { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var folder = process.StandardOutput.ReadToEnd().TrimEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? folder : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // There is no pg_config.
            return null;
        }
    }
}
