using SampleService.Server.Tests.Support;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Operations;

/// <summary>Lines that a server wrote.</summary>
internal static class OutputLines
{
    /// <summary>Those with a text, once there is one.</summary>
    public static async Task<string[]> LinesWithAsync(this ServerProcess server, string text)
    {
        await server.WaitForOutputAsync(text, Patience.Token());
        return [.. server.Output.Split('\n').Where(line => line.Contains(text, StringComparison.Ordinal))];
    }

    /// <summary>The line of a call.</summary>
    public static async Task<string> CallLineAsync(this ServerProcess server, string callId) =>
        Assert.Single(await server.LinesWithAsync($"call={callId}"), line => line.Contains("[1001]", StringComparison.Ordinal));
}
