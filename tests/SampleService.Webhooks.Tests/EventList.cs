using System.Text;
using SampleService.Domain;
using SampleService.Storage;

namespace SampleService.Webhooks.Tests;

/// <summary>Events that a test makes, and who may see them.</summary>
internal sealed class EventList : IWebhookEvents
{
    public static readonly byte[] Secret = "a secret of the receivers of these tests"u8.ToArray();

    private readonly Lock _gate = new();
    private TaskCompletionSource _added = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The newest position.</summary>
    public long Head { get; private set; }

    /// <summary>The lowest position that is kept.</summary>
    public long Oldest { get; set; } = 1;

    /// <summary>Whether an event is to be sent to a webhook.</summary>
    public Func<Webhook, long, bool> IsShown { get; set; } = static (_, _) => true;

    /// <summary>Whether the secret of a webhook can be read.</summary>
    public bool HasSecret { get; set; } = true;

    public static byte[] BodyOf(long position) => Encoding.UTF8.GetBytes($"{{\"position\":{position}}}");

    /// <summary>Waits until all that there is was sent, and received, or was not to be sent.</summary>
    public Task IdleAsync()
    {
        lock (_gate)
            return _idle.Task.WaitAsync(Patience.Token());
    }

    public void Add(int count = 1)
    {
        lock (_gate)
        {
            Head += count;
            _idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _added.SetResult();
            _added = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public ValueTask<NextEvent> FindNextAsync(Webhook webhook, long after, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (after < Oldest - 1)
                throw ServiceException.Illegal($"Events up to position {Oldest - 1} are no longer kept");
            for (var position = after + 1; position <= Head; position++)
                if (IsShown(webhook, position))
                    return new(new NextEvent(position, BodyOf(position)));
            _idle.TrySetResult();
            return new(new NextEvent(Math.Max(after, Head), null));
        }
    }

    public async Task WaitAsync(long after, CancellationToken cancellation)
    {
        Task added;
        lock (_gate)
        {
            if (after < Head)
                return;
            added = _added.Task;
        }

        await added.WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public ValueTask<byte[]?> FindSecretAsync(StoredWebhook webhook, CancellationToken cancellation) => new(HasSecret ? Secret : null);
}
