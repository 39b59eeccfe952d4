namespace SampleService.Upstream.KBase;

/// <summary>The keys of a KBase <c>deploy.cfg</c> (contract section 10.4).</summary>
internal static class KBaseDeploymentKeys
{
    public const string AuthRootUrl = "auth-root-url";
    public const string AuthToken = "auth-token";
    public const string FullAdministratorRoles = "auth-full-admin-roles";
    public const string ReadAdministratorRoles = "auth-read-admin-roles";
    public const string ReadExemptUsers = "auth-read-exempt-roles";
    public const string WorkspaceUrl = "workspace-url";
    public const string WorkspaceToken = "workspace-read-admin-token";
    public const string KafkaServers = "kafka-bootstrap-servers";
    public const string KafkaTopic = "kafka-topic";
    public const string ValidatorConfigUrl = "metadata-validator-config-url";
    public const string AuthServiceUrl = "auth-service-url";
    public const string AllowInsecure = "auth-service-url-allow-insecure";
    public const string ServiceWizardUrl = "srv-wiz-url";
    public const string DistrustForwardedFor = "dont_trust_x_ip_headers";

    /// <summary>Keys of the reference's database, and keys its documentation names but it does not read.</summary>
    public static readonly IReadOnlyList<string> WithoutMeaning =
    [
        "arango-url", "arango-db", "arango-user", "arango-pwd",
        "sample-collection", "version-collection", "version-edge-collection", "node-collection",
        "node-edge-collection", "data-link-collection", "workspace-object-version-shadow-collection",
        "schema-collection",
        "metadata-validator-config-repo", "metadata-validator-config-filename",
        "metadata-validator-config-prerelease", "github-token",
    ];
}
