namespace SampleService.Domain;

/// <summary>Offers as the operations of a call see them, with the changes of those that are done. Used by one thread.</summary>
internal sealed class OfferState
{
    private readonly OperationState _state;
    private readonly Dictionary<SampleId, OwnershipOffer> _offers;

    /// <summary>Before the first operation.</summary>
    /// <param name="state">The other rows.</param>
    /// <param name="offers">Those that are stored, also if their time is over.</param>
    public OfferState(OperationState state, IReadOnlyList<OwnershipOffer> offers)
    {
        _state = state;
        _offers = offers.ToDictionary(static offer => offer.Sample);
    }

    /// <summary>There is no pending offer, or none that the caller may answer.</summary>
    public static ServiceException NoSuchOffer(SampleId id) => new(ErrorKind.NoSuchOffer, id.ToString());

    /// <summary>The offer of a sample that can be accepted; null if there is none. A withdrawn sample has none, whoever withdrew it.</summary>
    public OwnershipOffer? FindPending(SampleHeader sample) =>
        sample.Withdrawal is null && _offers.TryGetValue(sample.Id, out var offer) && offer.IsPendingAt(_state.At) ? offer : null;

    /// <summary>A new offer, in the place of one whose time is over.</summary>
    public OwnershipOffer Add(OwnershipOffer offer)
    {
        _offers[offer.Sample] = offer;
        Changed(offer, offer);
        return offer;
    }

    /// <summary>Ends a pending offer.</summary>
    public void End(OwnershipOffer offer)
    {
        _offers.Remove(offer.Sample);
        Changed(offer, null);
    }

    /// <summary>Ends what there is of a sample that is about to be withdrawn.</summary>
    public void EndWith(SampleHeader sample)
    {
        if (FindPending(sample) is { } pending)
            End(pending);
        else if (_offers.Remove(sample.Id))
            _state.Changes.Offers[sample.Id] = null;
    }

    private void Changed(OwnershipOffer offer, OwnershipOffer? stored)
    {
        _state.Changes.Offers[offer.Sample] = stored;
        _state.Changes.Events.Add(new ChangeEvent(EventType.OfferChange, _state.At, offer.Sample) { Addressee = offer.To });
    }
}
