namespace SampleService.Import;

/// <summary>The documents of a set in the order of their keys; those of one key in the order in which they were read.</summary>
internal sealed class MergedRuns : IDisposable
{
    /// <summary>Shared by the buffers of all runs.</summary>
    private const int BufferBytes = 32 * 1024 * 1024;

    private readonly List<RunReader> _readers = [];
    private readonly PriorityQueue<RunReader, RunReader> _waiting = new(Comparer<RunReader>.Create(Compare));
    private RunReader? _present;

    public MergedRuns(StagingFolder folder, StagedSet set)
    {
        var runs = folder.Manifest.RunsOf(set);
        var buffer = Math.Clamp(BufferBytes / Math.Max(runs.Count, 1), 16 * 1024, 1024 * 1024);
        foreach (var run in runs)
        {
            var reader = new RunReader(folder.PathOf(run.File), _readers.Count, buffer);
            _readers.Add(reader);
            if (reader.Read())
                _waiting.Enqueue(reader, reader);
        }
    }

    /// <summary>The key of the present document.</summary>
    public ReadOnlySpan<byte> Key => _present!.Key;

    /// <summary>The byte that goes with it.</summary>
    public byte Mark => _present!.Mark;

    /// <summary>The document, valid until the next is read.</summary>
    public ReadOnlyMemory<byte> Document => _present!.Document;

    /// <summary>Whether there is a present document.</summary>
    public bool HasDocument => _present is not null;

    /// <summary>Goes on to the next document; false at the end.</summary>
    public bool Read()
    {
        // With one run there is nothing to compare.
        if (_present is { } last && last.Read())
        {
            if (_waiting.Count > 0)
                _present = _waiting.EnqueueDequeue(last, last);
            return true;
        }

        return _waiting.TryDequeue(out _present, out _);
    }

    public void Dispose()
    {
        foreach (var reader in _readers)
            reader.Dispose();
    }

    private static int Compare(RunReader? left, RunReader? right)
    {
        var order = left!.Key.SequenceCompareTo(right!.Key);
        return order != 0 ? order : left.Number.CompareTo(right.Number);
    }
}
