namespace SampleService.Domain;

/// <summary>
/// The locked rows as the operations of a call see them, with the changes of those that are done: each operation makes all its checks
/// before it changes anything. Used by one thread.
/// </summary>
public sealed class OperationState
{
    private readonly OperationRows _rows;
    private readonly LinkLimits _limits;
    private readonly Dictionary<SampleId, SampleHeader> _samples;
    private readonly Dictionary<SampleVersionId, Withdrawal> _withdrawnVersions;
    private readonly Dictionary<DataUnit, LinkChange> _links;
    private readonly Dictionary<LinkId, int> _newLinks = [];
    private readonly HashSet<LinkedNode> _newNodes = [];

    /// <summary>The state before the first operation.</summary>
    /// <param name="caller">For whom they are done.</param>
    /// <param name="limits">How many links there may be.</param>
    /// <param name="rows">The rows.</param>
    public OperationState(OperationCaller caller, LinkLimits limits, OperationRows rows)
    {
        (Caller, _limits, _rows) = (caller, limits, rows);
        _samples = rows.Samples.ToDictionary(static sample => sample.Id);
        _withdrawnVersions = new(rows.WithdrawnVersions);
        _links = rows.ActiveLinks.ToDictionary(static link => link.Unit, static link => new LinkChange(link, null, null));
        Identifiers = new IdentifierState(this, rows.Identifiers);
        Relations = new RelationState(this, rows.Relations);
        Groups = new GroupState(this, rows.Groups);
        Templates = new TemplateState(this, rows.Templates);
        Offers = new OfferState(this, rows.Offers);
    }

    /// <summary>For whom they are done.</summary>
    public OperationCaller Caller { get; }

    /// <summary>The time of all changes.</summary>
    public Timestamp At => _rows.At;

    /// <summary>What is to be stored so far.</summary>
    public OperationChanges Changes { get; } = new();

    /// <summary>Identifiers.</summary>
    internal IdentifierState Identifiers { get; }

    /// <summary>Relations.</summary>
    internal RelationState Relations { get; }

    /// <summary>Groups.</summary>
    internal GroupState Groups { get; }

    /// <summary>Templates.</summary>
    internal TemplateState Templates { get; }

    /// <summary>Offers.</summary>
    internal OfferState Offers { get; }

    /// <summary>What became of the operations so far.</summary>
    internal List<OperationAnswer> Answers { get; } = [];

    /// <summary>The sample that is meant, and the version if an operation saved it.</summary>
    /// <exception cref="ServiceException">The operation that was to save it has failed.</exception>
    internal SampleAddress Resolve(SampleReference sample)
    {
        if (sample.Id is { } id)
            return new SampleAddress(id, null);
        return Answers[sample.Operation!.Value].Result is SavedVersion(var saved)
            ? new SampleAddress(saved.Sample, new VersionNumber(saved.Version))
            : throw ServiceException.Illegal($"{sample.Path}: operation {sample.Operation} failed");
    }

    /// <summary>A sample; null if it does not exist.</summary>
    internal SampleHeader? Find(SampleId id) => _samples.GetValueOrDefault(id);

    /// <summary>A sample that exists.</summary>
    /// <exception cref="ServiceException">It does not.</exception>
    internal SampleHeader Require(SampleId id) => Find(id) ?? throw ServiceException.NoSuchSample(id);

    /// <summary>A sample that exists and on which the caller has the right.</summary>
    /// <exception cref="ServiceException">One of both is not so.</exception>
    internal SampleHeader Require(SampleId id, AccessLevel level)
    {
        var sample = Require(id);
        AccessRules.Require(Caller.Requester, level, sample);
        return sample;
    }

    /// <summary>Whether a sample exists and the caller has the right on it.</summary>
    internal bool Allows(SampleId id, AccessLevel level) =>
        _samples.TryGetValue(id, out var sample) && AccessRules.Allows(Caller.Requester, level, sample);

    internal bool IsWithdrawn(SampleId id) => _samples.GetValueOrDefault(id)?.Withdrawal is not null;

    /// <exception cref="ServiceException">The sample is withdrawn.</exception>
    internal void RequirePresent(SampleId id)
    {
        if (_samples.GetValueOrDefault(id)?.Withdrawal is { } withdrawal)
            throw ServiceException.Withdrawn(id, null, withdrawal);
    }

    /// <summary>The sample itself; of its withdrawal those who could read it are told before their other rights, and others not at all.</summary>
    /// <exception cref="ServiceException">It is withdrawn, and the caller could read it.</exception>
    internal SampleHeader RequirePresentForReaders(SampleHeader sample)
    {
        if (AccessRules.Allows(Caller.Requester, AccessLevel.Read, sample))
            RequirePresent(sample.Id);
        return sample;
    }

