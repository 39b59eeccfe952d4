using System.Globalization;
using SampleService.Json;
using SampleService.Validation;

namespace MyLaboratory;

/// <summary>A value is a day as ISO 8601 writes it, and not one before the laboratory was founded.</summary>
internal sealed class IsoDateValidator(string key, DateOnly earliest) : IMetadataValidator
{
    public static IMetadataValidator Build(ValidatorSettings settings)
    {
        settings.RefuseOthersThan("key", "earliest");
        var key = settings.RequireText("key", "key must be a string");
        var earliest = settings.RequireText("earliest", "earliest must be a string");
        return TryRead(earliest, out var day)
            ? new IsoDateValidator(key, day)
            : throw new ValidatorSettingsException($"earliest is not a date: {earliest}");
    }

    public ValueTask<Finding?> ValidateAsync(JsonValue value, CancellationToken cancellation) => new(Find(value));

    private Finding? Find(JsonValue values)
    {
        foreach (var member in values.Members)
            if (member.Name.GetString() == key)
                return TryRead(member.Value.AsString(), out var day) && day >= earliest
                    ? null
                    : new Finding($"Metadata value at key {key} is not a date from {earliest:yyyy-MM-dd} on", key);
        return null;
    }

    private static bool TryRead(string? text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}
