using SampleService.Testing.Conformance;
using SampleService.Testing.Fakes;
using SampleService.Testing.Postgres;
using SampleService.Testing.Servers;

namespace SampleService.Conformance.Tests;

/// <summary>One process on SQLite with the usual settings.</summary>
public sealed class UsualProcess() : CaseFixture(Suites.UsualValidators);

/// <summary>One process on SQLite with the settings of the special cases.</summary>
public sealed class SpecialProcess() : CaseFixture(Suites.SpecialValidators, Suites.SpecialLinkLimit);

/// <summary>A cluster with the usual settings.</summary>
public sealed class UsualCluster() : CaseFixture(Suites.UsualValidators, isCluster: true);

/// <summary>A cluster with the settings of the special cases.</summary>
public sealed class SpecialCluster() : CaseFixture(Suites.SpecialValidators, Suites.SpecialLinkLimit, isCluster: true);

/// <summary>A service and the stand-ins for its upstream services, for many cases.</summary>
/// <param name="validators">The file with the metadata validators.</param>
/// <param name="linkLimit">The limit of active links of an object version, and of a sample version; null for the default.</param>
/// <param name="isCluster">Whether it is a cluster on PostgreSQL, and not one process on SQLite.</param>
public abstract class CaseFixture(string validators, int? linkLimit = null, bool isCluster = false) : IAsyncLifetime
{
    private KBaseFakes? _fakes;
    private ServerUnderTest? _server;

    public async Task InitializeAsync()
    {
        if (isCluster && PostgresBinaries.SkipReason is not null)
            return;
        _fakes = await KBaseFakes.StartAsync();
        var options = new ServerOptions
        {
            DeployConfig = DeployConfig.For(_fakes, Suites.PathOf(validators)),
            Environment = linkLimit is { } limit
                ? new Dictionary<string, string> { ["Limits__LinksPerSampleVersion"] = $"{limit}", ["Limits__LinksPerObjectVersion"] = $"{limit}" }
                : new Dictionary<string, string>(),
        };
        _server = isCluster ? await ServerUnderTest.StartClusterAsync(options) : await ServerUnderTest.StartProcessAsync(options);
    }

    public async Task DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        if (_fakes is not null)
            await _fakes.DisposeAsync();
    }

    /// <summary>Replays a case, which has to pass.</summary>
    public async Task CheckAsync(string path)
    {
        var result = await CaseRunner.RunAsync(Suites.Read(path), new CaseEndpoints(_server!.Url, _fakes!));
        Assert.True(result.Succeeded, result.ToString());
    }
}
