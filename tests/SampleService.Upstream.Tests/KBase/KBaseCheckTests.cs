using SampleService.Testing.Fakes;
using SampleService.Upstream.KBase;

namespace SampleService.Upstream.Tests.KBase;

/// <summary>The start-up checks: one line that names what is wrong.</summary>
public sealed class KBaseCheckTests
{
    [Fact]
    public async Task Check_BothServicesWork_Passes()
    {
        await using var fakes = await KBaseFakes.StartAsync();
        await using var kbase = KBaseHarness.Over(fakes.Auth.Url, fakes.Workspace.Url);
        await kbase.Check.CheckAsync(default);
        Assert.Equal(new AuthCall("GET", "/api/V2/users", "list="), Assert.Single(fakes.Auth.Calls));
        Assert.Equal("Workspace.administer", Assert.Single(fakes.Workspace.Calls).Method);
    }

    [Fact]
    public async Task Check_OwnTokenRefused_NamesTheKeys()
    {
        await using var fakes = await KBaseFakes.StartAsync();
        fakes.Auth.RevokeToken("token-serviceuser");
        await using var kbase = KBaseHarness.Over(fakes.Auth.Url, fakes.Workspace.Url);
        await FailsAsync(
            kbase,
            $"The service at {fakes.Auth.Url} (auth-root-url) could not be used with the token of auth-token: "
            + "KBase auth server reported token is invalid.");
    }

    [Fact]
    public async Task Check_WorkspaceTokenWithoutAdministration_NamesTheKeys()
    {
        await using var fakes = await KBaseFakes.StartAsync();
        await using var kbase = new KBaseHarness(new KBaseOptions
        {
            AuthRootUrl = fakes.Auth.Url,
            AuthToken = "token-serviceuser",
            WorkspaceUrl = fakes.Workspace.Url,
            WorkspaceToken = "token-user1",
        });
        await FailsAsync(
            kbase,
            $"The service at {fakes.Workspace.Url} (workspace-url) could not be used with the token of "
            + "workspace-read-admin-token: User user1 is not an admin");
    }

    [Fact]
    public async Task Check_TextOfSeveralLines_IsOneLine()
    {
        await using var fakes = await KBaseFakes.StartAsync();
        fakes.Workspace.Fail("one\ntwo");
        await using var kbase = KBaseHarness.Over(fakes.Auth.Url, fakes.Workspace.Url);
        var fault = await Assert.ThrowsAsync<UpstreamConfigurationException>(() => kbase.Check.CheckAsync(default));
        Assert.EndsWith(": one two", fault.Message, StringComparison.Ordinal);
    }

    private static async Task FailsAsync(KBaseHarness kbase, string text) =>
        Assert.Equal(
            text, (await Assert.ThrowsAsync<UpstreamConfigurationException>(() => kbase.Check.CheckAsync(default))).Message);
}
