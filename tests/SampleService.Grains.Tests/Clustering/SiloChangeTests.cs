using SampleService.Domain;
using SampleService.Grains.Abstractions;

namespace SampleService.Grains.Tests.Clustering;

/// <summary>Silos come and go under a load, and no caller of the others is failed by it.</summary>
public sealed class SiloChangeTests : IAsyncLifetime
{
    private const int Samples = 20;

    private GrainHost _host = null!;

    public async Task InitializeAsync() => _host = await GrainHost.StartAsync(new GrainHostOptions { Silos = 3, IsOwner = false });

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public Task StopSilo_UnderLoad_FailsNoCall() => LoadDuring(() => _host.Cluster.StopSiloAsync(_host.Cluster.Silos[^1]));

    [Fact]
    public Task KillSilo_UnderLoad_FailsNoCall() => LoadDuring(() => _host.Cluster.KillSiloAsync(_host.Cluster.Silos[^1]));

    [Fact]
    public Task StartSilo_UnderLoad_FailsNoCall() => LoadDuring(() => _host.Cluster.StartAdditionalSiloAsync());

    [Fact]
    public Task StopAndStartSilo_UnderLoad_FailNoCall() => LoadDuring(() => Task.WhenAll(
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
                Assert.Equal(head, await _host.Read(Make.Alice, id));
            }

            return head;
        }
    }
}
