using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>
/// How the states of the ACLs of a sample are looked through, the newest first: some at a time, few where they are long, until there were as many, or
/// as many characters, as one call may look at.
/// </summary>
internal sealed class AclStateWalk
{
    private const int FirstBatch = 4;
    private const int MaxBatch = 1000;
    private const int MaxBatchCharacters = 1_000_000;

    private int _count;
    private int _countInBatch;
    private long _characters;

    /// <summary>The next ones come before this state.</summary>
    public long Before { get; private set; } = long.MaxValue;

    /// <summary>How many are read next.</summary>
    public int Limit { get; private set; } = FirstBatch;

    /// <summary>Notes that a state was read.</summary>
    /// <param name="version">Which one.</param>
    /// <param name="characters">How long it is.</param>
    public void Add(long version, int characters)
    {
        Before = version;
        _count++;
        _countInBatch++;
        _characters += characters;
    }

    /// <summary>Whether there is more to read, once as many were read as there were, up to <see cref="Limit"/>.</summary>
    public bool GoOn()
    {
        if (_countInBatch < Limit || _count >= AccessRecord.MaxExamined || _characters >= AccessRecord.MaxExaminedCharacters)
            return false;
        _countInBatch = 0;
        Limit = Math.Min((int)Math.Clamp(MaxBatchCharacters * (long)_count / Math.Max(1, _characters), 1, MaxBatch), AccessRecord.MaxExamined - _count);
        return true;
    }
}
