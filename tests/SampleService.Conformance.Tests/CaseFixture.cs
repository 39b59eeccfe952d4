using SampleService.Testing.Conformance;
using SampleService.Testing.Fakes;
using SampleService.Testing.Servers;

namespace SampleService.Conformance.Tests;

/// <summary>A server and its upstream stand-ins, for all cases of one folder.</summary>
public abstract class CaseFixture : IAsyncLifetime
{
    private KBaseFakes? _fakes;
    private ServerUnderTest? _server;

    /// <summary>The file with the metadata validators.</summary>
    protected virtual string Validators => "validators.yml";

    /// <summary>Settings besides those of the stand-ins.</summary>
    protected virtual IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>();

    public async Task InitializeAsync()
    {
        _fakes = await KBaseFakes.StartAsync();
        _server = await ServerUnderTest.StartAsync(new ServerOptions
        {
            DeployConfig = DeployConfig.For(_fakes, Suites.PathOf(Validators)),
            Environment = Settings,
        });
    }

    public async Task DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        if (_fakes is not null)
            await _fakes.DisposeAsync();
    }

    /// <summary>Replays a case: it has to pass, or to fail if it is listed as not required yet.</summary>
    public async Task CheckAsync(string path)
    {
        var conformanceCase = ConformanceCase.Read(Suites.PathOf(path + ".json"));
        var result = await CaseRunner.RunAsync(conformanceCase, new CaseEndpoints(_server!.Url, _fakes!));
        if (NotRequiredYet.Reasons.TryGetValue(path, out var reason))
            Assert.False(result.Succeeded, $"{path} passes: take it off {nameof(NotRequiredYet)} (it is there because it {reason})");
        else
            Assert.True(result.Succeeded, result.ToString());
    }
}
