using SampleService.Grains.Abstractions;
using SampleService.Domain;
using SampleService.Grains.Tests;

namespace SampleService.Grains.Tests;

/// <summary>Silos come and go under a load, and no caller of the others is failed by it.</summary>
public sealed class MembershipTests : IAsyncLifetime
{
    private const int Samples = 20;

    private readonly GrainHost _host = GrainHost.Start(period: null);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public Task Silo_that_stops_fails_no_call() => LoadDuring(() => _host.Cluster.StopSiloAsync(_host.Cluster.Silos[^1]));

    [Fact]
    public Task Silo_that_is_killed_fails_no_call() => LoadDuring(() => _host.Cluster.KillSiloAsync(_host.Cluster.Silos[^1]));

    [Fact]
    public Task Silo_that_joins_fails_no_call() => LoadDuring(() => _host.Cluster.StartAdditionalSiloAsync());

    [Fact]
    public Task Silo_that_stops_and_one_that_joins_meanwhile_fail_no_call() => LoadDuring(() => Task.WhenAll(
        _host.Cluster.StopSiloAsync(_host.Cluster.Silos[^1]), _host.Cluster.StartAdditionalSiloAsync()));

    /// <summary>Saves and reads before, during and after the change; every save is there, once, and seen at once.</summary>
    private async Task LoadDuring(Func<Task> change)
    {
        var ids = new List<SampleId>();
        for (var i = 0; i < Samples; i++)
            ids.Add(await _host.NewSample());
        var isOver = false;
        var heads = Task.WhenAll(ids.Select(SaveOnAndOn));
        await change();
        Volatile.Write(ref isOver, true);
        foreach (var (id, head) in ids.Zip(await heads))
            Assert.Equal(head, (await _host.Grains.GetSample(id).Authorize(Make.Alice, AccessLevel.Read)).Head);

        async Task<int> SaveOnAndOn(SampleId id)
        {
            var head = 1;
            // Some more after the change: grains of the silo that is gone have to be found anew.
            for (var more = 10; more > 0; more -= Volatile.Read(ref isOver) ? 1 : 0)
            {
                Assert.Equal(head + 1, await _host.GrainsFromSilo.GetSample(id).Save(Make.Version(Make.Alice, prior: head)));
                head++;
                Assert.Equal(head, (await _host.GrainsFromSilo.GetSample(id).Authorize(Make.Alice, AccessLevel.Read)).Head);
            }

            return head;
        }
    }
}
