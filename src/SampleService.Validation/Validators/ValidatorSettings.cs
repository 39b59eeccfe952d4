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
        List<string> unknown = [];
        foreach (var parameter in Parameters.Members)
            if (parameter.Name.GetString() is var name && !known.Contains(name))
                unknown.Add(name);
        if (unknown.Count == 0)
            return;
        unknown.Sort(ContractText.CompareByCodePoint);
        var names = string.Join(", ", unknown);
        throw new ValidatorSettingsException($"Unexpected configuration parameter: {unknown[0]}", unknown)
        {
            Explanation = known.Length == 0
                ? $"it has no parameters, and here is {names}"
                : $"{names} {(unknown.Count == 1 ? "is no parameter" : "are no parameters")} of it; there are {string.Join(", ", known)}",
        };
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
        return value.AsString() ?? throw new ValidatorSettingsException(notText, [name]);
    }
}

/// <summary>A builder refuses its parameters, or does not exist.</summary>
/// <param name="message">The reason; key and index of the validator are added for operators.</param>
/// <param name="parameters">
/// The parameters that it lies with, if it lies with what they are and not with what is missing: what else is wrong is found without them.
/// </param>
public sealed class ValidatorSettingsException(string message, IReadOnlyList<string>? parameters = null) : Exception(message)
{
    /// <summary>The parameters at fault; none if something is missing.</summary>
    public IReadOnlyList<string> Parameters { get; } = parameters ?? [];

    /// <summary>The reason with what would be right; null if the message says it.</summary>
    public string? Explanation { get; init; }
}