    /// <exception cref="ServiceException">The version is withdrawn.</exception>
    internal void RequirePresent(SampleVersionId id)
    {
        if (_withdrawnVersions.TryGetValue(id, out var withdrawal))
            throw ServiceException.Withdrawn(id.Sample, id.Version, withdrawal);
    }

    /// <summary>A sample that exists, with the version if one is given, and that the caller may withdraw it from.</summary>
    /// <exception cref="ServiceException">One of these is not so.</exception>
    internal SampleHeader RequireWithdrawable(SampleId id, VersionNumber? version)
    {
        var sample = Require(id, version is null ? AccessLevel.Owner : AccessLevel.Admin);
        return version is { } number && number.Value > sample.Head ? throw ServiceException.NoSuchVersion(id, number) : sample;
    }

    internal bool HasNode(LinkedNode node) => _newNodes.Contains(node) || _rows.Nodes.Contains(node);

    /// <summary>The active link of a data unit; null if there is none.</summary>
    internal DataLink? FindActive(DataUnit unit) => _links.GetValueOrDefault(unit)?.Link;

    /// <summary>A link of this id that was there before the first operation, as it was then; null if there is none.</summary>
    internal DataLink? FindLink(LinkId id) => _rows.Links.GetValueOrDefault(id);

    /// <summary>The active links that lead to a version of a sample, or to any; null if they are too many to be read.</summary>
    internal IReadOnlyList<DataLink>? FindLinksTo(LinkScope scope) => _rows.FullScopes.Contains(scope)
        ? null
        : [
            .. _links.Values.Select(static change => change.Link)
                .Where(link => link.Sample.Sample == scope.Sample && (scope.Version is null || link.Sample.Version == scope.Version))
                .OrderBy(static link => link.Id.Value),
        ];

    /// <exception cref="ServiceException">One end would have too many links, the one that is replaced left out.</exception>
    internal void RequireRoom(DataUnit unit, SampleVersionId sample, DataLink? replaced)
    {
        if (replaced is null && CountOf(unit.Upa) >= _limits.PerObjectVersion)
            throw LinkRules.TooManyFromObject(unit.Upa, _limits.PerObjectVersion);
        if (replaced?.Sample != sample && CountOf(sample) >= _limits.PerSampleVersion)
            throw LinkRules.TooManyFromSample(sample, _limits.PerSampleVersion);
    }

    /// <summary>A new sample with its first version.</summary>
    internal SavedVersion AddSample(SampleId id, SampleContent content, WriteId writeId)
    {
        Changes.NewSamples.Add(id);
        return AddVersion(new SampleHeader(id, SampleAcls.OwnedBy(Caller.Actor), Head: 0, AclVersion: 1), content, writeId);
    }

    /// <summary>The next version of a sample.</summary>
    internal SavedVersion AddVersion(SampleHeader sample, SampleContent content, WriteId writeId)
    {
        var id = new SampleVersionId(sample.Id, sample.Head + 1);
        Change(sample with { Head = id.Version });
        Changes.Versions.Add(new VersionChange(id, content, writeId));
        Changes.Events.Add(new ChangeEvent(EventType.NewSample, At, id.Sample) { Version = id.Version });
        foreach (var node in content.Nodes)
            _newNodes.Add(new LinkedNode(id, node.Id));
        return new SavedVersion(id);
    }

    /// <summary>Other ACLs, or the very same, of which only the event tells.</summary>
    internal void SetAcls(SampleHeader sample, SampleAcls acls, WriteId writeId)
    {
        var version = ReferenceEquals(acls, sample.Acls) ? sample.AclVersion : ChangeAcls(sample, acls, writeId);
        Changes.Events.Add(new ChangeEvent(EventType.AclChange, At, sample.Id) { AclVersion = version });
    }

    /// <summary>ACLs with another owner.</summary>
    internal void SetOwner(SampleHeader sample, SampleAcls acls, WriteId writeId) =>
        Changes.Events.Add(new ChangeEvent(EventType.OwnerChange, At, sample.Id) { AclVersion = ChangeAcls(sample, acls, writeId) });

    private long ChangeAcls(SampleHeader sample, SampleAcls acls, WriteId writeId)
    {
        var version = sample.AclVersion + 1;
        Changes.Acls.Add(new AclsChange(sample.Id, version, sample.Acls, acls, writeId));
        Change(sample with { Acls = acls, AclVersion = version });
        return version;
    }

