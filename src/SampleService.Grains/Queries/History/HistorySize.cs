using SampleService.Domain;
using SampleService.Grains.Abstractions;

namespace SampleService.Grains;

/// <summary>About how many bytes of an answer entries of a history take.</summary>
internal static class HistorySize
{
    private const int Fixed = 400;
    private const int PerUser = 40;

    public static long Of(HistoryEntry entry) => Fixed + (entry switch
    {
        AclsChanged { Change: var change } => SizeOf(change.Before) + SizeOf(change.After),
        VersionSaved { Version: var version } => version.Name?.Length ?? 0,
        LinkChanged { Link: var link } => link.Unit.DataId.Length + link.Node.Value.Length,
        _ => 0,
    });

    private static long SizeOf(SampleAcls? acls) =>
        acls is null ? 0 : acls.Admin.Concat(acls.Write).Concat(acls.Read).Sum(static user => (long)PerUser + user.Value.Length);
}
