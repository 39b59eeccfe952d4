using System.Collections.Concurrent;

namespace SampleService.Cluster.Tests.Disturbed;

/// <summary>What is known of one sample: what was saved, what was seen, what came to nothing.</summary>
internal sealed class SampleRecord(string id, Findings findings)
{
    private readonly ConcurrentDictionary<int, string> _tags = new();
    private readonly ConcurrentDictionary<string, int> _versions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _priors = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<string> _refused = [];
    private int _head;

    public string Id => id;

    /// <summary>The greatest version that was acknowledged to anybody, or that anybody saw.</summary>
    public int Head => Volatile.Read(ref _head);

    /// <summary>The users that are given rights and lose them, each by one caller: the list they are in, or none.</summary>
    public ConcurrentDictionary<string, Register<string>> Users { get; } = new(StringComparer.Ordinal);

    /// <summary>A save is on its way that is to follow this version.</summary>
    public void Follows(string tag, int prior) => _priors[tag] = prior;

    /// <summary>A save was refused.</summary>
    public void Refused(string tag) => _refused.Add(tag);

    /// <summary>A version was acknowledged, or shown.</summary>
    public void Saved(int version, string? tag)
    {
        if (tag is null)
        {
            findings.Add($"version {version} of {id} is not whole");
            return;
        }

        var known = _tags.GetOrAdd(version, tag);
        findings.Require(known == tag, $"version {version} of {id} is {known} and {tag}");
        var other = _versions.GetOrAdd(tag, version);
        findings.Require(other == version, $"{tag} is version {other} and {version} of {id}");
        for (var head = Head; head < version;)
            head = Interlocked.CompareExchange(ref _head, version, head);
    }

    /// <summary>Once all versions were shown.</summary>
    public void RequireConsistent()
    {
        findings.Require(_tags.Count == Head, $"{id} has {_tags.Count} versions, and its newest is {Head}");
        foreach (var tag in _refused)
            findings.Require(!_versions.ContainsKey(tag), $"{tag} of {id} was refused and is there");
        foreach (var (tag, prior) in _priors)
            findings.Require(
                !_versions.TryGetValue(tag, out var version) || version == prior + 1, $"{tag} of {id} is version {version} and was to follow {prior}");
    }
}
