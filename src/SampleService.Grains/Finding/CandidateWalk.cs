using SampleService.Storage;

namespace SampleService.Grains;

/// <summary>
/// Looks at candidates in their order, chunk by chunk, until they are at an end, as many were looked at as a call may, or enough is known.
/// </summary>
internal sealed class CandidateWalk(ISearchSnapshot snapshot, ICandidateStream stream, CandidateView view, FindLimits limits)
{
    private const int MaxChunk = 1000;

    private bool _isStopped;

    /// <summary>How many were looked at; a large tree counts several times, and so do many links or relations.</summary>
    public int Examined { get; private set; }

    /// <summary>Whether there are no more.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>The last that was looked at.</summary>
    public CandidateKey? Last { get; private set; }

    /// <summary>Looks at candidates.</summary>
    /// <param name="size">How many are read first; then twice as many each time, unless fewer will do.</param>
    /// <param name="examine">Is given each, null for one that the requester may not read, and tells whether to go on.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="expect">How many more will do, as far as that can be told; null for all.</param>
    public async Task RunAsync(
        int size, Func<Candidate?, CandidateKey, bool> examine, CancellationToken cancellation, Func<int>? expect = null)
    {
        var chunk = new ArraySegment<CandidateKey>([]);
        var isFirst = true;
        while (!_isStopped && !IsEnded && Examined < limits.MaxExamined)
        {
            if (chunk.Count == 0)
            {
                if (!isFirst && expect is not null)
                    size = Math.Clamp(expect(), 1, size);
                chunk = (CandidateKey[])[.. await stream.NextAsync(Math.Min(size, limits.MaxExamined - Examined), cancellation)];
                size = Math.Min(size * 2, MaxChunk);
                isFirst = false;
            }

            if (chunk.Count == 0)
                IsEnded = true;
            else
                chunk = chunk[await ExamineAsync(chunk, examine, cancellation)..];
        }
    }

    /// <summary>Looks at the candidates of a chunk, and tells at how many: trees are left out when they would be too large together, links and relations when they would be too many.</summary>
    private async Task<int> ExamineAsync(ArraySegment<CandidateKey> chunk, Func<Candidate?, CandidateKey, bool> examine, CancellationToken cancellation)
    {
        var candidates = (await snapshot.FindAsync([.. chunk.Select(static key => key.Ordinal)], view, cancellation))
            .ToDictionary(static candidate => candidate.Ordinal);
        for (var i = 0; i < chunk.Count; i++)
        {
            var candidate = candidates.GetValueOrDefault(chunk[i].Ordinal);
            if (candidate?.IsLeftOut == true)
                return i;
            var cost = CostOf(candidate);
            if (Examined + cost > limits.MaxExamined && Examined > 0)
            {
                Examined = limits.MaxExamined;
                return i;
            }

            Examined = Math.Min(Examined + cost, limits.MaxExamined);
            Last = chunk[i];
            if (!examine(candidate, chunk[i]))
            {
                _isStopped = true;
                return i + 1;
            }
        }

        return chunk.Count;
    }

    private static int CostOf(Candidate? candidate) => candidate is null
        ? 1
        : Math.Max(1, Math.Max((candidate.Tree.Length + FindLimits.BytesPerCandidate - 1) / FindLimits.BytesPerCandidate, candidate.Entries));
}
