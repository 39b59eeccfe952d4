using SampleService.Domain;
using SampleService.Json;

namespace SampleService.Validation;

/// <summary>What a builder makes a validator of.</summary>
/// <param name="Key">The metadata key, or prefix, the validator is for.</param>
/// <param name="Parameters">An object, empty when none are configured; valid as long as the process runs.</param>
public sealed record ValidatorSettings(string Key, JsonValue Parameters)
{
    /// <summary>Refuses parameters a builder does not know; builders do this first.</summary>
    /// <exception cref="ValidatorSettingsException">There is one; the first in sorted order is named.</exception>
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

    /// <summary>A parameter that has to be a string, and not an empty one.</summary>
    /// <param name="name">Its name; ASCII.</param>
    /// <param name="notText">What is said when it is something else than a string.</param>
    /// <exception cref="ValidatorSettingsException">It is not there, or something else.</exception>
    public string RequireText(string name, string notText)
    {
        var value = Parameters[System.Text.Encoding.ASCII.GetBytes(name)];
        if (value.IsFalsy)
            throw new ValidatorSettingsException($"{name} is a required parameter");
        return value.AsString() ?? throw new ValidatorSettingsException(notText);
    }
}

/// <summary>A builder refuses its parameters, or there is no such builder.</summary>
/// <param name="message">What is wrong; key and number of the validator are added where it is shown.</param>
public sealed class ValidatorSettingsException(string message) : Exception(message);
