using SampleService.Api;
using SampleService.Upstream.KBase;
using SampleService.Validation;

namespace SampleService.Server;

/// <summary>Loads the metadata validators by the settings, and tells the operator what is wrong with them.</summary>
internal static partial class ValidationComposition
{
    /// <summary>Adds the configured validators, none without a configuration, and what other configurations can be built of.</summary>
    /// <exception cref="ValidatorConfigurationException">The configuration has a fault.</exception>
    public static async Task AddValidationAsync(
        this IServiceCollection services, Settings settings, KBaseDeployment? deployment, IConfiguration configuration)
    {
        services.AddSingleton(new AcceptedVocabularies(settings.Validation.ReadAlsoAccept()));
        services.AddSingleton<VocabularyKeeping>();
        var ontologies = OntologyFiles.Read(settings.Validation.OntologyFiles);
        // The container is not built yet. Remote validators log as long as the service runs, so this factory is not disposed.
        var logging = LoggerFactory.Create(
            builder => builder.AddConfiguration(configuration.GetSection("Logging")).AddServiceLog(configuration));
        if ((settings.Validation.ConfigUrl ?? deployment?.ValidatorConfigUrl) is not { } url)
        {
            // The setting of the service wizard is checked although nothing uses it yet; keys of a deploy.cfg are not.
            services.AddSampleValidation(null, ontologies, CreateCatalogue(settings, null, ontologies, logging));
            return;
        }

        if (!Uri.TryCreate(url, UriKind.Absolute, out var address))
            throw new StartException($"Validation:ConfigUrl '{url}' is not a URL; a file is named file:///path/to/it");
        var catalogue = CreateCatalogue(settings, deployment, ontologies, logging);
        services.AddSampleValidation(await LoadAsync(address, catalogue, AllowsInsecure(deployment), logging), ontologies, catalogue);
    }

    private static async Task<MetadataValidators> LoadAsync(Uri address, ValidatorCatalogue catalogue, bool allowsInsecure, ILoggerFactory logging)
    {
        var log = logging.CreateLogger(typeof(ValidationComposition).FullName!);
        try
        {
            var report = await ValidatorConfiguration.LoadAsync(address, catalogue, allowsInsecure);
            foreach (var warning in report.Warnings)
                NotChecked(log, warning);
            return report.Validators!;
        }
        catch (ValidatorConfigurationException e)
        {
            // The operator gets one line; the author of a failing builder finds the cause in the log.
            NotUsable(log, e);
            logging.Dispose();
            throw;
        }
    }

    /// <summary>Whether plain http is allowed to other than loopback addresses.</summary>
    public static bool AllowsInsecure(KBaseDeployment? deployment) => deployment?.Upstream.AllowInsecure ?? false;

    /// <summary>All validators that a configuration can name.</summary>
    public static ValidatorCatalogue CreateCatalogue(
        Settings settings, KBaseDeployment? deployment, IReadOnlyDictionary<string, OboOntology> ontologies, ILoggerFactory logging)
    {
        var limits = new WaitLimits(TimeSpan.FromSeconds(settings.Validation.CallSeconds), TimeProvider.System);
        var catalogue = new ValidatorCatalogue(CreateOntologies(settings.Validation, deployment, ontologies, logging), limits);
        SiteValidators.AddTo(catalogue);
        return catalogue;
    }

    private static IOntologySource CreateOntologies(
        ValidationOptions options, KBaseDeployment? deployment, IReadOnlyDictionary<string, OboOntology> ontologies, ILoggerFactory logging)
    {
        var kbase = ReadService(options, deployment) is { } service
            ? new KBaseOntologyService(service, TimeProvider.System, logging.CreateLogger<KBaseOntologyService>())
            : null;
        return new LocalOntologies(ontologies, kbase);
    }

    /// <summary>The options of the KBase ontology service; null when it is not configured.</summary>
    private static KBaseOntologyOptions? ReadService(ValidationOptions options, KBaseDeployment? deployment)
    {
        if ((options.ServiceWizardUrl ?? deployment?.ServiceWizardUrl) is not { } url)
            return null;
        var setting = options.ServiceWizardUrl is null ? "srv-wiz-url" : "Validation:ServiceWizardUrl";
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address))
            throw new StartException($"{setting} '{url}' is not a URL");
        return new KBaseOntologyOptions
        {
            ServiceWizardUrl = address,
            ServiceWizardSetting = setting,
            AllowInsecure = AllowsInsecure(deployment),
        };
    }

    [LoggerMessage(3010, LogLevel.Warning, "A metadata validator could not be checked: {Warning}")]
    private static partial void NotChecked(ILogger log, string warning);

    [LoggerMessage(3011, LogLevel.Debug, "The validator configuration can't be used")]
    private static partial void NotUsable(ILogger log, Exception cause);
}
