using System.Reflection;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Runtime;
using Orleans.Runtime.Messaging;
using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Server;

namespace SampleService.Grains.Tests.Clustering;

/// <summary>Which calls are made again, for how long, and what their callers are told in the end.</summary>
public sealed class GrainCallRetryFilterTests
{
    private static readonly MethodInfo Read = typeof(ISampleGrain).GetMethod(nameof(ISampleGrain.GetAcls))!;
    private static readonly MethodInfo Write = typeof(ISampleGrain).GetMethod(nameof(ISampleGrain.Save))!;
    private static readonly MethodInfo Foreign = typeof(IMembershipTable).GetMethod(nameof(IMembershipTable.ReadAllAsync))!;
    private static readonly TimeSpan MaxDuration = TimeSpan.FromSeconds(20);
    private static readonly ServiceException Refusal = ServiceException.Unauthorized("no");

    private readonly HurriedClock _clock = new();

    public static TheoryData<Exception> Deaths =>
        [new SiloUnavailableException(), Rejection(), new ConnectionFailedException("x"), new OrleansException("x")];

    [Theory]
    [MemberData(nameof(Deaths))]
    public async Task Invoke_SiloGone_CallsAgain(Exception death)
    {
        foreach (var method in new[] { Read, Write })
        {
            var call = Call(method, death, death, null);
            await InvokeAsync(call, retryReadsOnTimeout: false);
            Assert.Equal(3, call.Attempts);
        }
    }

    [Theory]
    [MemberData(nameof(Deaths))]
    public async Task Invoke_SilosGoneForLong_GivesUpWithUnknownOutcome(Exception death)
    {
        var call = Call(Write, death);
        var failure = await Assert.ThrowsAsync<ServiceException>(() => InvokeAsync(call, retryReadsOnTimeout: false));
        Assert.Equal(ErrorKind.ClusterFailure, failure.Kind);
        Assert.EndsWith("the outcome of the call is unknown", failure.Detail, StringComparison.Ordinal);
        Assert.InRange(_clock.Passed, MaxDuration - TimeSpan.FromSeconds(1), MaxDuration);
        // The pauses grow: nobody is stormed with calls.
        Assert.InRange(call.Attempts, 20, 30);
    }

    [Fact]
    public async Task Invoke_WriteRefusedAfterALostAttempt_HasUnknownOutcome()
    {
        var call = Call(Write, new SiloUnavailableException(), Refusal);
        Assert.Equal(ErrorKind.ClusterFailure, (await Assert.ThrowsAsync<ServiceException>(() => InvokeAsync(call, false))).Kind);
    }

    [Fact]
    public async Task Invoke_WriteRefusedAfterARejectedAttempt_IsRefused()
    {
        var call = Call(Write, Rejection(), Refusal);
        Assert.Same(Refusal, await Assert.ThrowsAsync<ServiceException>(() => InvokeAsync(call, false)));
    }

    [Fact]
    public async Task Invoke_ReadRefusedAfterALostAttempt_IsRefused()
    {
        var call = Call(Read, new SiloUnavailableException(), Refusal);
        Assert.Same(Refusal, await Assert.ThrowsAsync<ServiceException>(() => InvokeAsync(call, false)));
    }

    [Fact]
    public async Task Invoke_ReadTimedOutInAFrontEnd_CallsAgain()
    {
        var call = Call(Read, new TimeoutException(), null);
        await InvokeAsync(call, retryReadsOnTimeout: true);
        Assert.Equal(2, call.Attempts);
    }

    [Fact]
    public async Task Invoke_ReadTimesOutAgainAndAgain_GivesUp()
    {
        var call = new OutgoingCall(Read, () => _clock.Pass(TimeSpan.FromSeconds(8)), new TimeoutException());
        await Assert.ThrowsAsync<TimeoutException>(() => InvokeAsync(call, retryReadsOnTimeout: true));
        // The first failure comes after 8 seconds, and from then on there are 20.
        Assert.Equal(4, call.Attempts);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public async Task Invoke_ReadTimedOutInAFrontEndWithAnyProbes_CallsAgain(double probeSeconds)
    {
        var cluster = new ClusterMemberOptions { Role = ClusterRole.FrontEnd, ProbeSeconds = probeSeconds };
        var call = new OutgoingCall(Read, () => _clock.Pass(TimeSpan.FromSeconds(cluster.ResponseSeconds)), new TimeoutException(), null);
        await Filter(GrainCallRetryOptions.For(cluster)).Invoke(call);
        Assert.Equal(2, call.Attempts);
    }

    [Fact]
    public async Task Invoke_WriteTimedOut_IsNotCalledAgain()
    {
        var call = Call(Write, new TimeoutException(), null);
        await Assert.ThrowsAsync<TimeoutException>(() => InvokeAsync(call, retryReadsOnTimeout: true));
        Assert.Equal(1, call.Attempts);
    }

    [Fact]
    public async Task Invoke_ReadTimedOutInASilo_IsNotCalledAgain()
    {
        var call = Call(Read, new TimeoutException(), null);
        await Assert.ThrowsAsync<TimeoutException>(() => InvokeAsync(call, retryReadsOnTimeout: false));
        Assert.Equal(1, call.Attempts);
    }

    [Fact]
    public async Task Invoke_CallOfOrleansItself_IsNotCalledAgain()
    {
        var call = Call(Foreign, new SiloUnavailableException(), null);
        await Assert.ThrowsAsync<SiloUnavailableException>(() => InvokeAsync(call, retryReadsOnTimeout: true));
        Assert.Equal(1, call.Attempts);
    }

    [Fact]
    public void For_ClusterSettings_OutlastsTheProbes()
    {
        var cluster = new ClusterMemberOptions { ProbeSeconds = 2, MissedProbes = 3 };
        Assert.Equal(new GrainCallRetryOptions(TimeSpan.FromSeconds(34), false), GrainCallRetryOptions.For(cluster));
        cluster.Role = ClusterRole.FrontEnd;
        cluster.ProbeSeconds = 10;
        Assert.Equal(new GrainCallRetryOptions(TimeSpan.FromSeconds(130), true), GrainCallRetryOptions.For(cluster));
    }

    /// <summary>Only Orleans makes them.</summary>
    private static OrleansMessageRejectionException Rejection() => (OrleansMessageRejectionException)Activator.CreateInstance(
        typeof(OrleansMessageRejectionException), BindingFlags.Instance | BindingFlags.NonPublic, null, ["x"], null)!;

    private static OutgoingCall Call(MethodInfo method, params Exception?[] ends) => new(method, () => { }, ends);

    private Task InvokeAsync(OutgoingCall call, bool retryReadsOnTimeout) =>
        Filter(new GrainCallRetryOptions(MaxDuration, retryReadsOnTimeout)).Invoke(call);

    private GrainCallRetryFilter Filter(GrainCallRetryOptions options) =>
        new(options, _clock, NullLogger<GrainCallRetryFilter>.Instance);
}
