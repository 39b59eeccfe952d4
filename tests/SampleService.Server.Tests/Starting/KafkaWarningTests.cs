using SampleService.Server.Tests.Support;
using SampleService.Testing.Fakes;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Starting;

/// <summary>Keys of <c>deploy.cfg</c> that ask for what the service does not do yet.</summary>
public sealed class KafkaWarningTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Start_KafkaIsConfigured_WarnsThatNoEventsAreSent(bool isConfigured)
    {
        await using var fakes = await KBaseFakes.StartAsync();
        var config = DeployConfig.For(fakes);
        if (isConfigured)
        {
            config.Settings["kafka-bootstrap-servers"] = "localhost:9092";
            config.Settings["kafka-topic"] = "sample-events";
        }

        await using var server = await ServerProcess.StartAsync(new ServerOptions { DeployConfig = config });
        Assert.True(await server.StopAsync());

        var lines = server.Output.Split('\n').Where(line => line.Contains("[3002]", StringComparison.Ordinal)).ToArray();
        Assert.Equal(isConfigured ? 1 : 0, lines.Length);
        Assert.All(lines, line => Assert.Matches(" warn: .*sample-events.*kafka-bootstrap-servers", line));
    }
}
