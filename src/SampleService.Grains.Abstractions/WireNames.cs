namespace SampleService.Grains.Abstractions;

/// <summary>
/// The names under which grains and what crosses between them are known outside a process. They never change: data
/// and processes of an older version rely on them.
/// </summary>
public static class WireNames
{
    /// <summary>The service, of whichever processes it consists. States of grains are kept under it.</summary>
    public const string ServiceId = "sample-service";

    public const string SampleGrain = "sample";
    public const string SampleVersionGrain = "sample-version";
    public const string SampleNodeGrain = "sample-node";
    public const string DataLinkGrain = "data-link";
    public const string SampleQueryGrain = "sample-query";
    public const string LinkQueryGrain = "link-query";

    public const string SampleInterface = "sample-service.sample";
    public const string SampleVersionInterface = "sample-service.sample-version";
    public const string SampleNodeInterface = "sample-service.sample-node";
    public const string DataLinkInterface = "sample-service.data-link";
    public const string SampleQueryInterface = "sample-service.sample-query";
    public const string LinkQueryInterface = "sample-service.link-query";

    public const string SampleGrant = "sample-service.sample-grant";
    public const string CreateSample = "sample-service.create-sample";
    public const string SaveSample = "sample-service.save-sample";
    public const string ChangeAcls = "sample-service.change-acls";
    public const string ReplaceAcls = "sample-service.replace-acls";
    public const string JsonBytes = "sample-service.json-bytes";
    public const string CreateLink = "sample-service.create-link";
    public const string ExpireLink = "sample-service.expire-link";
    public const string GetSamples = "sample-service.get-samples";
    public const string GetSampleLinks = "sample-service.get-sample-links";

    public const string SampleId = "sample-service.value.sample-id";
    public const string SampleVersionId = "sample-service.value.sample-version-id";
    public const string SampleAddress = "sample-service.value.sample-address";
    public const string VersionNumber = "sample-service.value.version-number";
    public const string NodeId = "sample-service.value.node-id";
    public const string UserName = "sample-service.value.user-name";
    public const string WorkspaceId = "sample-service.value.workspace-id";
    public const string Upa = "sample-service.value.upa";
    public const string DataUnit = "sample-service.value.data-unit";
    public const string LinkId = "sample-service.value.link-id";
    public const string WriteId = "sample-service.value.write-id";
    public const string Timestamp = "sample-service.value.timestamp";
    public const string Requester = "sample-service.value.requester";
    public const string UserSet = "sample-service.value.user-set";
    public const string SampleAcls = "sample-service.value.sample-acls";
    public const string AclDelta = "sample-service.value.acl-delta";
    public const string AclReplacement = "sample-service.value.acl-replacement";
    public const string NodeEntry = "sample-service.value.node-entry";
    public const string SampleContent = "sample-service.value.sample-content";
    public const string SampleVersion = "sample-service.value.sample-version";
    public const string DataLink = "sample-service.value.data-link";
    public const string AccessLevel = "sample-service.value.access-level";
    public const string ServiceException = "sample-service.value.service-exception";
}
