using Microsoft.Win32.SafeHandles;

namespace SampleService.Server;

/// <summary>
/// Sends records out of the process: they are gathered in memory, and one thread writes them in batches, in order.
/// <code>
///   threads of calls                                     thread "Log"
///   Write --> [ _filling ] --Take (swap buffers)--> [ batch ] --in parts of 32 kB--> stream
///                 |  ^                                  |
///                 |  +---------- _spare &lt;---------------+   the two buffers take turns
///                 |
///                 +-- full, and the reader took a part within 2 s:   it is slow, Write waits
///                 +-- full, and it took nothing for 2 s:             it has stopped, Write drops the record (_dropped),
///                                                                    and so does each Write until the next Take, which
///                                                                    puts the record FormatDropped makes in their place
/// </code>
/// Records that cannot be written because the other end is closed are counted as lost.
/// </summary>
internal sealed class LogOutput
{
    /// <summary>Bytes that may wait to be written.</summary>
    private const int Capacity = 1 << 20;

    /// <summary>Bytes that make a batch worth writing at once; a smaller one waits for more during <see cref="GatherTime"/>.</summary>
    private const int GatherBytes = 32 * 1024;

    private static readonly TimeSpan GatherTime = TimeSpan.FromMilliseconds(5);

    /// <summary>A reader that takes less than <see cref="GatherBytes"/> in this time has stopped.</summary>
    private const long StoppedAfterMilliseconds = 2000;

    /// <summary>The longest wait for a slow reader when the process ends, or for room for a required record.</summary>
    private const long MaxWaitMilliseconds = 5000;

    private static readonly Lazy<LogOutput> StandardOutput = new(() => Open(StandardStream.OpenOutput()));
    private static readonly Lazy<LogOutput> StandardError = new(() => Open(StandardStream.OpenError()));

    private readonly object _gate = new();
    private readonly Stream _stream;
    private byte[] _filling = new byte[2 * GatherBytes];
    private byte[] _spare = new byte[2 * GatherBytes];
    private int _used;
    private int _lines;
    private int _flushers;

    /// <summary>Counts of batches that the writing thread has taken, and has written.</summary>
    private long _taken;
    private long _written;
    private bool _isGathering;
    private int _dropped;
    private long _lost;

    /// <summary>When the reader last took something, or something began to wait for it; in milliseconds of the system's clock.</summary>
    private long _lastProgress;

    public LogOutput(Stream stream)
    {
        _stream = stream;
        new Thread(Run) { Name = "Log", IsBackground = true }.Start();
    }

    /// <summary>Standard output. It is flushed when the process ends or crashes.</summary>
    public static LogOutput Standard => StandardOutput.Value;

    /// <summary>Standard error, flushed likewise.</summary>
    public static LogOutput Error => StandardError.Value;

    /// <summary>Makes the record that tells how many were dropped in its place; without it they are only counted.</summary>
    public Func<int, byte[]>? FormatDropped { get; set; }

    /// <summary>How many records could not be written or were dropped.</summary>
    public long Lost => Interlocked.Read(ref _lost);

    /// <summary>Adds a record, which ends its line; waits while there is no room.</summary>
    /// <param name="record">The record.</param>
    /// <param name="isRequired">
    /// Whether it waits five seconds for room even if the reader has stopped; else it is dropped then.
    /// </param>
    public void Write(ReadOnlySpan<byte> record, bool isRequired)
    {
        lock (_gate)
        {
            var end = Environment.TickCount64 + MaxWaitMilliseconds;
            while (_used > 0 && (_used + record.Length > Capacity || (_dropped > 0 && !isRequired)))
            {
                var left = isRequired ? end - Environment.TickCount64 : _dropped == 0 ? MillisecondsUntilStopped() : 0;
                if (left <= 0)
                {
                    _dropped++;
                    Interlocked.Increment(ref _lost);
                    return;
                }

                Monitor.Wait(_gate, (int)left);
            }

            Add(record);
        }
    }

    /// <summary>
    /// Waits until all that was added before is written, for five seconds at most, and not at all for a reader that has stopped.
    /// </summary>
    public void Flush()
    {
        var end = Environment.TickCount64 + MaxWaitMilliseconds;
        lock (_gate)
        {
            // What is added meanwhile is not waited for: while others write, the buffer may never be empty.
            var last = _used > 0 ? _taken + 1 : _taken;
            _flushers++;
            Monitor.PulseAll(_gate);
            while (_written < last && Math.Min(end - Environment.TickCount64, MillisecondsUntilStopped()) is > 0 and var left)
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

    /// <summary>Milliseconds until a reader that takes nothing more counts as stopped; not positive when it does already.</summary>
    private long MillisecondsUntilStopped() => Volatile.Read(ref _lastProgress) + StoppedAfterMilliseconds - Environment.TickCount64;

    private void Add(ReadOnlySpan<byte> record)
    {
        if (_filling.Length < _used + record.Length)
            Array.Resize(ref _filling, Math.Max(_used + record.Length, Math.Min(Capacity, 2 * _filling.Length)));
        record.CopyTo(_filling.AsSpan(_used));
        var wasEmpty = _used == 0;
        _used += record.Length;
        _lines++;
        if (wasEmpty && _written == _taken)
            MarkProgress();
        if (wasEmpty || (_isGathering && _used >= GatherBytes))
            Monitor.PulseAll(_gate);
    }

    private void MarkProgress() => Volatile.Write(ref _lastProgress, Environment.TickCount64);

    private void Run()
    {
        while (true)
        {
            var (batch, length, lines) = Take();
            try
            {
                // In parts: each one that is taken tells a slow reader from one that has stopped.
                for (var at = 0; at < length; at += GatherBytes)
                {
                    _stream.Write(batch, at, Math.Min(GatherBytes, length - at));
                    MarkProgress();
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
            MarkProgress();
            // The batch has all records from before the gap, so the gap is told of here.
            var dropped = _dropped;
            _dropped = 0;
            if (dropped > 0 && FormatDropped is { } format)
                Add(format(dropped));
            Monitor.PulseAll(_gate);
            return taken;
        }
    }
}

/// <summary>
/// Standard output and error as streams that throw when a pipe has no reader any more. Those of <see cref="Console"/> swallow
/// what is written to such a pipe.
/// </summary>
internal static class StandardStream
{
    private const int Output = 1;
    private const int Error = 2;

    public static Stream OpenOutput() => Open(Output, Console.IsOutputRedirected, Console.OpenStandardOutput);

    public static Stream OpenError() => Open(Error, Console.IsErrorRedirected, Console.OpenStandardError);

    private static Stream Open(int descriptor, bool isRedirected, Func<Stream> console)
    {
        if (OperatingSystem.IsWindows() || !isRedirected)
            return console();
        var stream = new FileStream(new SafeFileHandle(descriptor, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        // For a file a FileStream would keep a position of its own and overwrite what others append.
        return stream.CanSeek ? console() : stream;
    }
}
