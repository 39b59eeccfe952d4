using SampleService.Validation;

namespace SampleService.Upstream.KBase;

/// <summary>How the KBase ontology service is found and called. Holds no secrets.</summary>
public sealed class KBaseOntologyOptions
{
    /// <summary>The service wizard, which returns the address of the ontology service.</summary>
    public required Uri ServiceWizardUrl { get; init; }

    /// <summary>The name of the setting with that address, for messages.</summary>
    public string ServiceWizardSetting { get; init; } = KBaseDeploymentKeys.ServiceWizardUrl;

    /// <summary>Whether plain http is allowed to other than loopback addresses.</summary>
    public bool AllowInsecure { get; init; }

    /// <summary>For one query, however many calls it takes.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Maximum number of queries at a time; one more is refused as busy. As many as the calls that may wait for validators have together
    /// (<see cref="WaitLimits.MaxCalls"/>).
    /// </summary>
    public int MaxQueries { get; init; } = 64 * Environment.ProcessorCount * WaitLimits.MaxConcurrency;

    /// <summary>Maximum size of a response body, in bytes.</summary>
    public int MaxResponseBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>How long it is cached that a term has an ancestor.</summary>
    public TimeSpan TermLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long it is cached that a term lacks an ancestor. Shorter, because terms are often added and hardly ever moved.</summary>
    public TimeSpan MissLifetime { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long the address of the ontology service is cached.</summary>
    public TimeSpan AddressLifetime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Validates the options.</summary>
    /// <exception cref="UpstreamConfigurationException">The address is not allowed.</exception>
    public void Check()
    {
        if (!IsAllowed(ServiceWizardUrl))
            throw new UpstreamConfigurationException(
                $"{ServiceWizardSetting} must be an https URL or name a loopback address");
    }

    /// <summary>Whether requests may go to an address. Applies to the wizard and to the address that it returns.</summary>
    internal bool IsAllowed(Uri address) =>
        address.IsAbsoluteUri
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && (address.IsLoopback || AllowInsecure)));
}
