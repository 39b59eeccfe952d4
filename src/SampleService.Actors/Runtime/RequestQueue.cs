namespace SampleService.Actors.Runtime;

/// <summary>
/// Requests in order of arrival, from which those that may overtake are found without looking at the others: one list
/// for each kind. Not thread-safe.
/// </summary>
internal sealed class RequestQueue
{
    private readonly RequestList _ordinary = new();
    private readonly RequestList _readOnly = new();
    private readonly RequestList _interleaving = new();
    private long _sequence;

    internal int Count => _ordinary.Count + _readOnly.Count + _interleaving.Count;

    internal void Add(Request request)
    {
        request.Sequence = _sequence++;
        (request.Interleaves ? _interleaving : request.ReadOnly ? _readOnly : _ordinary).Add(request);
    }

    /// <summary>The oldest request of the kinds that may start now.</summary>
    internal Request? First(bool ordinary, bool readOnly)
    {
        var first = _interleaving.First;
        if (readOnly)
            first = Older(first, _readOnly.First);
        return ordinary ? Older(first, _ordinary.First) : first;
    }

    private static Request? Older(Request? one, Request? other) =>
        one is null || (other is not null && other.Sequence < one.Sequence) ? other : one;
}
