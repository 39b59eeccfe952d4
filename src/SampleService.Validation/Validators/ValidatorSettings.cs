using SampleService.Json;

namespace SampleService.Validation;

/// <summary>What a builder makes a validator of.</summary>
/// <param name="Builder">Name of the builder.</param>
/// <param name="Key">The metadata key, or prefix, the validator is for.</param>
/// <param name="Parameters">An object, empty when none are configured; valid as long as the process runs.</param>
internal sealed record ValidatorSettings(string Builder, string Key, JsonValue Parameters)
{
    /// <summary>Refuses parameters a builder does not know; builders do this first.</summary>
    /// <exception cref="ValidatorSettingsException">There is one; the first in sorted order is named.</exception>
    public void RefuseOthersThan(params ReadOnlySpan<string> known)
    {
        string? unknown = null;
        foreach (var parameter in Parameters.Members)
        {
            var name = parameter.Name.GetString();
            if (!known.Contains(name) && (unknown is null || Domain.ContractText.CompareByCodePoint(name, unknown) < 0))
                unknown = name;
        }

        if (unknown is not null)
            throw new ValidatorSettingsException($"Unexpected configuration parameter: {unknown}");
    }
}
