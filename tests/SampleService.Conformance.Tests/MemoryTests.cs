using System.Globalization;
using SampleService.Testing.Conformance;
using SampleService.Testing.Fakes;
using SampleService.Testing.Servers;

namespace SampleService.Conformance.Tests;

/// <summary>The service in little memory.</summary>
public sealed class MemoryTests
{
    private const long Container = 512L << 20;

    /// <summary>What .NET lets its heap have of such a container.</summary>
    private const long Heap = Container * 3 / 4;

    private const int Rounds = 2;

    [LinuxFact]
    public async Task Cases_In512MegaBytes_PassAndStayWithin()
    {
        await using var fakes = await KBaseFakes.StartAsync();
        await using var server = await ServerProcess.StartAsync(new ServerOptions
        {
            DeployConfig = DeployConfig.For(fakes, Suites.PathOf(Suites.UsualValidators)),
            Environment = new Dictionary<string, string>
            {
                ["DOTNET_GCHeapHardLimit"] = Heap.ToString("x", CultureInfo.InvariantCulture),
            },
        });
        var endpoints = new CaseEndpoints(server.Url, fakes);

        for (var round = 0; round < Rounds; round++)
            foreach (var path in Suites.UsualPaths)
            {
                var result = await CaseRunner.RunAsync(Suites.Read(path), endpoints);
                Assert.True(result.Succeeded, result.ToString());
            }

        Assert.False(server.HasExited, server.Output);
        Assert.InRange(server.FindPeakMemory(), 0, Container);
    }
}
