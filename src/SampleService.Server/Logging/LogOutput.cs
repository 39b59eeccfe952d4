namespace SampleService.Server;

/// <summary>
/// Lines on their way out of the process: gathered in memory, and written by one thread, many at a time, in the order they
/// came. When there is no room, because whoever reads them is slow, writers wait: nothing is left out. When whoever reads
/// them has stopped, what there is no room for is left out until he goes on, and a record in its place says how much that was. Lines
/// that can't be written at all, since the other end is gone, are counted.
/// </summary>
internal sealed class LogOutput
{
    private const int Capacity = 1 << 20;

    /// <summary>So much is written at once; less only after <see cref="GatherTime"/>.</summary>
    private const int GatherBytes = 32 * 1024;

    private static readonly TimeSpan GatherTime = TimeSpan.FromMilliseconds(5);

    /// <summary>Who takes less than <see cref="GatherBytes"/> in this time has stopped.</summary>
    private const long StoppedAfterMilliseconds = 2000;

    /// <summary>Longer, a process that ends does not wait for a reader that is slow.</summary>
    private const long LongestFlushMilliseconds = 5000;

    private static readonly Lazy<LogOutput> StandardOutput = new(() => Open(StandardStream.OpenOutput()));
    private static readonly Lazy<LogOutput> StandardError = new(() => Open(StandardStream.OpenError()));

    private readonly object _gate = new();
    private readonly Stream _stream;
    private byte[] _filling = new byte[2 * GatherBytes];
    private byte[] _spare = new byte[2 * GatherBytes];
    private int _used;
    private int _lines;
    private int _flushers;

    /// <summary>Batches that were taken to be written, and those that have been.</summary>
    private long _taken;
    private long _written;
    private bool _isGathering;
    private int _missing;
    private long _lost;

    /// <summary>When something was taken last, or began to wait for that; in milliseconds of the system's clock.</summary>
    private long _moved;

    /// <param name="stream">Takes the lines.</param>
    public LogOutput(Stream stream)
    {
        _stream = stream;
        new Thread(Run) { Name = "Log", IsBackground = true }.Start();
    }

    /// <summary>That of this process. What was written to it gets out before the process ends, or crashes.</summary>
    public static LogOutput Standard => StandardOutput.Value;

    /// <summary>The same on standard error, for commands, whose standard output has what they were asked for.</summary>
    public static LogOutput Error => StandardError.Value;

    /// <summary>Makes the record that stands in the place of so many that are missing; without it they are only counted.</summary>
    public Func<int, byte[]>? Missing { get; set; }

    /// <summary>Records that could not be written, or that there was no room for.</summary>
    public long Lost => Interlocked.Read(ref _lost);

    /// <summary>Adds one record, which ends its line; waits while there is no room.</summary>
    /// <param name="record">The record.</param>
    /// <param name="isNeeded">
    /// Whether it is waited for room for five seconds, whoever takes nothing; else it is left out when nobody does.
    /// </param>
    public void Write(ReadOnlySpan<byte> record, bool isNeeded)
    {
        lock (_gate)
        {
            var end = Environment.TickCount64 + LongestFlushMilliseconds;
            while (_used > 0 && (_used + record.Length > Capacity || (_missing > 0 && !isNeeded)))
            {
                var left = isNeeded ? end - Environment.TickCount64 : _missing == 0 ? UntilStopped() : 0;
                if (left <= 0)
                {
                    _missing++;
                    Interlocked.Increment(ref _lost);
                    return;
                }

                Monitor.Wait(_gate, (int)left);
            }

            Add(record);
        }
    }

    /// <summary>
    /// Waits until all that was added before is written, but not for ever, and not at all for a reader that has stopped.
    /// </summary>
    public void Flush()
    {
        var end = Environment.TickCount64 + LongestFlushMilliseconds;
        lock (_gate)
        {
            // Not what is added meanwhile: with others writing all the time there may never be nothing left.
            var last = _used > 0 ? _taken + 1 : _taken;
            _flushers++;
            Monitor.PulseAll(_gate);
            while (_written < last && Math.Min(end - Environment.TickCount64, UntilStopped()) is > 0 and var left)
                Monitor.Wait(_gate, (int)left);
            _flushers--;
        }
    }

    private static LogOutput Open(Stream stream)
    {
        var output = new LogOutput(stream);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => output.Flush();
        AppDomain.CurrentDomain.UnhandledException += (_, _) => output.Flush();
        return output;
    }

    /// <summary>For how many milliseconds nothing more may be taken until the reader counts as stopped.</summary>
    private long UntilStopped() => Volatile.Read(ref _moved) + StoppedAfterMilliseconds - Environment.TickCount64;

    private void Add(ReadOnlySpan<byte> record)
    {
        if (_filling.Length < _used + record.Length)
            Array.Resize(ref _filling, Math.Max(_used + record.Length, Math.Min(Capacity, 2 * _filling.Length)));
        record.CopyTo(_filling.AsSpan(_used));
        var wasEmpty = _used == 0;
        _used += record.Length;
        _lines++;
        if (wasEmpty && _written == _taken)
            Moved();
        if (wasEmpty || (_isGathering && _used >= GatherBytes))
            Monitor.PulseAll(_gate);
    }

    private void Moved() => Volatile.Write(ref _moved, Environment.TickCount64);

    private void Run()
    {
        while (true)
        {
            var (batch, length, lines) = Take();
            try
            {
                // In parts, so that a slow reader can be told from one that has stopped.
                for (var at = 0; at < length; at += GatherBytes)
                {
                    _stream.Write(batch, at, Math.Min(GatherBytes, length - at));
                    Moved();
                }

                _stream.Flush();
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException or UnauthorizedAccessException)
            {
                Interlocked.Add(ref _lost, lines);
            }

            lock (_gate)
            {
                _spare = batch.Length > 2 * Capacity ? new byte[2 * GatherBytes] : batch;
                _written++;
                Monitor.PulseAll(_gate);
            }
        }
    }

    private (byte[] Batch, int Length, int Lines) Take()
    {
        lock (_gate)
        {
            while (_used == 0)
                Monitor.Wait(_gate);
            if (_used < GatherBytes && _flushers == 0)
            {
                _isGathering = true;
                Monitor.Wait(_gate, GatherTime);
                _isGathering = false;
            }

            var taken = (_filling, _used, _lines);
            _filling = _spare;
            (_used, _lines) = (0, 0);
            _taken++;
            Moved();
            // All that there was room for has been taken, so they are missing just here.
            var missing = _missing;
            _missing = 0;
            if (missing > 0 && Missing is { } made)
                Add(made(missing));
            Monitor.PulseAll(_gate);
            return taken;
        }
    }
}
