using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Runtime;
using Orleans.Runtime.Messaging;
using SampleService.Grains.Abstractions;
using SampleService.Domain;
using SampleService.Server;

namespace SampleService.Grains.Tests.Calls;

/// <summary>Which calls are made again, for how long, and what their callers are told in the end.</summary>
public sealed class ClusterCallFilterTests
{
    private static readonly MethodInfo Read = typeof(ISampleGrain).GetMethod(nameof(ISampleGrain.GetAcls))!;
    private static readonly MethodInfo Write = typeof(ISampleGrain).GetMethod(nameof(ISampleGrain.Save))!;
    private static readonly MethodInfo Foreign = typeof(IMembershipTable).GetMethod(nameof(IMembershipTable.ReadAll))!;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);
    private static readonly ServiceException Refusal = ServiceException.Unauthorized("no");

    private readonly HurriedClock _clock = new();

    public static TheoryData<Exception> Deaths =>
        [new SiloUnavailableException(), Rejection(), new ConnectionFailedException("x"), new OrleansException("x")];

    [Theory]
    [MemberData(nameof(Deaths))]
    public async Task Call_that_met_with_a_silo_that_is_gone_is_made_again(Exception death)
    {
        foreach (var method in new[] { Read, Write })
        {
            var call = Call(method, death, death, null);
            await InvokeAsync(call, hasSilentDeaths: false);
            Assert.Equal(3, call.Attempts);
        }
    }

    [Theory]
    [MemberData(nameof(Deaths))]
    public async Task Call_that_meets_with_nothing_else_is_given_up_in_time_with_an_unknown_outcome(Exception death)
    {
        var call = Call(Write, death);
        var failure = await Assert.ThrowsAsync<ServiceException>(() => InvokeAsync(call, hasSilentDeaths: false));
        Assert.Equal(ErrorKind.ClusterFailure, failure.Kind);
        Assert.EndsWith("the outcome of the call is unknown", failure.Detail, StringComparison.Ordinal);
        Assert.InRange(_clock.Passed, Longest - TimeSpan.FromSeconds(1), Longest);
        // The pauses grow: nobody is stormed with calls.
        Assert.InRange(call.Attempts, 20, 30);
    }

    [Fact]
    public async Task Write_that_is_refused_after_an_attempt_was_lost_has_an_unknown_outcome()
    {
        var call = Call(Write, new SiloUnavailableException(), Refusal);
        Assert.Equal(ErrorKind.ClusterFailure, (await Assert.ThrowsAsync<ServiceException>(() => InvokeAsync(call, false))).Kind);
    }

    [Fact]
    public async Task Write_that_is_refused_after_an_attempt_was_turned_away_is_refused()
    {
        var call = Call(Write, Rejection(), Refusal);
        Assert.Same(Refusal, await Assert.ThrowsAsync<ServiceException>(() => InvokeAsync(call, false)));
    }

    [Fact]
    public async Task Read_that_is_refused_after_an_attempt_was_lost_is_refused()
    {
        var call = Call(Read, new SiloUnavailableException(), Refusal);
        Assert.Same(Refusal, await Assert.ThrowsAsync<ServiceException>(() => InvokeAsync(call, false)));
    }

    [Fact]
    public async Task Read_that_took_too_long_is_made_again_where_nobody_tells_of_deaths()
    {
        var call = Call(Read, new TimeoutException(), null);
        await InvokeAsync(call, hasSilentDeaths: true);
        Assert.Equal(2, call.Attempts);
    }

    [Fact]
    public async Task Read_that_takes_too_long_again_and_again_is_given_up()
    {
        var call = new OutgoingCall(Read, () => _clock.Pass(TimeSpan.FromSeconds(8)), new TimeoutException());
        await Assert.ThrowsAsync<TimeoutException>(() => InvokeAsync(call, hasSilentDeaths: true));
        // The first failure comes after 8 seconds, and from then on there are 20.
        Assert.Equal(4, call.Attempts);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public async Task Read_through_a_front_end_is_made_again_after_its_time_however_short_the_probes(double probeSeconds)
    {
        var cluster = new ClusterMemberOptions { Role = ClusterRole.FrontEnd, ProbeSeconds = probeSeconds };
        var call = new OutgoingCall(Read, () => _clock.Pass(TimeSpan.FromSeconds(cluster.ResponseSeconds)), new TimeoutException(), null);
        await Filter(CallPatience.For(cluster)).Invoke(call);
        Assert.Equal(2, call.Attempts);
    }

    [Fact]
    public async Task Write_that_took_too_long_is_not_made_again()
    {
        var call = Call(Write, new TimeoutException(), null);
        await Assert.ThrowsAsync<TimeoutException>(() => InvokeAsync(call, hasSilentDeaths: true));
        Assert.Equal(1, call.Attempts);
    }

    [Fact]
    public async Task In_a_silo_nothing_that_took_too_long_is_made_again()
    {
        var call = Call(Read, new TimeoutException(), null);
        await Assert.ThrowsAsync<TimeoutException>(() => InvokeAsync(call, hasSilentDeaths: false));
        Assert.Equal(1, call.Attempts);
    }

    [Fact]
    public async Task Calls_of_others_are_none_of_its_business()
    {
        var call = Call(Foreign, new SiloUnavailableException(), null);
        await Assert.ThrowsAsync<SiloUnavailableException>(() => InvokeAsync(call, hasSilentDeaths: true));
        Assert.Equal(1, call.Attempts);
    }

    [Fact]
    public void Patience_outlasts_the_probes_and_is_that_of_a_front_end_only_there()
    {
        var cluster = new ClusterMemberOptions { ProbeSeconds = 2, MissedProbes = 3 };
        Assert.Equal(new CallPatience(TimeSpan.FromSeconds(34), false), CallPatience.For(cluster));
        cluster.Role = ClusterRole.FrontEnd;
        cluster.ProbeSeconds = 10;
        Assert.Equal(new CallPatience(TimeSpan.FromSeconds(130), true), CallPatience.For(cluster));
    }

    /// <summary>Only Orleans makes them.</summary>
    private static OrleansMessageRejectionException Rejection() => (OrleansMessageRejectionException)Activator.CreateInstance(
        typeof(OrleansMessageRejectionException), BindingFlags.Instance | BindingFlags.NonPublic, null, ["x"], null)!;

    private static OutgoingCall Call(MethodInfo method, params Exception?[] ends) => new(method, () => { }, ends);

    private Task InvokeAsync(OutgoingCall call, bool hasSilentDeaths) =>
        Filter(new CallPatience(Longest, hasSilentDeaths)).Invoke(call);

    private ClusterCallFilter Filter(CallPatience patience) =>
        new(new HttpContextAccessor(), patience, _clock, NullLogger<ClusterCallFilter>.Instance);
}
