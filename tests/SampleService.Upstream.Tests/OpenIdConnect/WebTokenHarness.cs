using Microsoft.Extensions.Logging;
using SampleService.Domain;
using SampleService.Testing.Fakes;
using SampleService.Upstream.OpenIdConnect;

namespace SampleService.Upstream.Tests.OpenIdConnect;

/// <summary>An issuer, and what judges its tokens; users are what the tokens say.</summary>
internal sealed class WebTokenHarness : IIdentityBinder, IAsyncDisposable
{
    private readonly WebTokens _tokens;

    private WebTokenHarness(IssuerFake issuer, FakeClock clock, OpenIdConnectIssuer options)
    {
        (Issuer, Clock) = (issuer, clock);
        options.Authority = issuer.Authority;
        options.Audience = IssuerFake.Audience;
        _tokens = new WebTokens(
            new OpenIdConnectOptions([options], TimeSpan.FromSeconds(30)), this, clock,
            LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log)).CreateLogger<WebTokens>());
    }

    public IssuerFake Issuer { get; }

    public FakeClock Clock { get; }

    public RecordingLog Log { get; } = new();

    /// <summary>In seconds since 1970.</summary>
    public long Now => Clock.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>Whom the last token that was accepted is about.</summary>
    public IssuerIdentity? LastBound { get; private set; }

    public static async Task<WebTokenHarness> StartAsync(OpenIdConnectIssuer? options = null)
    {
        var clock = new FakeClock();
        return new WebTokenHarness(await IssuerFake.StartAsync(clock), clock, options ?? new OpenIdConnectIssuer());
    }

    public Task<WebTokenJudgement> JudgeAsync(string token, CancellationToken cancellation = default) =>
        _tokens.JudgeAsync(token, mayMakeAccount: true, cancellation).AsTask();

    /// <summary>The same when time goes on each time that keys may not be read again yet.</summary>
    public Task<WebTokenJudgement> JudgeLaterAsync(string token) => LaterAsync(JudgeAsync(token));

    /// <summary>The result of something when time goes on each time that keys may not be read again yet.</summary>
    public async Task<T> LaterAsync<T>(Task<T> running)
    {
        while (!running.IsCompleted)
            if (!Clock.TryAdvanceToTimer(TimeSpan.FromSeconds(5)))
                await Task.WhenAny(running, Task.Delay(10));
        return await running;
    }

    /// <summary>Waits until it is known that keys may not be read again yet.</summary>
    public async Task WaitUntilReadingRestsAsync()
    {
        while (Clock.TimeToTimer > TimeSpan.FromSeconds(5))
            await Task.Delay(10);
    }

    /// <summary>Asserts that a token is accepted.</summary>
    public async Task<WebTokenOwner> AcceptAsync(string token)
    {
        var judgement = await JudgeAsync(token);
        Assert.Null(judgement.Refusal);
        return judgement.Owner!;
    }

    /// <summary>Asserts that a token is refused, and for what.</summary>
    public async Task RefuseAsync(WebTokenFault fault, string token)
    {
        var judgement = await JudgeAsync(token);
        Assert.Null(judgement.Owner);
        Assert.Equal(fault, judgement.Refusal!.Fault);
    }

    /// <summary>Asserts that a token cannot be judged.</summary>
    public static async Task FailAsync(Task<WebTokenJudgement> judging)
    {
        var fault = await Assert.ThrowsAsync<ServiceException>(() => judging);
        Assert.Equal(ErrorKind.UpstreamFailure, fault.Kind);
        Assert.StartsWith("The keys of the token issuer http://127.0.0.1:", fault.Detail, StringComparison.Ordinal);
    }

    public ValueTask<BoundUser> BindAsync(IssuerIdentity identity, bool mayMakeAccount, CancellationToken cancellation)
    {
        LastBound = identity;
        return new(new BoundUser(identity.Name, null));
    }

    public async ValueTask DisposeAsync()
    {
        _tokens.Dispose();
        await Issuer.DisposeAsync();
    }
}
