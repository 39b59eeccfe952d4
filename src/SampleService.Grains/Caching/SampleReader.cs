using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Storage;

namespace SampleService.Grains;

/// <summary>See <see cref="ISampleReader"/>.</summary>
/// <remarks>
/// <code>
///   stamp ── snapshot in the cache? ──no───────────────────────────────────────┐
///                 │ yes                                                        │
///            stamp has an epoch? ──no── head and ACL version as in the         │ asked for the first time: one query
///                 │ yes                 database? (one batched look-up)        │   for the head, the ACLs and the version
///            stamps equal? ──no───────────────┼──no────────────────────────────┤ else: the head and the ACLs are read
///                 │ yes                       │ yes                            │   and kept, then as for a hit
///            rights ── document in the cache? ──no── the version's grain, which has it for the cluster; kept
/// </code>
/// The document of a version is right for ever, though it may be withdrawn. The header is a function of the head's number, the ACL version
/// and the withdrawn versions, so it does not matter where it was remembered.
/// </remarks>
internal sealed class SampleReader : ISampleReader
{
    private readonly IGrainFactory _grains;
    private readonly ISampleStore _store;
    private readonly ICallerGroups _groups;
    private readonly SampleCache _cache;
    private readonly DocumentWriter _writer;
    private readonly HeadVersionLoader _headVersions;
    private readonly LoadCoalescer<LoadKey, FoundSample?> _loads;

    public SampleReader(
        IGrainFactory grains, ISampleStore store, ICallerGroups groups, SampleCache cache, DocumentWriter writer, HeadVersionLoader headVersions)
    {
        (_grains, _store, _groups, _cache, _writer, _headVersions) = (grains, store, groups, cache, writer, headVersions);
        _loads = new LoadCoalescer<LoadKey, FoundSample?>(LoadAsync);
    }

    public ValueTask<JsonBytes> GetDocumentAsync(
        SampleId id, VersionNumber? version, Requester requester, CancellationToken cancellation, string? callId)
    {
        var read = new Read(version, requester, callId, cancellation);
        // The stamp comes first: what is written from now on need not be in what is read.
        var stamp = _cache.GetStamp(id);
        if (_cache.FindAccess(id) is not { Header: { } header } access)
            return new(MissAsync(id, read));
        if (stamp.Epoch is null)
            return new(ConfirmAsync(header, read));
        return access.Stamp == stamp
            ? AnswerAsync(header, read)
            : new(MissAsync(id, read));
    }

    public async ValueTask<JsonBytes?> FindDocumentAsync(
        SampleVersionId id, CancellationToken cancellation, string? callId)
    {
        if (_cache.FindDocument(id) is { } known)
            return known;
        if (_cache.Admit(id))
            return await AskGrainAsync(id, cancellation, callId);
        return await _store.FindVersionAsync(id, cancellation) is { } version ? _writer.Write(version) : null;
    }

    private ValueTask<JsonBytes> AnswerAsync(SampleHeader header, in Read read)
    {
        if (AccessRules.DependsOnGroups(read.Requester, AccessLevel.Read, header.Acls))
            return new(AnswerMemberAsync(header, read));
        AccessRules.Require(read.Requester, AccessLevel.Read, header);
        var number = read.Version ?? new VersionNumber(header.Head);
        if (!header.HasVersion(number))
            throw ServiceException.NoSuchVersion(header.Id, number);
        var id = new SampleVersionId(header.Id, number.Value);
        return _cache.FindDocument(id) is { } document ? new(document) : new(RequireAsync(id, number, read));
    }

    private async Task<JsonBytes> AnswerMemberAsync(SampleHeader header, Read read) =>
        await AnswerAsync(header, read with { Requester = await _groups.CompleteAsync(read.Requester, read.Cancellation) });

    private async Task<JsonBytes> RequireAsync(SampleVersionId id, VersionNumber number, Read read) =>
        await AskGrainAsync(id, read.Cancellation, read.CallId) ?? throw ServiceException.NoSuchVersion(id.Sample, number);

    private async Task<JsonBytes> ConfirmAsync(SampleHeader header, Read read)
    {
        var present = await _headVersions.FindAsync(header.Id, read.Cancellation);
        return present == SampleHeaderVersion.Of(header)
            ? await AnswerAsync(header, read)
            : await MissAsync(header.Id, read);
    }

    private async Task<JsonBytes> MissAsync(SampleId id, Read read)
    {
        var isKept = _cache.Admit(new SampleVersionId(id, read.Version?.Value ?? 0));
        while (true)
        {
            var found = await _loads.GetAsync(new LoadKey(id, read.Version, isKept), read.Cancellation)
                ?? throw ServiceException.NoSuchSample(id);
            if (isKept)
                return await AnswerAsync(found.Header, read);
            AccessRules.Require(
                await _groups.CompleteAsync(read.Requester, AccessLevel.Read, found.Header.Acls, read.Cancellation), AccessLevel.Read, found.Header);
            if (found.Version is not { } version || found.Header.WithdrawnVersions.Contains(version.Id.Version))
                throw ServiceException.NoSuchVersion(id, read.Version ?? new VersionNumber(found.Header.Head));
            // A version saved after the ACLs were read may be one that the requester must not see any more.
            if (version.Id.Version <= found.Header.Head)
                return _writer.Write(version);
        }
    }

    private async Task<FoundSample?> LoadAsync(LoadKey key, CancellationToken cancellation)
    {
        if (!key.IsKept)
            return await _store.FindWithVersionAsync(key.Sample, key.Version, cancellation);
        var stamp = _cache.GetStamp(key.Sample);
        if (await _store.FindAsync(key.Sample, cancellation) is not { } header)
            return null;
        _cache.Set(key.Sample, new AccessSnapshot(stamp, header));
        return new FoundSample(header, null);
    }

    private async Task<JsonBytes?> AskGrainAsync(SampleVersionId id, CancellationToken cancellation, string? callId)
    {
        CallContext.CallId = callId;
        var document = await _grains.GetSampleVersion(id).GetDocument().WaitAsync(cancellation);
        if (document is not null)
            _cache.Set(id, document);
        return document;
    }

    /// <summary>What one call asks for.</summary>
    private readonly record struct Read(VersionNumber? Version, Requester Requester, string? CallId, CancellationToken Cancellation);

    /// <summary>A load: of the head and the ACLs alone where they are to be kept, else with the version.</summary>
    private readonly record struct LoadKey(SampleId Sample, VersionNumber? Version, bool IsKept);
}
