using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using SampleService.Domain;
using SampleService.Upstream.KBase;

namespace SampleService.Upstream.Tests.KBase;

/// <summary>Tokens that another service repeats in its texts reach nobody.</summary>
public sealed class SecretTests
{
    private const string Caller = "caller+token/1 2=";
    private const string Auth = "auth-token-of-the-service";
    private const string Workspace = "auth-token-of-the-service-for-workspaces";

    /// <summary>What a service knows that is asked with the caller's token.</summary>
    private static readonly string[] Secrets = [Caller, Uri.EscapeDataString(Caller), Auth, Workspace];

    private static readonly string Echo = string.Join(" and ", Secrets);

    [Theory]
    [InlineData(401)]
    [InlineData(500)]
    public async Task FindOwner_TextsWithTokens_AreGivenWithout(int status)
    {
        await using var stub = await StubServer.StartAsync(EchoAsync(status));
        await using var kbase = Over(stub);
        string reason;
        try
        {
            reason = (await kbase.Tokens.FindOwnerAsync(Caller, default)).Reason!;
        }
        catch (ServiceException fault)
        {
            reason = fault.Detail;
        }

        AssertClean(reason);
    }

    [Fact]
    public async Task FindRight_TextsWithTokens_AreGivenWithout()
    {
        await using var stub = await StubServer.StartAsync(EchoAsync(500));
        await using var kbase = Over(stub);
        AssertClean((await Assert.ThrowsAsync<ServiceException>(() => kbase.Roles.FindRightAsync(Caller, new UserName("user1"), default).AsTask())).Detail);
    }

    [Fact]
    public async Task FindUnknown_TextsWithTokens_AreGivenWithout()
    {
        await using var stub = await StubServer.StartAsync(EchoAsync(500));
        await using var kbase = Over(stub);
        AssertClean((await Assert.ThrowsAsync<ServiceException>(() => kbase.Users.FindUnknownAsync([new UserName("user1")], default).AsTask())).Detail, knowsCaller: false);
    }

    [Fact]
    public async Task FindPermission_TextsWithTokens_AreGivenWithout()
    {
        await using var stub = await StubServer.StartAsync(StubServer.Text(500, $$$"""{"error":{"message":"{{{Echo}}}"}}"""));
        await using var kbase = Over(stub);
        AssertClean((await Assert.ThrowsAsync<ServiceException>(() => kbase.Workspaces.FindPermissionAsync(new WorkspaceId(1), null, default).AsTask())).Detail, knowsCaller: false);
    }

    [Fact]
    public async Task Check_TextsWithTokens_AreGivenWithout()
    {
        await using var stub = await StubServer.StartAsync(EchoAsync(500));
        await using var kbase = Over(stub);
        AssertClean((await Assert.ThrowsAsync<UpstreamConfigurationException>(() => kbase.Check.CheckAsync(default))).Message, knowsCaller: false);
    }

    [Fact]
    public async Task FindOwner_TokenThatStandsWhereATextIsCut_IsGivenWithout()
    {
        var filler = new string('x', 4090);
        await using var stub = await StubServer.StartAsync(StubServer.Text(401, $$$"""{"error":{"appcode":10020,"message":"{{{filler}}}{{{Auth}}}"}}"""));
        await using var kbase = Over(stub);
        Assert.EndsWith("x[token", (await kbase.Tokens.FindOwnerAsync(Caller, default)).Reason, StringComparison.Ordinal);
    }

    private static Func<HttpContext, Task> EchoAsync(int status) => context =>
    {
        context.Features.Get<IHttpResponseFeature>()!.ReasonPhrase = Echo;
        return StubServer.Text(status, $$$"""{"error":{"appcode":1,"message":"{{{Echo}}}"}}""")(context);
    };

    private static KBaseHarness Over(StubServer stub) => new(new KBaseOptions
    {
        AuthRootUrl = stub.Url,
        AuthToken = Auth,
        WorkspaceUrl = stub.Url,
        WorkspaceToken = Workspace,
        FullAdministratorRoles = [],
        ReadAdministratorRoles = [],
    });

    private static void AssertClean(string text, bool knowsCaller = true)
    {
        Assert.Contains("[token]", text, StringComparison.Ordinal);
        Assert.All(knowsCaller ? Secrets : [Auth, Workspace], secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
        Assert.DoesNotContain("for-workspaces", text, StringComparison.Ordinal);
    }
}
