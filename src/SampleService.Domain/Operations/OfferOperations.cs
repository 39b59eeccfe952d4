namespace SampleService.Domain;

/// <summary>Offers a sample to another user (docs/ownership.md).</summary>
/// <param name="Sample">The sample.</param>
/// <param name="To">To whom.</param>
/// <param name="Keep">What the owner keeps.</param>
/// <param name="Expires">Until when it stands; null for <see cref="OwnershipOffer.DefaultLife"/>.</param>
/// <param name="Message">What the addressee is told; null for nothing.</param>
public sealed record OfferSample(SampleReference Sample, UserName To, AccessLevel Keep, Timestamp? Expires, string? Message) : WriteOperation
{
    /// <inheritdoc/>
    public override void Name(OperationKeys keys)
    {
        keys.AddChanged(Sample);
        keys.AddOffer(Sample);
    }

    internal override OperationResult Apply(OperationState state)
    {
        var id = state.Resolve(Sample).Sample;
        // The time that counts is that of the database, and it goes on while the call is under way.
        if (Expires is { } given && given.CompareTo(state.At) <= 0)
            throw ServiceException.Illegal($"expires {OwnershipRules.ExpiryFault}");
        RequireUpstream();
        var sample = state.RequirePresentForReaders(state.Require(id));
        AccessRules.Require(state.Caller.Requester, AccessLevel.Owner, sample);
        if (sample.Acls.Owner == To)
            throw ServiceException.Illegal($"{To} owns sample {id} already");
        if (state.Offers.FindPending(sample) is not null)
            throw new ServiceException(ErrorKind.OfferExists, id.ToString());
        Conditions.Require(sample);
        var expires = Expires ?? state.At.Plus((long)OwnershipOffer.DefaultLife.TotalMilliseconds);
        return new MadeOffer(state.Offers.Add(new OwnershipOffer(id, sample.Acls.Owner, To, Keep, Message, state.At, expires)));
    }
}

/// <summary>Makes the addressee of an offer the owner.</summary>
/// <param name="Sample">The sample.</param>
public sealed record AcceptOffer(SampleReference Sample) : OfferAnswer(Sample)
{
    private protected override void Answer(OperationState state, SampleHeader sample, OwnershipOffer offer) =>
        state.SetOwner(sample, sample.Acls.PassTo(offer.To, offer.Keep), WriteId);
}

/// <summary>Ends an offer that its addressee does not want.</summary>
/// <param name="Sample">The sample.</param>
public sealed record DeclineOffer(SampleReference Sample) : OfferAnswer(Sample)
{
    private protected override void Answer(OperationState state, SampleHeader sample, OwnershipOffer offer)
    {
    }
}

/// <summary>An answer of the addressee, which ends the offer.</summary>
/// <param name="Sample">The sample.</param>
public abstract record OfferAnswer(SampleReference Sample) : WriteOperation
{
    /// <inheritdoc/>
    public override void Name(OperationKeys keys)
    {
        keys.AddChanged(Sample);
        keys.AddOffer(Sample);
    }

    internal override OperationResult Apply(OperationState state)
    {
        var id = state.Resolve(Sample).Sample;
        var sample = state.RequirePresentForReaders(state.Find(id) ?? throw OfferState.NoSuchOffer(id));
        if (state.Offers.FindPending(sample) is not { } offer || !(state.Caller.Requester.IsAdministrator || offer.To == state.Caller.Actor))
            throw OfferState.NoSuchOffer(id);
        // What its versions are is told to those who may read it.
        if (!Conditions.Hold(sample) && !state.Allows(id, AccessLevel.Read))
            throw OfferState.NoSuchOffer(id);
        Conditions.Require(sample);
        state.Offers.End(offer);
        Answer(state, sample, offer);
        return OperationResult.None;
    }

    private protected abstract void Answer(OperationState state, SampleHeader sample, OwnershipOffer offer);
}

/// <summary>Takes an offer back.</summary>
/// <param name="Sample">The sample.</param>
public sealed record CancelOffer(SampleReference Sample) : WriteOperation
{
    /// <inheritdoc/>
    public override void Name(OperationKeys keys)
    {
        keys.AddChanged(Sample);
        keys.AddOffer(Sample);
    }

    internal override OperationResult Apply(OperationState state)
    {
        var id = state.Resolve(Sample).Sample;
        var sample = state.RequirePresentForReaders(state.Find(id) ?? throw OfferState.NoSuchOffer(id));
        AccessRules.Require(state.Caller.Requester, AccessLevel.Owner, sample);
        var offer = state.Offers.FindPending(sample) ?? throw OfferState.NoSuchOffer(id);
        Conditions.Require(sample);
        state.Offers.End(offer);
        return OperationResult.None;
    }
}

/// <summary>Removes the caller's own entry from the ACLs of a sample.</summary>
/// <param name="Sample">The sample.</param>
public sealed record LeaveSample(SampleReference Sample) : WriteOperation
{
    /// <inheritdoc/>
    public override void Name(OperationKeys keys) => keys.AddChanged(Sample);

    internal override OperationResult Apply(OperationState state)
    {
        var id = state.Resolve(Sample).Sample;
        var sample = state.RequirePresentForReaders(state.Require(id));
        var user = state.Caller.Actor;
        if (sample.Acls.Owner == user)
            throw ServiceException.Unauthorized($"The owner {user} cannot leave sample {id}");
        var left = sample.Acls.WithoutEntryOf(user);
        if (ReferenceEquals(left, sample.Acls))
            throw ServiceException.Unauthorized($"User {user} has no entry in the ACLs of sample {id}");
        Conditions.Require(sample);
        state.SetAcls(sample, left, WriteId);
        return OperationResult.None;
    }
}

/// <summary>A sample was offered.</summary>
/// <param name="Offer">The offer.</param>
public sealed record MadeOffer(OwnershipOffer Offer) : OperationResult;
