using System.Diagnostics;
using SampleService.Server.Tests.Support;

namespace SampleService.Cli.Tests.Support;

/// <summary>Starts samplectl as a shell would, in processes of its own.</summary>
internal sealed record Samplectl
{
    private static readonly string[] Variables = ["SAMPLECTL_SOCKET", "SAMPLECTL_TOKEN", "NO_COLOR", "TERM"];

    /// <summary>The program that was built.</summary>
    public static string Assembly { get; } = Path.Combine(AppContext.BaseDirectory, "samplectl.dll");

    /// <summary>Variables of its environment.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The folder it is started in.</summary>
    public string Folder { get; init; } = AppContext.BaseDirectory;

    /// <summary>A program, with its arguments, that it is started through.</summary>
    public IReadOnlyList<string> StartedThrough { get; init; } = [];

    /// <summary>One that finds the socket of a server by its environment.</summary>
    public static Samplectl At(string socket) => new() { Environment = new Dictionary<string, string> { ["SAMPLECTL_SOCKET"] = socket } };

    public Samplectl With(string variable, string value) =>
        this with { Environment = new Dictionary<string, string>(Environment) { [variable] = value } };

    /// <summary>Runs it to its end, without input.</summary>
    public Task<CliRun> RunAsync(params string[] arguments) => RunWithInputAsync("", arguments);

    /// <summary>Runs it to its end.</summary>
    public async Task<CliRun> RunWithInputAsync(string input, params string[] arguments)
    {
        using var process = Begin(arguments);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        return await EndAsync(process);
    }

    /// <summary>Waits for the end of one that was begun.</summary>
    public static async Task<CliRun> EndAsync(Process process)
    {
        var error = process.StandardError.ReadToEndAsync(Patience.Token());
        var output = await process.StandardOutput.ReadToEndAsync(Patience.Token());
        await process.WaitForExitAsync(Patience.Token());
        return new CliRun(process.ExitCode, output, await error);
    }

    /// <summary>Starts it, and does not wait.</summary>
    public Process Begin(params string[] arguments)
    {
        string[] command = [.. StartedThrough, "dotnet", Assembly, .. arguments];
        return Start(command[0], command[1..]);
    }

    /// <summary>Starts another program as this one would be started.</summary>
    public Process Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in Variables)
            start.Environment.Remove(name);
        foreach (var (name, value) in Environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
