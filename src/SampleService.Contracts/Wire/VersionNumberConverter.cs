using SampleService.Domain;

namespace SampleService.Contracts;

/// <summary>What is sent for a <see cref="VersionNumber"/>.</summary>
[GenerateSerializer, Immutable]
internal readonly record struct VersionNumberSurrogate([property: Id(0)] int Value, [property: Id(1)] string? Digits);

/// <summary>The two forms of a <see cref="VersionNumber"/>.</summary>
[RegisterConverter]
internal sealed class VersionNumberConverter : IConverter<VersionNumber, VersionNumberSurrogate>
{
    public VersionNumber ConvertFromSurrogate(in VersionNumberSurrogate surrogate) =>
        surrogate.Digits is { } digits ? VersionNumber.FromDigits(digits) : new VersionNumber(surrogate.Value);

    public VersionNumberSurrogate ConvertToSurrogate(in VersionNumber value) =>
        new(value.Value, value.IsBeyondAll ? value.ToString() : null);
}
