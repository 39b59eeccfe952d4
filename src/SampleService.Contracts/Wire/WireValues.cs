using SampleService.Domain;

namespace SampleService.Contracts;

/// <summary>
/// Values of the Domain that cross between processes. The Domain knows no host, so their lasting names stand here and
/// what is sent for each is said by its converter beside; of an enumeration the number is sent.
/// </summary>
public static partial class WireValues
{
    /// <summary>The values by their names.</summary>
    public static IReadOnlyDictionary<string, Type> ByName { get; } = new Dictionary<string, Type>
    {
        [WireNames.SampleId] = typeof(SampleId),
        [WireNames.SampleVersionId] = typeof(SampleVersionId),
        [WireNames.SampleAddress] = typeof(SampleAddress),
        [WireNames.VersionNumber] = typeof(VersionNumber),
        [WireNames.NodeId] = typeof(NodeId),
        [WireNames.UserName] = typeof(UserName),
        [WireNames.WorkspaceId] = typeof(WorkspaceId),
        [WireNames.Upa] = typeof(Upa),
        [WireNames.DataUnit] = typeof(DataUnit),
        [WireNames.LinkId] = typeof(LinkId),
        [WireNames.WriteId] = typeof(WriteId),
        [WireNames.Timestamp] = typeof(Timestamp),
        [WireNames.Requester] = typeof(Requester),
        [WireNames.UserSet] = typeof(UserSet),
        [WireNames.SampleAcls] = typeof(SampleAcls),
        [WireNames.AclDelta] = typeof(AclDelta),
        [WireNames.AclReplacement] = typeof(AclReplacement),
        [WireNames.NodeEntry] = typeof(NodeEntry),
        [WireNames.SampleContent] = typeof(SampleContent),
        [WireNames.SampleVersion] = typeof(SampleVersion),
        [WireNames.DataLink] = typeof(DataLink),
        [WireNames.AccessLevel] = typeof(AccessLevel),
        [WireNames.ServiceException] = typeof(ServiceException),
    };
}
