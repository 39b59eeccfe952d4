using SampleService.Testing.Servers;

namespace SampleService.Conformance.Tests.Servers;

/// <summary>Starting, stopping and killing the real server.</summary>
public sealed class ServerProcessTests
{
    [Fact]
    public async Task StopAsync_RunningServer_StopsByItselfAndItsFolderGoes()
    {
        string folder;
        await using (var server = await ServerProcess.StartAsync(new ServerOptions()))
        {
            folder = server.DataDirectory;
            Assert.True(await server.StopAsync(), server.Output);
            Assert.True(server.HasExited);
        }

        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task Kill_RunningServer_AnotherGoesOnInItsFolder()
    {
        using var folder = new TemporaryDirectory();
        var options = new ServerOptions { DataDirectory = folder.Path };
        await using var first = await ServerProcess.StartAsync(options);
        first.Kill();
        await first.WaitForExitAsync();

        await using var second = await ServerProcess.StartAsync(options);

        Assert.False(second.HasExited);
        Assert.Equal(folder.Path, second.DataDirectory);
    }

    [Fact]
    public async Task StartAsync_ServerThatEnds_SaysWhatItWrote()
    {
        var options = new ServerOptions { AssemblyPath = "there-is-no-such-server.dll" };

        var error = await Assert.ThrowsAsync<ServerStartException>(() => ServerProcess.StartAsync(options));

        Assert.Contains("there-is-no-such-server", error.Output, StringComparison.Ordinal);
    }
}
