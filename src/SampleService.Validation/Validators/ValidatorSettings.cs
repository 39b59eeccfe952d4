using SampleService.Domain;
using SampleService.Json;

namespace SampleService.Validation;

/// <summary>The input of a validator's builder.</summary>
/// <param name="Key">The metadata key or prefix.</param>
/// <param name="Parameters">An object, empty when none are configured; valid for the lifetime of the process.</param>
public sealed record ValidatorSettings(string Key, JsonValue Parameters)
{
    /// <summary>Refuses unknown parameters. Builders call this first.</summary>
    /// <exception cref="ValidatorSettingsException">Names the first unknown parameter in sorted order.</exception>
    public void RefuseOthersThan(params ReadOnlySpan<string> known)
    {
        string? unknown = null;
        foreach (var parameter in Parameters.Members)
        {
            var name = parameter.Name.GetString();
            if (!known.Contains(name) && (unknown is null || ContractText.CompareByCodePoint(name, unknown) < 0))
                unknown = name;
        }

        if (unknown is not null)
            throw new ValidatorSettingsException($"Unexpected configuration parameter: {unknown}");
    }

    /// <summary>A required, non-empty string parameter.</summary>
    /// <param name="name">Its name; ASCII.</param>
    /// <param name="notText">The message for a value that is not a string.</param>
    /// <exception cref="ValidatorSettingsException">It is missing or not a string.</exception>
    public string RequireText(string name, string notText)
    {
        var value = Parameters[System.Text.Encoding.ASCII.GetBytes(name)];
        if (value.IsFalsy)
            throw new ValidatorSettingsException($"{name} is a required parameter");
        return value.AsString() ?? throw new ValidatorSettingsException(notText);
    }
}

/// <summary>A builder refuses its parameters, or does not exist.</summary>
/// <param name="message">The reason; key and index of the validator are added for operators.</param>
public sealed class ValidatorSettingsException(string message) : Exception(message);
