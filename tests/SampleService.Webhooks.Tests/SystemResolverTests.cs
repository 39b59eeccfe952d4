using System.Net;
using System.Net.Sockets;

namespace SampleService.Webhooks.Tests;

/// <summary>Names are those that users choose, and their servers may answer as slowly as they like.</summary>
public sealed class SystemResolverTests
{
    [Fact]
    public async Task Resolve_Name_TakesNoThreadOfThePool()
    {
        var isOfPool = true;
        var resolver = new SystemResolver(host =>
        {
            isOfPool = Thread.CurrentThread.IsThreadPoolThread;
            return [IPAddress.Parse("192.0.2.1")];
        });

        Assert.Equal([IPAddress.Parse("192.0.2.1")], await resolver.ResolveAsync("receiver.example", default));
        Assert.False(isOfPool);
    }

    [Fact]
    public async Task Resolve_MoreNamesThanMayBe_WaitAndCanLeave()
    {
        using var answer = new ManualResetEventSlim();
        var (asked, arrived) = (0, new SemaphoreSlim(0));
        var resolver = new SystemResolver(host =>
        {
            Interlocked.Increment(ref asked);
            arrived.Release();
            answer.Wait();
            return [];
        });
        var first = Enumerable.Range(0, SystemResolver.MaxLookUps).Select(i => resolver.ResolveAsync($"{i}.example", default).AsTask()).ToList();
        for (var i = 0; i < SystemResolver.MaxLookUps; i++)
            Assert.True(await arrived.WaitAsync(TimeSpan.FromSeconds(30)));
        using var leaving = new CancellationTokenSource();
        var next = resolver.ResolveAsync("next.example", leaving.Token).AsTask();
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
        var last = resolver.ResolveAsync("last.example", default).AsTask();
        Assert.Equal(SystemResolver.MaxLookUps, asked);

        answer.Set();
        await Task.WhenAll(first);
        Assert.Empty(await last);
    }

    [Fact]
    public async Task Resolve_NameThatIsNone_HasNoAddress()
    {
        Assert.Empty(await new SystemResolver(_ => throw new SocketException((int)SocketError.HostNotFound)).ResolveAsync("a.example", default));
        Assert.Empty(await new SystemResolver().ResolveAsync(new string('a', 300), default));
    }

    [Fact]
    public async Task Resolve_Loopback_IsFoundByTheSystem() =>
        Assert.Contains(IPAddress.Loopback, await new SystemResolver().ResolveAsync("127.0.0.1", default));
}
