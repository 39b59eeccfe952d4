using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Storage;

namespace SampleService.Grains;

/// <summary>
/// One of the samples of a call, and what is found of it on the way. Not a struct: an array of a thousand would be a large object,
/// which costs a collection of the whole heap every few calls.
/// </summary>
internal sealed class SampleLookup(SampleAddress address)
{
    private ReadStamp _stamp;
    private AccessSnapshot? _access;
    private JsonBytes? _document;
    private DocumentOrVersion? _answer;

    public SampleId Sample => address.Sample;

    /// <summary>What there is of it: from the cache, or as the database answered.</summary>
    public FoundVersion Found { get; set; }

    /// <summary>What to ask the database.</summary>
    public VersionQuery Query => new(address, _document is null ? 0 : Number);

    /// <summary>The version asked for, as far as it is known: the head may be an old one.</summary>
    private int Number => address.Version?.Value ?? _access?.Head ?? 0;

    /// <summary>Samples named several times are looked up once.</summary>
    /// <returns>A look-up for each distinct address, and the position among them of each that was named.</returns>
    public static (SampleLookup[] Distinct, int[] Positions) Distinct(IReadOnlyList<SampleAddress> addresses)
    {
        var distinct = new List<SampleLookup>(addresses.Count);
        var known = new Dictionary<SampleAddress, int>(addresses.Count);
        var positions = new int[addresses.Count];
        for (var i = 0; i < positions.Length; i++)
        {
            if (known.TryAdd(addresses[i], distinct.Count))
                distinct.Add(new SampleLookup(addresses[i]));
            positions[i] = known[addresses[i]];
        }

        return ([.. distinct], positions);
    }

    /// <summary>Looks into the cache.</summary>
    /// <returns>Whether nothing is left to ask the database.</returns>
    public bool TryFromCache(SampleCache cache, Requester requester)
    {
        // The stamp comes first: what is written from now on is not in what is read.
        _stamp = cache.GetStamp(Sample);
        _access = cache.FindAccess(Sample);
        if (Number > 0)
            _document = cache.FindDocument(new SampleVersionId(Sample, Number));
        if (_document is null || _stamp.Epoch is null || _access?.Stamp != _stamp || Number > _access.Head
            || _access.WithdrawnVersions.Contains(Number) || _access.LevelOf(requester.User) is not { } level)
            return false;
        Found = new FoundVersion(level, _access.Head, _access.WithdrawnVersions, null);
        return true;
    }

    /// <summary>What was found of a sample that exists.</summary>
    /// <exception cref="ServiceException">It does not.</exception>
    public FoundVersion RequireSample() =>
        Found.HasSample ? Found : throw ServiceException.NoSuchSample(Sample);

    /// <summary>The version, for a requester who may see it; it is kept if it is asked for again.</summary>
    /// <exception cref="ServiceException">There is none.</exception>
    public DocumentOrVersion RequireVersion(SampleCache cache, DocumentWriter writer, Requester requester) =>
        _answer ??= FindAnswer(cache, writer, requester);

    private DocumentOrVersion FindAnswer(SampleCache cache, DocumentWriter writer, Requester requester)
    {
        var (_, head, withdrawn, version) = RequireSample();
        var number = address.Version ?? new VersionNumber(head);
        if (withdrawn.Contains(number.Value))
            throw ServiceException.NoSuchVersion(Sample, number);
        if (version is not null)
        {
            if (!cache.Admit(version.Id))
                return new DocumentOrVersion(null, writer.Convert(version));
            var document = writer.Write(version);
            cache.Set(version.Id, document);
            Remember(cache, requester);
            return new DocumentOrVersion(document, null);
        }

        if (_document is null || number.Value != Number || number.Value > head)
            throw ServiceException.NoSuchVersion(Sample, number);
        Remember(cache, requester);
        return new DocumentOrVersion(_document, null);
    }

    /// <summary>Remembers the requester's level, unless it may be one of their groups: they can be taken out of one at any time.</summary>
    private void Remember(SampleCache cache, Requester requester)
    {
        if (requester.Groups is not { Count: > 0 })
            cache.Set(Sample, new AccessSnapshot(_stamp, Found.Head, Found.WithdrawnVersions, requester.User, Found.AccessLevel));
    }
}
