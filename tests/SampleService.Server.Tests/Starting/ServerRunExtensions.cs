using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Starting;

/// <summary>What a start that was refused looks like.</summary>
internal static class ServerRunExtensions
{
    /// <summary>Exit code 0, and nothing on standard error.</summary>
    public static void AssertSuccess(this ServerRun run) => Assert.Equal((0, ""), (run.ExitCode, run.Error));

    /// <summary>Exit code 2, and one line on standard error that has all these words; no stack trace anywhere.</summary>
    public static void AssertRefusal(this ServerRun run, params string[] words)
    {
        var everything = $"exit code {run.ExitCode}\n{run.Output}{run.Error}";
        Assert.True(run.ExitCode == 2, everything);
        Assert.True(run.Error.EndsWith('\n') && run.Error.Count(c => c == '\n') == 1, everything);
        Assert.All(words, word => Assert.Contains(word, run.Error, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", run.Output + run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", run.Output + run.Error, StringComparison.Ordinal);
    }
}
