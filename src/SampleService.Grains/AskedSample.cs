using SampleService.Domain;
using SampleService.Storage;

namespace SampleService.Grains;

/// <summary>
/// One of the samples that somebody asks for, and what becomes of it while the answer is made. Not a struct: an array of a thousand
/// would be a large object, which costs a collection of the whole heap every few calls.
/// </summary>
internal sealed class AskedSample(SampleAddress address)
{
    private SampleMoment _moment;
    private RememberedSample? _known;
    private SampleVersion? _version;

    /// <summary>Which sample.</summary>
    public SampleId Sample => address.Sample;

    /// <summary>What there is of it, after it was looked for.</summary>
    public FoundVersion Found { get; set; }

    /// <summary>What to ask the database.</summary>
    public VersionQuery Question => new(address, _known?.Number ?? 0);

    /// <summary>What is asked for more than once is looked for once.</summary>
    /// <returns>The distinct ones, and where each that is asked for stands among them.</returns>
    public static (AskedSample[] Distinct, int[] Places) Distinct(IReadOnlyList<SampleAddress> asked)
    {
        var distinct = new List<AskedSample>(asked.Count);
        var known = new Dictionary<SampleAddress, int>(asked.Count);
        var places = new int[asked.Count];
        for (var i = 0; i < places.Length; i++)
        {
            if (known.TryAdd(asked[i], distinct.Count))
                distinct.Add(new AskedSample(asked[i]));
            places[i] = known[asked[i]];
        }

        return ([.. distinct], places);
    }

    /// <summary>Looks in memory.</summary>
    /// <returns>Whether nothing is left to ask.</returns>
    public bool Recall(SampleMemory memory, Requester requester)
    {
        // The moment comes first: what is written from now on is not in what is read.
        _moment = memory.Now(Sample);
        _known = memory.Find(Sample);
        if (_known?.Answer(address, requester, _moment) is not { } answer)
            return false;
        Found = answer;
        _version = _known.Version;
        return true;
    }

    /// <summary>What was found of a sample that exists.</summary>
    /// <exception cref="ServiceException">It doesn't.</exception>
    public FoundVersion RequireSample() =>
        Found.HasSample ? Found : throw ServiceException.NoSuchSample(Sample);

    /// <summary>The version, for somebody who may see it; it is remembered, with what they may do.</summary>
    /// <exception cref="ServiceException">There is none.</exception>
    public SampleVersion RequireVersion(SampleMemory memory, Requester requester) => _version ??= FindVersion(memory, requester);

    private SampleVersion FindVersion(SampleMemory memory, Requester requester)
    {
        var (held, head, version) = RequireSample();
        var sight = new Sight(_moment, requester.User, held, head);
        if (version is not null)
        {
            memory.Remember(version, sight);
            return version;
        }

        var number = address.Version ?? new VersionNumber(head);
        if (_known is null || number.Value != _known.Number || number.Value > head)
            throw ServiceException.NoSuchVersion(Sample, number);
        memory.Keep(new RememberedSample(_known.Version, sight));
        return _known.Version;
    }
}
