using SampleService.Validation;

namespace SampleService.Server;

/// <summary>
/// The place to add a site's own validators, so that configurations can name them. docs/validators.md has an example.
/// </summary>
internal static class SiteValidators
{
    /// <summary>Adds nothing as shipped.</summary>
    public static void AddTo(ValidatorCatalogue catalogue)
    {
        // catalogue.Add("my.laboratory", "iso_date", IsoDateValidator.Build);
    }
}
