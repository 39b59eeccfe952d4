namespace SampleService.Upstream.KBase;

/// <summary>The settings of a KBase <c>deploy.cfg</c>. No secret appears in <see cref="ToString"/>.</summary>
public sealed class KBaseDeployment
{
    /// <summary>The auth and workspace services.</summary>
    public required KBaseOptions Upstream { get; init; }

    /// <summary>Users (not roles, despite the name of the key <c>auth-read-exempt-roles</c>) whom <c>get_sample_acls</c> omits from the readers.</summary>
    public IReadOnlyList<string> ReadExemptUsers { get; init; } = [];

    /// <summary>Kafka servers as <c>host:port</c>; empty when notifications are off.</summary>
    public IReadOnlyList<string> KafkaServers { get; init; } = [];

    /// <summary>The topic for notifications; null when they are off.</summary>
    public string? KafkaTopic { get; init; }

    /// <summary>Address of the configuration of the metadata validators; null if there is none.</summary>
    public string? ValidatorConfigUrl { get; init; }

    /// <summary>Address of the service wizard, for ontology validators; null if not given.</summary>
    public string? ServiceWizardUrl { get; init; }

    /// <summary>Whether the log ignores addresses in forwarding headers.</summary>
    public bool DistrustForwardedFor { get; init; }

    /// <summary>How the collections of the database are called that the old service had, where the file says so.</summary>
    public KBaseCollections Collections { get; init; } = new();

    /// <summary>Keys of the file that have no effect here, in the order of the contract; reported at the start.</summary>
    public IReadOnlyList<string> KeysWithoutMeaning { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Upstream}, Kafka {(KafkaTopic is null ? "off" : KafkaTopic)}, validators {ValidatorConfigUrl ?? "none"}";
}

/// <summary>Collections of the old service's ArangoDB, for imports; null for a name that is not given.</summary>
public sealed record KBaseCollections
{
    /// <summary>Samples.</summary>
    public string? Samples { get; init; }

    /// <summary>Versions.</summary>
    public string? Versions { get; init; }

    /// <summary>Nodes.</summary>
    public string? Nodes { get; init; }

    /// <summary>Links.</summary>
    public string? Links { get; init; }

    /// <summary>The version of the schema.</summary>
    public string? Schema { get; init; }
}

/// <summary>The keys of a KBase <c>deploy.cfg</c> (docs/kbase.md).</summary>
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

    public const string SampleCollection = "sample-collection";
    public const string VersionCollection = "version-collection";
    public const string NodeCollection = "node-collection";
    public const string LinkCollection = "data-link-collection";
    public const string SchemaCollection = "schema-collection";

    /// <summary>Keys of the reference's database, which mean nothing to a service that serves, and keys that its documentation names but that it never reads.</summary>
    public static readonly IReadOnlyList<string> WithoutMeaning =
    [
        "arango-url", "arango-db", "arango-user", "arango-pwd",
        SampleCollection, VersionCollection, "version-edge-collection", NodeCollection,
        "node-edge-collection", LinkCollection, "workspace-object-version-shadow-collection",
        SchemaCollection,
        "metadata-validator-config-repo", "metadata-validator-config-filename",
        "metadata-validator-config-prerelease", "github-token",
    ];
}
