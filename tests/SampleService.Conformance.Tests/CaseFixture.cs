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

/// <summary>One process on SQLite with the usual settings, strict as a stand-alone deployment is.</summary>
public sealed class StrictProcess() : CaseFixture(Suites.UsualValidators, isStrict: true);

/// <summary>A service and the stand-ins for its upstream services, for many cases.</summary>
/// <param name="validators">The file with the metadata validators.</param>
/// <param name="linkLimit">The limit of active links of an object version, and of a sample version; null for the default.</param>
/// <param name="isCluster">Whether it is a cluster on PostgreSQL, and not one process on SQLite.</param>
/// <param name="isStrict">Whether it has the compatibility settings of a stand-alone deployment.</param>
public abstract class CaseFixture(string validators, int? linkLimit = null, bool isCluster = false, bool isStrict = false) : IAsyncLifetime
{
    private KBaseFakes? _fakes;
    private ServerUnderTest? _server;

    public async Task InitializeAsync()
    {
        if (isCluster && PostgresBinaries.SkipReason is not null)
            return;
        _fakes = await KBaseFakes.StartAsync();
        var settings = new Dictionary<string, string>();
        if (linkLimit is { } limit)
            settings["Limits__LinksPerSampleVersion"] = settings["Limits__LinksPerObjectVersion"] = $"{limit}";
        if (isStrict)
            (settings["Compatibility__Strict"], settings["Compatibility__NumberForm"]) = ("true", "AsSent");
        var options = new ServerOptions { DeployConfig = DeployConfig.For(_fakes, Suites.PathOf(validators)), Environment = settings };
        _server = isCluster ? await ServerUnderTest.StartClusterAsync(options) : await ServerUnderTest.StartProcessAsync(options);
    }

    public async Task DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        if (_fakes is not null)
            await _fakes.DisposeAsync();
    }

    /// <summary>Replays a case: it has to pass, or, in strict mode, to fail if it is listed as resting on leniency.</summary>
    public async Task CheckAsync(string path)
    {
        var result = await CaseRunner.RunAsync(Suites.Read(path), new CaseEndpoints(_server!.Url, _fakes!));
        if (isStrict && LenientCases.Reasons.TryGetValue(path, out var reason))
            Assert.False(result.Succeeded, $"{path} passes: take it off the list (it is there because it {reason})");
        else
            Assert.True(result.Succeeded, result.ToString());
    }
}
