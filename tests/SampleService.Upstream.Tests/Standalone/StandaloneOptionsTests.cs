using SampleService.Upstream.Standalone;

namespace SampleService.Upstream.Tests.Standalone;

/// <summary>Settings that cannot work stop the start.</summary>
public sealed class StandaloneOptionsTests
{
    [Fact]
    public void Check_Defaults_Pass() => new StandaloneOptions().Check();

    [Fact]
    public void Check_WrongValues_AreRefused()
    {
        StandaloneOptions[] wrong =
        [
            new() { FullAdministratorRoles = [] },
            new() { FullAdministratorRoles = ["a,b"] },
            new() { ReadAdministratorRoles = [""] },
            new() { TokenCacheLifetime = TimeSpan.FromSeconds(-1) },
            new() { TokenCacheLifetime = TimeSpan.FromHours(2) },
            new() { TokenCacheCapacity = 0 },
        ];
        Assert.All(wrong, options => Assert.Throws<UpstreamConfigurationException>(options.Check));
    }
}
