using SampleService.Validation;

namespace SampleService.Server;

/// <summary>
/// The place for validators of a site's own: add them here and configurations can name them. docs/validators.md has an
/// example.
/// </summary>
internal static class SiteValidators
{
    /// <summary>Adds them. There are none in the service as it comes.</summary>
    public static void AddTo(ValidatorCatalogue catalogue)
    {
        // catalogue.Add("my.laboratory", "iso_date", IsoDateValidator.Build);
    }
}
