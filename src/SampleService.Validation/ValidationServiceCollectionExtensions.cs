using Microsoft.Extensions.DependencyInjection;

namespace SampleService.Validation;

/// <summary>Registers the metadata validators.</summary>
public static class ValidationServiceCollectionExtensions
{
    /// <summary>
    /// Adds the validators that <see cref="ValidatorConfiguration"/> has loaded. They are loaded before the container is built, so that a
    /// faulty configuration stops the start.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="validators">Null for none: every controlled key is refused.</param>
    /// <param name="ontologies">The ontologies that are files, by name; null for none.</param>
    /// <param name="catalogue">What other vocabularies are built of; null for the built-in validators.</param>
    public static IServiceCollection AddSampleValidation(
        this IServiceCollection services, MetadataValidators? validators = null, IReadOnlyDictionary<string, OboOntology>? ontologies = null,
        ValidatorCatalogue? catalogue = null) => services
        .AddSingleton(validators ?? MetadataValidators.None)
        .AddSingleton(catalogue ?? new ValidatorCatalogue())
        .AddSingleton(new OntologyFileSet(ontologies ?? new Dictionary<string, OboOntology>()));
}
