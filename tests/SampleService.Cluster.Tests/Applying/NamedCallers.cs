using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using SampleService.Cluster.Tests.Disturbed;

namespace SampleService.Cluster.Tests.Applying;

/// <summary>
/// Callers who send one named call after the other, now and then at two servers at once, and send a call whose answer broke off again, through
/// whichever server, until it is answered.
/// </summary>
internal sealed class NamedCallers(Servers servers, RpcClient rpc, string upa, IReadOnlyList<string> shared) : IDisposable
{
    private readonly ConcurrentQueue<NamedCall> _answered = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _allowed = new(0);
    private Task[] _callers = [];
    private int _brokenOff;
    private int _underWay;

    /// <summary>The calls that were answered.</summary>
    public IReadOnlyCollection<NamedCall> Answered => _answered;

    /// <summary>How many answers broke off.</summary>
    public int BrokenOff => Volatile.Read(ref _brokenOff);

    public void Start(int count) => _callers = [.. Enumerable.Range(0, count).Select(number => Task.Run(() => RunAsync(number)))];

    /// <summary>
    /// Waits until so many more calls have been answered. Callers may send some more than those, so that calls are under way then; how many there are in
    /// the end does not depend on how fast a server is started.
    /// </summary>
    public Task AnsweredAsync(int calls)
    {
        var target = _answered.Count + calls;
        _allowed.Release(2 * calls);
        return Eventually.IsTrueAsync(
            () => _answered.Count >= target || _callers.Any(caller => caller.IsFaulted), $"{calls} more calls are answered");
    }

    /// <summary>Lets callers send some more calls, and waits until one is under way.</summary>
    public Task UnderWayAsync()
    {
        return Eventually.IsTrueAsync(IsUnderWay, "a call is under way");

        bool IsUnderWay()
        {
            if (Volatile.Read(ref _underWay) > 0)
                return true;
            _allowed.Release(4 * _callers.Length);
            return false;
        }
    }

    /// <summary>Lets each caller end its call; an exception that one of them met comes out here.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_callers).WaitAsync(Eventually.Patience);
    }

    /// <summary>Sees to it that they do not go on when the test has failed.</summary>
    public void Dispose() => _stop.Cancel();

    private async Task RunAsync(int number)
    {
        var random = new Random(number);
        for (var count = 0; await IsAllowedAsync(); count++)
        {
            var call = await DrawAsync(string.Create(CultureInfo.InvariantCulture, $"c{number}-{count}"), random);
            var answers = await Task.WhenAll(
                Enumerable.Range(0, random.Next(3) == 0 ? 2 : 1).Select(_ => SendAsync("apply", call.Argument, new Random(random.Next()))));
            call.Take(answers[0]);
            foreach (var other in answers.Skip(1))
                call.AssertSame(other);
            _answered.Enqueue(call);
        }
    }

    private async Task<bool> IsAllowedAsync()
    {
        try
        {
            await _allowed.WaitAsync(_stop.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task<NamedCall> DrawAsync(string name, Random random)
    {
        if (random.Next(3) == 0)
            return new NamedCall(name, upa, isAtomic: true, null);
        var (saved, turned) = (shared[random.Next(shared.Count)], shared[random.Next(shared.Count)]);
        var states = (await SendAsync("get_state", new { samples = new[] { new { id = saved }, new { id = turned } } }, random)).GetProperty("samples");
        return new NamedCall(name, upa, random.Next(4) != 0, new SharedState(
            saved, states[0].GetProperty("version").GetInt32(), turned, states[1].GetProperty("acl_version").GetInt64()));
    }

    private async Task<JsonElement> SendAsync(string method, object argument, Random random)
    {
        while (true)
        {
            Member? member = null;
            await Eventually.IsTrueAsync(() => (member = servers.Choose(random)) is not null, "a server is there");
            Interlocked.Increment(ref _underWay);
            try
            {
                return (await rpc.CallAsync(member!.Process.Url, "user1", method, argument)).Value;
            }
            catch (Exception e) when (e is HttpRequestException or IOException)
            {
                Interlocked.Increment(ref _brokenOff);
            }
            finally
            {
                Interlocked.Decrement(ref _underWay);
            }
        }
    }
}
