using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SampleService.Domain;
using SampleService.Storage;
using SampleService.Storage.Sql;
using SampleService.Storage.Sqlite;
using SampleService.Testing.Servers;

namespace SampleService.Webhooks.Tests;

/// <summary>Webhooks of a database of their own, and what sends to them, with a clock, events and names of hosts that the test has in hand.</summary>
internal sealed class World : IAsyncDisposable
{
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(7);

    private readonly TemporaryDirectory _folder = new();
    private readonly SqliteDatabase _database;
    private CancellationTokenSource _stop = new();
    private readonly WebhookDelivery _delivery;
    private Task? _running;

    public World(params string[] allowed)
    {
        _database = SqliteDatabase.Open(
            new SqliteDatabaseOptions { Path = Path.Combine(_folder.Path, "samples.db") }, Clock, NullLogger<SqliteDatabase>.Instance);
        Store = new FailingStore(new WebhookStore(_database));
        _delivery = new WebhookDelivery(
            Store, Events, Hosts, new ReceiverAddresses([.. allowed.Select(text => IPNetwork.Parse(text))]), new ProductInfoHeaderValue("SampleService", "1.2.3"),
            Timeout, Clock, Log);
    }

    public TimerClock Clock { get; } = new();

    public EventList Events { get; } = new();

    public HostTable Hosts { get; } = new();

    public FailingStore Store { get; }

    public ListLogger Log { get; } = new();

    public bool IsHeld { get; set; } = true;

    /// <summary>Makes a webhook that is sent what comes from now on.</summary>
    public async Task<WebhookId> AddAsync(string url)
    {
        var webhook = new Webhook(WebhookId.New(), new UserName("alice"), url, Timestamp.Now(Clock), new WebhookProgress(Events.Head));
        await Store.AddAsync(new StoredWebhook(webhook, new byte[] { 1 }), new WebhookLimits(100, 100), default);
        return webhook.Id;
    }

    /// <summary>Begins to send.</summary>
    public void Start() => _running = _delivery.RunAsync(() => IsHeld, _stop.Token);

    /// <summary>Ends it in good order.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _running!.WaitAsync(Patience.Token()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Begins once more.</summary>
    public void Restart()
    {
        _stop.Dispose();
        _stop = new CancellationTokenSource();
        Start();
    }

    /// <summary>What is stored of a webhook that has been sent all there is.</summary>
    public async Task<WebhookProgress> SentAllAsync(WebhookId id)
    {
        await Events.IdleAsync();
        return await StoredAsync(id, progress => progress.Position == Events.Head);
    }

    /// <summary>What is stored of a webhook that fails or is dead.</summary>
    /// <param name="id">The webhook.</param>
    /// <param name="line">The line of the log that says so.</param>
    public async Task<WebhookProgress> FailedAsync(WebhookId id, int line = 1351)
    {
        await Log.WaitForAsync(line);
        return await StoredAsync(id, progress => line == 1351 ? progress.Failures > 0 : progress.Dead is not null);
    }

    /// <summary>Moves the clock until something is the case. Nothing may be under way that is not to take longer than it has.</summary>
    public async Task PassUntilAsync(Func<bool> isReached)
    {
        for (var patience = Patience.Token(); !isReached(); patience.ThrowIfCancellationRequested())
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
    }

    private async Task<WebhookProgress> StoredAsync(WebhookId id, Func<WebhookProgress, bool> isReached)
    {
        for (var patience = Patience.Token(); ; patience.ThrowIfCancellationRequested())
        {
            var stored = (await Store.ListAsync(null, patience)).Single(one => one.Webhook.Id == id).Webhook.Progress;
            if (isReached(stored))
                return stored;
            Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_running is not null)
        {
            // Receivers that hang are waited for by the clock.
            var stopping = StopAsync();
            await PassUntilAsync(() => stopping.IsCompleted);
            await stopping;
        }

        _stop.Dispose();
        _delivery.Dispose();
        await _database.DisposeAsync();
        _folder.Dispose();
    }
}

/// <summary>The addresses of hosts.</summary>
internal sealed class HostTable : IHostResolver
{
    private readonly Dictionary<string, Queue<IPAddress[]>> _hosts = [];

    /// <summary>What a host is found to have, the first time, the second, and so on; from then on what it had last.</summary>
    public string this[string host]
    {
        set
        {
            lock (_hosts)
                _hosts[host] = new Queue<IPAddress[]>(
                    value.Split(';').Select(time => time.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(IPAddress.Parse).ToArray()));
        }
    }

    public ValueTask<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellation)
    {
        lock (_hosts)
            return new(!_hosts.TryGetValue(host, out var times) ? [] : times.Count > 1 ? times.Dequeue() : times.Peek());
    }
}

/// <summary>The store, which fails when a test says so.</summary>
internal sealed class FailingStore(IWebhookStore store) : IWebhookStore
{
    private volatile bool _fails;

    /// <summary>Whether nothing can be stored of progress.</summary>
    public bool Fails
    {
        get => _fails;
        set => _fails = value;
    }

    public ValueTask<WebhookOutcome> AddAsync(StoredWebhook webhook, WebhookLimits limits, CancellationToken cancellation) =>
        store.AddAsync(webhook, limits, cancellation);

    public ValueTask<IReadOnlyList<StoredWebhook>> ListAsync(UserName? maker, CancellationToken cancellation) => store.ListAsync(maker, cancellation);

    public ValueTask<bool> HasAnyAsync(CancellationToken cancellation) => store.HasAnyAsync(cancellation);

    public ValueTask<bool> RemoveAsync(WebhookId id, UserName? maker, CancellationToken cancellation) => store.RemoveAsync(id, maker, cancellation);

    public ValueTask SaveAsync(IReadOnlyCollection<KeyValuePair<WebhookId, WebhookProgress>> progress, CancellationToken cancellation) =>
        Fails ? throw new ServiceException(ErrorKind.StorageFailure, "the disk is full") : store.SaveAsync(progress, cancellation);
}

/// <summary>Keeps what is logged.</summary>
internal sealed class ListLogger : ILogger<WebhookDelivery>
{
    private readonly List<(int Id, string Text)> _lines = [];

    private TaskCompletionSource _added = new();

    public IReadOnlyList<int> Ids
    {
        get
        {
            lock (_lines)
                return [.. _lines.Select(line => line.Id)];
        }
    }

    public IReadOnlyList<string> Texts
    {
        get
        {
            lock (_lines)
                return [.. _lines.Select(line => line.Text)];
        }
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_lines)
        {
            _lines.Add((eventId.Id, formatter(state, exception)));
            _added.SetResult();
            _added = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Waits for a line.</summary>
    public async Task WaitForAsync(int id)
    {
        for (var patience = Patience.Token(); ;)
        {
            Task added;
            lock (_lines)
            {
                if (_lines.Any(line => line.Id == id))
                    return;
                added = _added.Task;
            }

            await added.WaitAsync(patience);
        }
    }
}