    /// <summary>Withdraws a sample, or one version of it.</summary>
    internal Withdrawal Withdraw(SampleHeader sample, int? version, string reason)
    {
        var withdrawal = new Withdrawal(Caller.Actor, At, reason);
        if (version is { } number)
            _withdrawnVersions.Add(new SampleVersionId(sample.Id, number), withdrawal);
        else
            Offers.EndWith(sample);
        SetWithdrawal(sample, version, withdrawal, EventType.SampleWithdrawn);
        return withdrawal;
    }

    /// <summary>Brings a withdrawn sample back, or a withdrawn version.</summary>
    internal void Restore(SampleHeader sample, int? version)
    {
        if (version is { } number)
            _withdrawnVersions.Remove(new SampleVersionId(sample.Id, number));
        SetWithdrawal(sample, version, null, EventType.SampleRestored);
    }

    private void SetWithdrawal(SampleHeader sample, int? version, Withdrawal? withdrawal, string eventType)
    {
        Change(version is not { } number ? sample with { Withdrawal = withdrawal }
            : sample with
            {
                WithdrawnVersions = withdrawal is null ? sample.WithdrawnVersions.Without(number) : sample.WithdrawnVersions.With(number),
            });
        Changes.Withdrawn[(sample.Id, version)] = withdrawal;
        Changes.Withdrawals.Add(new WithdrawalChange(sample.Id, version, withdrawal?.Reason));
        Changes.Events.Add(new ChangeEvent(eventType, At, sample.Id) { Version = version });
    }

    /// <summary>A link in the place of another or of none.</summary>
    internal DataLink AddLink(DataUnit unit, SampleVersionId sample, NodeId node, DataLink? replaced, WriteId writeId)
    {
        var created = LinkRules.CreationTime(At, replaced);
        if (replaced is not null)
            End(replaced, created.Plus(-1), writeId);
        var link = new DataLink(new LinkId(writeId.Value), unit, sample, node, Caller.Actor, created, null, null);
        _newLinks.Add(link.Id, Changes.NewLinks.Count);
        Changes.NewLinks.Add(_links[unit] = new LinkChange(link, writeId, null));
        Count(link, 1);
        // Whoever follows the events hears of the successor first.
        Tell(EventType.NewLink, link, created);
        if (replaced is not null)
            Tell(EventType.ExpiredLink, replaced, created.Plus(-1));
        return link;
    }

    /// <summary>Ends the active link of a data unit.</summary>
    internal void EndLink(DataLink link, WriteId writeId)
    {
        var at = LinkRules.ExpiryTime(At, link);
        End(link, at, writeId);
        Tell(EventType.ExpiredLink, link, at);
    }

    private void End(DataLink link, Timestamp at, WriteId writeId)
    {
        var ended = _links[link.Unit] with { Link = link with { ExpiredBy = Caller.Actor, Expired = at }, ExpiredBy = writeId };
        _links.Remove(link.Unit);
        if (_newLinks.TryGetValue(link.Id, out var place))
            Changes.NewLinks[place] = ended;
        else
            Changes.EndedLinks.Add(ended);
        Count(link, -1);
    }

    private void Change(SampleHeader sample) => Changes.Samples[sample.Id] = _samples[sample.Id] = sample;

    private void Tell(string type, DataLink link, Timestamp at) =>
        Changes.Events.Add(new ChangeEvent(type, at, link.Sample.Sample) { Version = link.Sample.Version, Link = link.Id });

    private void Count(DataLink link, int change)
    {
        Changes.ObjectLinks[link.Unit.Upa] = CountOf(link.Unit.Upa) + change;
        Changes.SampleLinks[link.Sample] = CountOf(link.Sample) + change;
    }

    private int CountOf(Upa upa) =>
        Changes.ObjectLinks.TryGetValue(upa, out var changed) ? changed : _rows.ObjectLinks.GetValueOrDefault(upa);

    private int CountOf(SampleVersionId sample) =>
        Changes.SampleLinks.TryGetValue(sample, out var changed) ? changed : _rows.SampleLinks.GetValueOrDefault(sample);
}

/// <summary>For whom the operations of a call are done.</summary>
/// <param name="Requester">Whose rights count.</param>
/// <param name="Actor">Who is recorded.</param>
public readonly record struct OperationCaller(Requester Requester, UserName Actor)
{
    /// <summary>The groups that the actor is a member of.</summary>
    public UserSet ActorGroups { get; init; } = UserSet.Empty;
}
