using System.Buffers.Text;
using System.Globalization;
using System.Text;
using SampleService.Domain;

namespace SampleService.Grains.Abstractions;

/// <summary>
/// The keys under which grains are found. Keys that are strings begin with a letter that is no hexadecimal digit and
/// a slash: stores of grain state are known to read others as numbers.
/// </summary>
public static class GrainKeys
{
    private static readonly string[] LowVersions =
        [.. Enumerable.Range(0, 256).Select(n => n.ToString(CultureInfo.InvariantCulture))];

    /// <summary>The key of a data unit.</summary>
    public static string Of(DataUnit unit) => $"u/{unit}";

    /// <summary>The key of a session.</summary>
    /// <param name="hash">The hash of its id.</param>
    public static string OfSession(ReadOnlySpan<byte> hash) => $"s/{Base64Url.EncodeToString(hash)}";

    /// <summary>The grain of a sample.</summary>
    public static ISampleGrain GetSample(this IGrainFactory grains, SampleId id) => grains.GetGrain<ISampleGrain>(id.Value);

    /// <summary>The grain of a version.</summary>
    public static ISampleVersionGrain GetSampleVersion(this IGrainFactory grains, SampleVersionId id) =>
        grains.GetGrain<ISampleVersionGrain>(id.Sample.Value, VersionText(id.Version));

    /// <summary>The grain of a node.</summary>
    public static ISampleNodeGrain GetSampleNode(this IGrainFactory grains, SampleVersionId id, NodeId node) =>
        grains.GetGrain<ISampleNodeGrain>(id.Sample.Value, OfNode(id.Version, node));

    /// <summary>The extension of the key of a node. Orleans logs keys at its lowest levels, and what users have named is in no log as it is.</summary>
    public static string OfNode(int version, NodeId node) => $"{VersionText(version)}/{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(node.Value))}";

    /// <summary>The version and the node that an extension names.</summary>
    public static (int Version, NodeId Node) ParseNode(string extension)
    {
        var slash = extension.IndexOf('/', StringComparison.Ordinal);
        return (ParseVersion(extension.AsSpan(0, slash)), new NodeId(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(extension.AsSpan(slash + 1)))));
    }

    /// <summary>The grain of a data unit's links.</summary>
    public static IDataLinkGrain GetDataLink(this IGrainFactory grains, DataUnit unit) =>
        grains.GetGrain<IDataLinkGrain>(Of(unit));

    /// <summary>The grain of a session.</summary>
    /// <param name="grains">Finds it.</param>
    /// <param name="key">Its key (<see cref="OfSession"/>).</param>
    public static ISessionGrain GetSession(this IGrainFactory grains, string key) => grains.GetGrain<ISessionGrain>(key);

    /// <summary>The data unit that a key names.</summary>
    public static DataUnit ParseUnit(string key)
    {
        var colon = key.IndexOf(':', StringComparison.Ordinal);
        return colon < 0
            ? new DataUnit(Upa.Parse(key.AsSpan(2)), "")
            : new DataUnit(Upa.Parse(key.AsSpan(2, colon - 2)), key[(colon + 1)..]);
    }

    /// <summary>The version that an extension names.</summary>
    public static int ParseVersion(ReadOnlySpan<char> extension) =>
        int.Parse(extension, NumberStyles.None, CultureInfo.InvariantCulture);

    private static string VersionText(int version) =>
        version < LowVersions.Length ? LowVersions[version] : version.ToString(CultureInfo.InvariantCulture);
}
