using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using SampleService.Grains.Abstractions;
using SampleService.Domain;
using SampleService.Grains.Tests;
using SampleService.Server;

namespace SampleService.Grains.Tests;

/// <summary>Failures reach the caller's process with kind, text and the id of the call, and with nothing else.</summary>
public sealed class ErrorTests : IAsyncLifetime
{
    private readonly GrainHost _host = GrainHost.Start();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Failure_of_a_grain_has_its_kind_text_and_call()
    {
        RequestContext.Set(ClusterCallFilter.CallId, "call-1");
        var missing = SampleId.New(TimeProvider.System);
        var failure = await Make.FailsWith(
            ErrorKind.NoSuchSample, () => _host.Grains.GetSample(missing).Authorize(Make.Alice, AccessLevel.Read));
        Assert.Equal(missing.ToString(), failure.Detail);
        Assert.Equal("call-1", failure.CallId);
    }

    [Fact]
    public async Task Failure_of_a_grain_that_another_grain_called_comes_through_both()
    {
        RequestContext.Set(ClusterCallFilter.CallId, "call-2");
        var id = await _host.NewSample();
        var failure = await Make.FailsWith(
            ErrorKind.Unauthorized, () => _host.Grains.GetDataLink(Make.Unit()).Create(Make.Link(Make.Bob, id, Make.Unit())));
        Assert.Equal($"User bob cannot administrate sample {id}", failure.Detail);
        Assert.Equal("call-2", failure.CallId);
    }

    [Fact]
    public async Task Cause_stays_where_it_came_about()
    {
        var id = await _host.NewSample();
        _host.Samples.Breaks = new ServiceException(ErrorKind.StorageFailure, "the database failed", new IOException("secret"));
        var failure = await Make.FailsWith(ErrorKind.StorageFailure, () => _host.Grains.GetSample(id).Save(Make.Version(Make.Alice)));
        Assert.Null(failure.InnerException);
        Assert.DoesNotContain("secret", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failure_that_nobody_expected_is_an_unexpected_one_without_the_text_of_a_library()
    {
        RequestContext.Set(ClusterCallFilter.CallId, "call-3");
        var id = await _host.NewSample();
        _host.Samples.Breaks = new InvalidOperationException("secret");
        var failure = await Make.FailsWith(ErrorKind.Unexpected, () => _host.Grains.GetSample(id).Save(Make.Version(Make.Alice)));
        Assert.Equal("call-3", failure.CallId);
        Assert.DoesNotContain("secret", failure.ToString(), StringComparison.Ordinal);
    }
}
