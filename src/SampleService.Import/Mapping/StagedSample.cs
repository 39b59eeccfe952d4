namespace SampleService.Import;

/// <summary>All documents of a dump that belong to one sample.</summary>
/// <param name="key">The id that they have in common.</param>
internal sealed class StagedSample(string key)
{
    private readonly Dictionary<string, StagedVersion> _versions = new(StringComparer.Ordinal);

    /// <summary>The id that they have in common.</summary>
    public string Key { get; } = key;

    /// <summary>Its documents: one, as a rule.</summary>
    public List<byte[]> Documents { get; } = [];

    /// <summary>Versions, those included that are not finished, in the order of their UUIDs.</summary>
    public List<StagedVersion> Versions { get; } = [];

    /// <summary>Links to it, in the order of their ids.</summary>
    public List<StagedLink> Links { get; } = [];

    /// <summary>The version of a UUID; null if there is no document of it.</summary>
    public StagedVersion? Find(string uuid) => _versions.GetValueOrDefault(uuid);

    /// <summary>The version of a UUID, to add documents to.</summary>
    public StagedVersion VersionOf(string uuid)
    {
        if (_versions.TryGetValue(uuid, out var known))
            return known;
        var version = new StagedVersion(uuid);
        _versions.Add(uuid, version);
        Versions.Add(version);
        return version;
    }
}

/// <summary>All documents of one version.</summary>
/// <param name="Uuid">Its UUID.</param>
internal sealed record StagedVersion(string Uuid)
{
    /// <summary>Its documents: one, as a rule.</summary>
    public List<byte[]> Documents { get; } = [];

    /// <summary>Its nodes, in the order of their places.</summary>
    public List<byte[]> Nodes { get; } = [];
}

/// <summary>A document of a link.</summary>
/// <param name="Verdict">What was found when it was held against others.</param>
/// <param name="Document">The document.</param>
internal readonly record struct StagedLink(LinkVerdict Verdict, byte[] Document);
