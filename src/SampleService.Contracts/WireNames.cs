namespace SampleService.Contracts;

/// <summary>
/// The names under which grains and what crosses between them are known outside a process. They never change: data
/// and processes of an older version rely on them.
/// </summary>
public static class WireNames
{
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
    public const string SampleAddress = "sample-service.sample-address";
    public const string GetSamples = "sample-service.get-samples";
    public const string GetSampleLinks = "sample-service.get-sample-links";
}
