using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>The rows that samples consist of, apart from how a database is given them.</summary>
internal static class BulkRows
{
    /// <summary>Users with rights, and which.</summary>
    public static IEnumerable<(UserName User, string Level)> Acls(SampleAcls acls) =>
        acls.Admin.Select(static user => (user, AclLevels.Admin))
            .Concat(acls.Write.Select(static user => (user, AclLevels.Write)))
            .Concat(acls.Read.Select(static user => (user, AclLevels.Read)));

    /// <summary>How many active links lead from each object version.</summary>
    public static IEnumerable<(Upa Upa, int Active)> ObjectCounts(IEnumerable<BulkSample> samples) =>
        Active(samples).GroupBy(static link => link.Unit.Upa).Select(static group => (group.Key, group.Count()));

    /// <summary>How many active links lead to each version.</summary>
    public static IEnumerable<(SampleVersionId Version, int Active)> VersionCounts(IEnumerable<BulkSample> samples) =>
        Active(samples).GroupBy(static link => link.Sample).Select(static group => (group.Key, group.Count()));

    private static IEnumerable<DataLink> Active(IEnumerable<BulkSample> samples) =>
        samples.SelectMany(static sample => sample.Links).Where(static link => link.Expired is null);

    /// <summary>Puts rows together that were read apart.</summary>
    public static List<BulkSample> Assemble(
        IEnumerable<BulkHeader> headers, IEnumerable<(SampleId Sample, string User, string Level)> acls,
        IEnumerable<(SampleId Sample, BulkVersion Version)> versions, IEnumerable<(SampleVersionId Version, int Position, NodeEntry Node)> nodes,
        IEnumerable<DataLink> links)
    {
        var (rights, saved, linked) = (
            acls.ToLookup(static row => row.Sample), versions.ToLookup(static row => row.Sample), links.ToLookup(static link => link.Sample.Sample));
        var entries = nodes.ToLookup(static row => row.Version);
        return [.. headers.Select(header => new BulkSample(
            header.Id,
            new SampleAcls(
                header.Owner, Users(rights[header.Id], AclLevels.Admin), Users(rights[header.Id], AclLevels.Write), Users(rights[header.Id], AclLevels.Read),
                header.PublicRead),
            header.AclsChanged, header.Created, header.Head,
            [
                .. saved[header.Id].OrderBy(static row => row.Version.Number).Select(row => row.Version with
                {
                    Content = row.Version.Content with
                    {
                        Nodes = [.. entries[new SampleVersionId(header.Id, row.Version.Number)].OrderBy(static node => node.Position).Select(static node => node.Node)],
                    },
                }),
            ],
            InOrder(linked[header.Id]))
        {
            State = (header.AclVersion, header.IsWithdrawn),
        })];
    }

    /// <summary>Links in the order of their ids as they are written.</summary>
    public static IReadOnlyList<DataLink> InOrder(IEnumerable<DataLink> links) => [.. links.OrderBy(static link => link.Id.ToString(), StringComparer.Ordinal)];

    private static UserSet Users(IEnumerable<(SampleId Sample, string User, string Level)> rows, string level) =>
        UserSet.Of(rows.Where(row => row.Level == level).Select(static row => new UserName(row.User)));
}

/// <summary>The row of a sample.</summary>
internal sealed record BulkHeader(
    SampleId Id, UserName Owner, bool PublicRead, Timestamp AclsChanged, Timestamp Created, int Head, long AclVersion, bool IsWithdrawn);
