namespace SampleService.Domain;

/// <summary>Asks for pending offers. Null is everybody; one of both sides is given at most.</summary>
/// <param name="To">To whom.</param>
/// <param name="From">By whom.</param>
/// <param name="After"><see cref="OfferPage.Next"/> of the page before; null for the first.</param>
/// <param name="Limit">How many at most.</param>
public sealed record OfferQuery(UserName? To, UserName? From, SampleId? After, int Limit);

/// <summary>A page of offers.</summary>
/// <param name="Offers">By the ids of their samples.</param>
/// <param name="Next">Behind which sample the next page begins; null if there is none.</param>
/// <param name="Examined">How many were looked at.</param>
public sealed record OfferPage(IReadOnlyList<NamedOffer> Offers, SampleId? Next, int Examined);

/// <summary>An offer and what is offered.</summary>
/// <param name="Offer">The offer.</param>
/// <param name="Name">The name of the newest version; null for none.</param>
public sealed record NamedOffer(OwnershipOffer Offer, string? Name)
{
    /// <summary>The name alone, to keep contents out of logs.</summary>
    public override string ToString() => nameof(NamedOffer);
}
