using SampleService.Kafka.Tests.Support;
using SampleService.Testing.Servers;

namespace SampleService.Kafka.Tests;

/// <summary>Settings that are wrong stop the start with one line that names them; those of the command line go before <c>deploy.cfg</c>.</summary>
public sealed class SettingTests
{
    [Theory]
    [InlineData("Events:Kafka:Topic is missing: Events:Kafka:BootstrapServers needs it", "--Events:Kafka:BootstrapServers=localhost:9092")]
    [InlineData("Events:Kafka:BootstrapServers has 'localhost': it has to be host:port", "--Events:Kafka:BootstrapServers=localhost", "--Events:Kafka:Topic=a")]
    [InlineData("Events:Kafka:BootstrapServers has 'b:x': it has to be host:port", "--Events:Kafka:BootstrapServers=a:1, b:x", "--Events:Kafka:Topic=a")]
    [InlineData("Events:Kafka:BootstrapServers has 'http://a:1': it has to be host:port", "--Events:Kafka:BootstrapServers=http://a:1", "--Events:Kafka:Topic=a")]
    [InlineData("Events:Kafka:Topic = 'a b': 1 to 249 ASCII letters, digits, points, underscores and hyphens are allowed", "--Events:Kafka:Topic=a b")]
    [InlineData("Events:Kafka:Extended = 'x' is not true or false", "--Events:Kafka:Extended=x")]
    [InlineData("Events:Kafka:Topics is not a setting of this service; did you mean Events:Kafka:Topic? section Events:Kafka has BootstrapServers, Topic, Extended", "--Events:Kafka:Topics=a")]
    public async Task Start_WrongSetting_StopsWithOneLine(string expected, params string[] arguments)
    {
        await using var deployment = await KafkaDeployment.CreateAsync(null);
        var run = await ServerRun.ToEndAsync(deployment.Options(["--urls", "http://127.0.0.1:0", .. arguments]));
        Assert.Equal((2, $"The service cannot start. {expected}\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task Start_WrongServersInDeployCfg_StopsWithOneLine()
    {
        await using var deployment = await KafkaDeployment.CreateAsync("a:9092, b:");
        var run = await ServerRun.ToEndAsync(deployment.Options("--urls", "http://127.0.0.1:0"));
        Assert.Equal(
            (2, "The service cannot start. kafka-bootstrap-servers of deploy.cfg has 'b:': it has to be host:port\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task Start_ServersAreSetToNone_SendsNothing()
    {
        await using var deployment = await KafkaDeployment.CreateAsync("127.0.0.1:9");
        await using var server = await ServerProcess.StartAsync(deployment.Options("--Events:Kafka:BootstrapServers="));
        Assert.True(await server.StopAsync());
        Assert.DoesNotContain("[1331]", server.Output);
    }

    [Fact]
    public async Task Start_NobodyListens_Serves()
    {
        await using var deployment = await KafkaDeployment.CreateAsync($"127.0.0.1:{LoopbackPort.FindFree()}");
        await using var server = await deployment.StartAsync();
        using var caller = new Caller(server.Url);
        await caller.SaveAsync();
        await server.WaitForOutputAsync("[1340]", Patience.Token());
        Assert.True(await server.StopAsync());
    }
}
