using SampleService.Domain;

namespace SampleService.Grains;

/// <summary>What somebody got to see of a sample when they asked for it.</summary>
/// <param name="Moment">When.</param>
/// <param name="User">Who; null for somebody without a token.</param>
/// <param name="Held">What they may do by the sample's ACLs.</param>
/// <param name="Head">The newest version.</param>
internal sealed record Sight(SampleMoment Moment, UserName? User, AccessLevel Held, int Head)
{
    /// <summary>Whether somebody would see the same at a moment.</summary>
    public bool Holds(SampleMoment moment, UserName? user) =>
        moment.Period is not null && moment == Moment && user == User;
}
