using System.Globalization;
using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>A sample with all that belongs to it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Acls">Owner and rights.</param>
/// <param name="AclsChanged">When they were changed last; what was before is not known.</param>
/// <param name="Created">When it was created.</param>
/// <param name="Head">The number of the newest version.</param>
/// <param name="Versions">The versions in the order of their numbers. Those that are lost are left out, and keep their numbers.</param>
/// <param name="Links">The links to them, in the order of their ids.</param>
public sealed record BulkSample(
    SampleId Id, SampleAcls Acls, Timestamp AclsChanged, Timestamp Created, int Head, IReadOnlyList<BulkVersion> Versions,
    IReadOnlyList<DataLink> Links)
{
    /// <summary>How often its rights were changed here, and whether it was withdrawn: 1 and false as it is taken in.</summary>
    public (long AclVersion, bool IsWithdrawn) State { get; init; } = (FirstAclVersion, false);

    /// <summary>The state of the rights of a sample that is taken in.</summary>
    internal const long FirstAclVersion = 1;

    /// <summary>Whether the newest version is there: only then can the sample be found by what it says.</summary>
    internal bool HasHead => Versions.Count > 0 && Versions[^1].Number == Head;

    /// <summary>About how many bytes it has, for batches of bounded size.</summary>
    public long Weight => 1000 + Versions.Sum(static version => 200 + version.Content.NodeTree.Length + (100L * version.Content.Nodes.Length)) + (300L * Links.Count);

    /// <summary>Whether another one is the same to the last bit.</summary>
    public bool IsSameAs(BulkSample other) =>
        Id == other.Id && Acls.Owner == other.Acls.Owner && Acls.Admin.Equals(other.Acls.Admin) && Acls.Write.Equals(other.Acls.Write)
        && Acls.Read.Equals(other.Acls.Read) && Acls.PublicRead == other.Acls.PublicRead && AclsChanged == other.AclsChanged && Created == other.Created
        && Head == other.Head && State == other.State && Versions.Count == other.Versions.Count
        && Versions.Zip(other.Versions).All(static pair => pair.First.IsSameAs(pair.Second)) && Links.SequenceEqual(other.Links);

    /// <summary>The name alone, to keep contents out of logs.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{nameof(BulkSample)} {Id}");
}

/// <summary>A version of such a sample.</summary>
/// <param name="Number">Its number, from 1 on.</param>
/// <param name="SavedBy">Who saved it.</param>
/// <param name="Saved">When.</param>
/// <param name="WriteId">Names the write that saved it: the id that the version had where it comes from.</param>
/// <param name="Content">Name and tree.</param>
public sealed record BulkVersion(int Number, UserName SavedBy, Timestamp Saved, WriteId WriteId, SampleContent Content)
{
    /// <summary>Whether another one is the same to the last bit.</summary>
    public bool IsSameAs(BulkVersion other) =>
        Number == other.Number && SavedBy == other.SavedBy && Saved == other.Saved && WriteId == other.WriteId && Content.Name == other.Content.Name
        && Content.NodeTree.Span.SequenceEqual(other.Content.NodeTree.Span) && Content.Nodes.AsSpan().SequenceEqual(other.Content.Nodes.AsSpan());

    /// <summary>The name alone, to keep contents out of logs.</summary>
    public override string ToString() => nameof(BulkVersion);
}

/// <summary>Numbers of rows.</summary>
/// <param name="Samples">Samples.</param>
/// <param name="Versions">Their versions.</param>
/// <param name="Nodes">The nodes of all versions.</param>
/// <param name="AclEntries">Users with rights other than owners.</param>
/// <param name="Links">Links, expired ones included.</param>
public readonly record struct BulkCounts(long Samples, long Versions, long Nodes, long AclEntries, long Links)
{
    /// <summary>The numbers of one sample.</summary>
    public static BulkCounts Of(BulkSample sample) => new(
        1, sample.Versions.Count, sample.Versions.Sum(static version => (long)version.Content.Nodes.Length),
        sample.Acls.Admin.Count + sample.Acls.Write.Count + sample.Acls.Read.Count, sample.Links.Count);

    /// <summary>The sums.</summary>
    public static BulkCounts operator +(BulkCounts left, BulkCounts right) => new(
        left.Samples + right.Samples, left.Versions + right.Versions, left.Nodes + right.Nodes, left.AclEntries + right.AclEntries,
        left.Links + right.Links);

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"samples: {Samples}, versions: {Versions}, nodes: {Nodes}, entries of ACLs: {AclEntries}, links: {Links}");
}
