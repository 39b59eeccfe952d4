namespace SampleService.Cli;

/// <summary>Finds a program as shells do: by PATH, unless it is named by a path.</summary>
internal static class ProgramPath
{
    private const UnixFileMode AnyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <exception cref="FailureException">There is none, or it is no program.</exception>
    public static string Find(string name)
    {
        if (name.Contains(Path.DirectorySeparatorChar))
            return IsProgram(name) ? Path.GetFullPath(name) : throw Failure(name, File.Exists(name) || Directory.Exists(name));
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(IsProgram) ?? throw Failure(name, isThere: false);
    }

    private static bool IsProgram(string path) =>
        File.Exists(path) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & AnyExecute) != 0);

    private static FailureException Failure(string name, bool isThere) => isThere
        ? new FailureException(ExitCodes.CannotRun, $"{name} is no program that can be run.")
        : new FailureException(ExitCodes.NotFound, $"There is no program {name}.");
}
