namespace SampleService.Server;

/// <summary>
/// Lines on their way out of the process: gathered in memory, and written by one thread, many at a time, in the order they
/// came. When there is no room, because whoever reads them is slow, writers wait: nothing is left out. Lines that can't be
/// written at all, since the other end is gone, are counted.
/// </summary>
internal sealed class LogOutput
{
    private const int Capacity = 1 << 20;

    /// <summary>So much is written at once; less only after <see cref="GatherTime"/>.</summary>
    private const int GatherBytes = 32 * 1024;

    private static readonly TimeSpan GatherTime = TimeSpan.FromMilliseconds(5);

    /// <summary>Longer, a process that ends does not wait for a reader that takes nothing.</summary>
    private static readonly TimeSpan LongestFlush = TimeSpan.FromSeconds(5);

    private static readonly Lazy<LogOutput> StandardOutput = new(() => Open(Console.OpenStandardOutput()));
    private static readonly Lazy<LogOutput> StandardError = new(() => Open(Console.OpenStandardError()));

    private readonly object _gate = new();
    private readonly Stream _stream;
    private byte[] _filling = new byte[2 * GatherBytes];
    private byte[] _spare = new byte[2 * GatherBytes];
    private int _used;
    private int _lines;
    private int _flushers;
    private bool _isWriting;
    private bool _isGathering;
    private long _lost;

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

    /// <summary>Lines that could not be written.</summary>
    public long Lost => Interlocked.Read(ref _lost);

    /// <summary>Adds one record, which ends its line; waits while there is no room.</summary>
    public void Write(ReadOnlySpan<byte> record)
    {
        lock (_gate)
        {
            while (_used > 0 && _used + record.Length > Capacity)
                Monitor.Wait(_gate);
            if (_filling.Length < _used + record.Length)
                Array.Resize(ref _filling, Math.Max(_used + record.Length, Math.Min(Capacity, 2 * _filling.Length)));
            record.CopyTo(_filling.AsSpan(_used));
            var wasEmpty = _used == 0;
            _used += record.Length;
            _lines++;
            if (wasEmpty || (_isGathering && _used >= GatherBytes))
                Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Waits until all that was added before is written, but not for ever.</summary>
    public void Flush()
    {
        var end = Environment.TickCount64 + (long)LongestFlush.TotalMilliseconds;
        lock (_gate)
        {
            _flushers++;
            Monitor.PulseAll(_gate);
            while ((_used > 0 || _isWriting) && end - Environment.TickCount64 is > 0 and var left)
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

    private void Run()
    {
        while (true)
        {
            var (batch, length, lines) = Take();
            try
            {
                _stream.Write(batch, 0, length);
                _stream.Flush();
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException or UnauthorizedAccessException)
            {
                Interlocked.Add(ref _lost, lines);
            }

            lock (_gate)
            {
                _spare = batch.Length > 2 * Capacity ? new byte[2 * GatherBytes] : batch;
                _isWriting = false;
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
            (_used, _lines, _isWriting) = (0, 0, true);
            Monitor.PulseAll(_gate);
            return taken;
        }
    }
}
