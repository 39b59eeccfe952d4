using SampleService.Domain;
using SampleService.Grains.Abstractions;

namespace SampleService.Grains.Tests;

/// <summary>Reads where other processes write too: what is remembered is confirmed each time.</summary>
public sealed class SharedReaderTests(SharedDatabaseFixture processes) : IClassFixture<SharedDatabaseFixture>
{
    private readonly GrainHost _host = processes.Begin();

    [Fact]
    public async Task GetDocument_Cached_ConfirmsOnceARead()
    {
        var id = await _host.NewSample();
        await _host.ReadTwice(Make.Alice, id);
        _host.ResetCounts();
        for (var times = 1; times < 5; times++)
        {
            Assert.Equal(1, await _host.Read(Make.Alice, id));
            Assert.Equal((times, times, 0), (_host.Samples.Reads.Confirmations, _host.Samples.Reads.All, _host.GrainCalls));
        }
    }

    [Fact]
    public async Task GetDocument_50CachedAtOnce_ShareTheirConfirmations()
    {
        var ids = new List<SampleId>();
        for (var i = 0; i < 50; i++)
        {
            ids.Add(await _host.NewSample());
            await _host.ReadTwice(Make.Alice, ids[^1]);
        }

        _host.ResetCounts();
        _host.Samples.Confirmations.Close();
        var reads = ids.ConvertAll(id => _host.Read(Make.Alice, id));
        _host.Samples.Confirmations.Open();
        Assert.All(await Task.WhenAll(reads), version => Assert.Equal(1, version));
        // Two were under way when the others came, which then went together.
        Assert.Equal((3, 3), (_host.Samples.Reads.Confirmations, _host.Samples.Reads.All));
    }

    [Fact]
    public async Task GetDocument_ChangedByAnotherProcess_SeesIt()
    {
        var elsewhere = await processes.ElsewhereAsync();
        var id = await _host.NewSample();
        for (var head = 1; head < 5; head++)
        {
            await _host.ReadTwice(Make.Alice, id);
            await Make.FailsWith(ErrorKind.Unauthorized, () => _host.Read(Make.Bob, id));
            await elsewhere.Grains.GetSample(id).ChangeAcls(Make.Acls(Make.Alice, read: ["bob"]));
            Assert.Equal(head, await _host.Read(Make.Bob, id));
            await _host.ReadTwice(Make.Bob, id);
            Assert.Equal(head + 1, await elsewhere.Grains.GetSample(id).Save(Make.Version(Make.Alice)));
            Assert.Equal(head + 1, await _host.Read(Make.Bob, id));
            await elsewhere.Grains.GetSample(id).ChangeAcls(Make.Acls(Make.Alice, remove: ["bob"]));
            await Make.FailsWith(ErrorKind.Unauthorized, () => _host.Read(Make.Bob, id));
        }
    }

    [Fact]
    public async Task GetDocument_CallerGoneWhileConfirming_IsLetGo()
    {
        var id = await _host.NewSample();
        await _host.ReadTwice(Make.Alice, id);
        _host.Samples.Confirmations.Close();
        using var caller = new CancellationTokenSource();
        var read = _host.Reader.GetDocumentAsync(id, null, Make.Alice, caller.Token).AsTask();
        await _host.Samples.Confirmations.Arrived;
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read);
        _host.Samples.Confirmations.Open();
        Assert.Equal(1, await _host.Read(Make.Alice, id));
    }
}
