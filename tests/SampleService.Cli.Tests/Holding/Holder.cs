using System.Diagnostics;
using SampleService.Cli.Tests.Support;
using SampleService.Server.Tests.Support;

namespace SampleService.Cli.Tests.Holding;

/// <summary>A <c>samplectl state hold</c> under way, whose command ends with its input.</summary>
internal sealed class Holder : IDisposable
{
    /// <summary>Says that it runs, and ends when its input does, with a code of its own.</summary>
    private const string Command = "trap 'echo got TERM; exit 9' TERM; trap 'echo got INT; exit 8' INT; echo ready; while read -t 0.05; [ $? -gt 128 ]; do :; done; echo done; exit ";

    private readonly Process _process;
    private readonly List<string> _said = [];

    private Holder(Process process) => _process = process;

    /// <summary>All that was said on the error output.</summary>
    public string Said => string.Concat(_said);

    /// <summary>Starts it and waits until its command runs.</summary>
    public static async Task<Holder> StartAsync(Samplectl cli, string state, string lease, int code = 0)
    {
        var holder = new Holder(cli.Begin("state", "hold", state, "--lease", lease, "--reason", "a test", "--", "bash", "-c", Command + code));
        Assert.Equal("ready", await holder._process.StandardOutput.ReadLineAsync(Patience.Token()));
        return holder;
    }

    /// <summary>Waits until something is said on the error output.</summary>
    public async Task WaitForAsync(string text)
    {
        while (await _process.StandardError.ReadLineAsync(Patience.Token()) is { } line)
        {
            _said.Add(line + "\n");
            if (line.Contains(text, StringComparison.Ordinal))
                return;
        }

        Assert.Fail($"'{text}' was not said, but: {Said}");
    }

    public Task SignalAsync(string name) => Process.Start("bash", ["-c", $"kill -{name} {_process.Id}"]).WaitForExitAsync(Patience.Token());

    /// <summary>Lets the command end.</summary>
    public void EndCommand() => _process.StandardInput.Close();

    /// <summary>Waits for the end; gives what had not been read.</summary>
    public async Task<CliRun> EndAsync()
    {
        var run = await Samplectl.EndAsync(_process);
        _said.Add(run.Error);
        return run;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}
