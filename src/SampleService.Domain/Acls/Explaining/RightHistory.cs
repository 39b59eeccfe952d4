namespace SampleService.Domain;

/// <summary>Finds what changed for one user in the ACLs of a sample as they were after each change.</summary>
/// <param name="header">The sample as it is; states that came later are left out.</param>
/// <param name="user">The user; null stands for everybody.</param>
public sealed class RightHistory(SampleHeader header, UserName? user)
{
    private const long FirstChange = 2;

    private readonly List<RightChange> _changes = [];
    private RightState? _newer;

    /// <summary>Takes the next older state.</summary>
    public void Add(RightState state)
    {
        if (state.AclVersion > header.AclVersion)
            return;
        if (_newer is { } newer)
            Compare(newer, state.Owner, state.Listed, state.IsPublic);
        _newer = state;
    }

    /// <summary>What was found, once the oldest state was taken.</summary>
    /// <param name="created">When the sample was created.</param>
    /// <param name="creator">Who created it; null if that is not known.</param>
    /// <param name="aclsChanged">When the ACLs were changed last.</param>
    public AccessRecord Build(Timestamp created, UserName? creator, Timestamp aclsChanged)
    {
        var since = _newer switch
        {
            // Nothing was kept: the ACLs are what they were after the last change, or of a new sample.
            null => header.AclVersion < FirstChange ? created : aclsChanged,
            { IsChange: true, AclVersion: FirstChange } => created,
            { } oldest => oldest.At,
        };
        // What a sample begins with is not kept: its creator alone.
        if (_newer is { IsChange: true, AclVersion: FirstChange } first)
            Compare(first, creator ?? first.Owner, AccessLevel.None, false);
        return new AccessRecord(header, user, created, since, _changes);
    }

    private void Compare(RightState state, UserName formerOwner, AccessLevel formerlyListed, bool wasPublic)
    {
        var (from, to) = (OwnLevel(formerOwner, formerlyListed), OwnLevel(state.Owner, state.Listed));
        if (from != to || wasPublic != state.IsPublic)
            _changes.Add(new RightChange(state.At, state.By, state.AsAdministrator, from, to, wasPublic, state.IsPublic, formerOwner));
    }

    private AccessLevel OwnLevel(UserName owner, AccessLevel listed) => user == owner ? AccessLevel.Owner : listed;
}

/// <summary>The part of the ACLs after a change that is about one user.</summary>
/// <param name="AclVersion">The state of the ACLs.</param>
/// <param name="At">When they were changed, or began to be kept.</param>
/// <param name="By">Who changed them; null if that is not recorded.</param>
/// <param name="AsAdministrator">Whether in administration mode.</param>
/// <param name="IsChange">False for the state with which the history of an old sample begins.</param>
/// <param name="Owner">Who owned the sample.</param>
/// <param name="Listed">The level of the user's entry.</param>
/// <param name="IsPublic">Whether everybody could read.</param>
public readonly record struct RightState(
    long AclVersion, Timestamp At, UserName? By, bool AsAdministrator, bool IsChange, UserName Owner, AccessLevel Listed, bool IsPublic);
