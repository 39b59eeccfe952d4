namespace SampleService.Upstream.KBase;

/// <summary>How the KBase ontology service is found and asked. Nothing in it is secret.</summary>
public sealed class KBaseOntologyOptions
{
    /// <summary>The service wizard, which knows where the ontology service is.</summary>
    public required Uri ServiceWizardUrl { get; init; }

    /// <summary>The setting its address comes from, for messages.</summary>
    public string ServiceWizardSetting { get; init; } = KBaseDeploymentKeys.ServiceWizardUrl;

    /// <summary>Whether plain http may go to other addresses than loopback ones.</summary>
    public bool AllowInsecure { get; init; }

    /// <summary>Longest wait for the answer to a question, however many calls it takes.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Largest answer that is read, in bytes.</summary>
    public int MaximumResponseBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>How long it is remembered that a term has an ancestor.</summary>
    public TimeSpan TermLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long it is remembered that a term has not: terms are added to ontologies, and hardly ever moved.</summary>
    public TimeSpan MissLifetime { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long the address of the ontology service is good.</summary>
    public TimeSpan AddressLifetime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Refuses what cannot work.</summary>
    /// <exception cref="UpstreamConfigurationException">The address is none that may be asked.</exception>
    public void Check()
    {
        if (!IsAllowed(ServiceWizardUrl))
            throw new UpstreamConfigurationException(
                $"{ServiceWizardSetting} must be an https URL or name a loopback address");
    }

    /// <summary>Whether an address may be asked, the one that the wizard names included.</summary>
    internal bool IsAllowed(Uri address) =>
        address.IsAbsoluteUri
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && (address.IsLoopback || AllowInsecure)));
}
