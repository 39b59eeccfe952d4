namespace SampleService.Upstream.KBase;

/// <summary>What a KBase <c>deploy.cfg</c> says. No secret appears in <see cref="ToString"/>.</summary>
public sealed class KBaseDeployment
{
    /// <summary>How the auth and workspace services are reached.</summary>
    public required KBaseOptions Upstream { get; init; }

    /// <summary>Users left out of the readers that <c>get_sample_acls</c> tells of, despite the name of the key <c>auth-read-exempt-roles</c>.</summary>
    public IReadOnlyList<string> ReadExemptUsers { get; init; } = [];

    /// <summary>Kafka servers as <c>host:port</c>; none when notifications are off.</summary>
    public IReadOnlyList<string> KafkaServers { get; init; } = [];

    /// <summary>The topic for notifications; null when they are off.</summary>
    public string? KafkaTopic { get; init; }

    /// <summary>Where the configuration of the metadata validators is; null if there is none.</summary>
    public string? ValidatorConfigUrl { get; init; }

    /// <summary>The service wizard, for ontology validators; null if not given.</summary>
    public string? ServiceWizardUrl { get; init; }

    /// <summary>Whether addresses in forwarding headers are left out of the log.</summary>
    public bool DistrustForwardedFor { get; init; }

    /// <summary>Keys of the file that have no meaning here, in the order of the contract; to be reported at the start.</summary>
    public IReadOnlyList<string> KeysWithoutMeaning { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Upstream}, Kafka {(KafkaTopic is null ? "off" : KafkaTopic)}, validators {ValidatorConfigUrl ?? "none"}";
}
