namespace SampleService.Actors.Runtime;

/// <inheritdoc cref="IPersistentState{TState}"/>
internal sealed class StoredState<T>(string name, Activation activation, IGrainStorage storage) : StoredState, IPersistentState<T>
{
    private readonly GrainState<T> _state = new(Activator.CreateInstance<T>());
    private Task _last = Task.CompletedTask;
    private bool _isRead;

    public T State
    {
        get
        {
            RequireTurn();
            return _state.State!;
        }

        set
        {
            RequireTurn();
            _state.State = value;
        }
    }

    public string? Etag => _state.ETag;

    public bool RecordExists => _isRead ? _state.RecordExists : throw new InvalidOperationException("The state was not read yet.");

    public Task ReadStateAsync() => QueueAsync(nameof(ReadStateAsync), ReadFromStorageAsync);

    public Task WriteStateAsync() => QueueAsync(nameof(WriteStateAsync), () => storage.WriteStateAsync(name, activation.Id, _state));

    public Task ClearStateAsync() => QueueAsync(nameof(ClearStateAsync), () => storage.ClearStateAsync(name, activation.Id, _state));

    internal override Task ReadAsync() => ReadStateAsync();

    private static void RequireTurn()
    {
        if (SynchronizationContext.Current is not Activation)
            throw new InvalidOperationException("The state of a grain is used from its turns only.");
    }

    private async Task ReadFromStorageAsync()
    {
        await storage.ReadStateAsync(name, activation.Id, _state);
        _isRead = true;
    }

    private Task QueueAsync(string operation, Func<Task> work)
    {
        RequireTurn();
        return _last = RunAsync(_last, operation, work);
    }

    private async Task RunAsync(Task before, string operation, Func<Task> work)
    {
        // Turns that interleave would write on the same version, and the later one fail. How the earlier operation
        // ended is told to whoever asked for that.
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        try
        {
            await work();
        }
        catch (Exception exception)
        {
            activation.Class.Host.Log.StorageFailed(exception, operation, name, activation.Class.Name);
            if (exception is OrleansException)
                throw;
            throw new OrleansException($"{operation} of the state {name} of a grain {activation.Class.Name} failed.", exception);
        }
    }
}
