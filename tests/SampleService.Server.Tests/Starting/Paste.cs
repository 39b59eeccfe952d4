using System.Diagnostics;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Json;

namespace SampleService.Server.Tests.Starting;

/// <summary>The shell lines that the server prints for people to paste, and what became of them.</summary>
/// <param name="Created">The result of <c>create_sample</c>.</param>
/// <param name="Linked">The result of <c>create_data_link</c>.</param>
/// <param name="Found">The result of <c>get_sample_via_data</c>.</param>
internal sealed record Paste(JsonMap Created, JsonMap Linked, JsonMap Found)
{
    /// <summary>Whether there is what the lines need.</summary>
    public static bool CanRun { get; } = new[] { "bash", "curl", "sed", "grep", "tee" }.All(IsInstalled);

    /// <summary>The lines between the paragraphs before and after them, as they were printed.</summary>
    public static string LinesOf(string output)
    {
        var lines = output.Split('\n');
        var from = Array.FindIndex(lines, line => line.StartsWith("To try it, paste this", StringComparison.Ordinal));
        var to = Array.FindIndex(lines, line => line.StartsWith("Stop it with", StringComparison.Ordinal));
        Assert.True(from >= 0 && to > from, output);
        return string.Join('\n', lines[from..to].Where(line => line.StartsWith("  ", StringComparison.Ordinal)));
    }

    /// <summary>Runs the lines as somebody would who pastes them into a shell.</summary>
    public static async Task<Paste> RunAsync(string lines)
    {
        using var shell = Process.Start(new ProcessStartInfo("bash", ["--noprofile", "--norc"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        await shell.StandardInput.WriteAsync(lines + "\n");
        shell.StandardInput.Close();
        var output = shell.StandardOutput.ReadToEndAsync();
        var error = shell.StandardError.ReadToEndAsync();
        await shell.WaitForExitAsync(Patience.Token());

        // What the first call answers is shown on standard error, since its output is looked through for the id.
        var created = Assert.Single((await error).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        var others = (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(others.Length == 2, await output + await error);
        return new Paste(ResultOf(created), ResultOf(others[0]), ResultOf(others[1]));
    }

    private static JsonMap ResultOf(string answer)
    {
        Assert.True(JsonText.ParseMap(answer).Find("result") is JsonList { Count: 1 }, answer);
        return Assert.IsType<JsonMap>(JsonText.ParseMap(answer).List("result")[0]);
    }

    private static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, program)));
}
