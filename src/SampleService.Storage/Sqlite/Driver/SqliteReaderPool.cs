namespace SampleService.Storage.Sqlite;

/// <summary>A bounded number of connections that only read, opened when first needed.</summary>
internal sealed class SqliteReaderPool(string path, int size, DatabaseFiles files, SqliteErrors errors) : IAsyncDisposable
{
    private readonly SemaphoreSlim _permits = new(size);
    private readonly Stack<SqliteSession> _idle = [];
    private volatile bool _closed;

    /// <summary>Runs a query on the calling thread, on one consistent state of the database.</summary>
    public ValueTask<T> ReadAsync<T>(Func<SqliteSession, T> query, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
            return ValueTask.FromCanceled<T>(cancellation);
        if (!_permits.Wait(0, CancellationToken.None))
            return WaitAndReadAsync(query, cancellation);
        try
        {
            return ValueTask.FromResult(Read(query));
        }
        catch (Exception exception)
        {
            return ValueTask.FromException<T>(exception);
        }
    }

    /// <summary>Lets running and waiting reads end, then closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        _closed = true;
        for (var i = 0; i < size; i++)
            await _permits.WaitAsync().ConfigureAwait(false);
        while (_idle.TryPop(out var session))
            session.Close();
        _permits.Release(size);
    }

    private async ValueTask<T> WaitAndReadAsync<T>(Func<SqliteSession, T> query, CancellationToken cancellation)
    {
        await _permits.WaitAsync(cancellation).ConfigureAwait(false);
        return Read(query);
    }

    private T Read<T>(Func<SqliteSession, T> query)
    {
        SqliteSession? session = null;
        try
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(SqliteDatabase));
            session = Rent();
            session.Prepare("BEGIN").Execute();
            var result = query(session);
            session.Prepare("COMMIT").Execute();
            Return(session);
            session = null;
            return result;
        }
        catch (Exception exception)
        {
            var translated = errors.Translate(exception);
            if (!ReferenceEquals(translated, exception))
                throw translated;
            throw;
        }
        finally
        {
            // What went wrong may have left it in any state.
            session?.Close();
            _permits.Release();
        }
    }

    private SqliteSession Rent()
    {
        lock (_idle)
            if (_idle.TryPop(out var session))
                return session;
        var opened = SqliteSession.OpenReader(path);
        try
        {
            // Else it may be another database that it reads.
            files.RequireInPlace();
            return opened;
        }
        catch
        {
            opened.Close();
            throw;
        }
    }

    private void Return(SqliteSession session)
    {
        lock (_idle)
            _idle.Push(session);
    }
}
