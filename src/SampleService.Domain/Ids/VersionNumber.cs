using System.Globalization;

namespace SampleService.Domain;

/// <summary>
/// The number of a sample version as callers send it: an integer from 1 on without an upper limit. Versions that exist fit
/// into an <see cref="int"/>; larger numbers are kept only for messages.
/// </summary>
[GenerateSerializer, Immutable, Alias("sample-service.value.version-number")]
public readonly record struct VersionNumber : IComparable<VersionNumber>
{
    [Id(1)]
    private readonly string? _digits;

    /// <summary>A number that fits into an <see cref="int"/>.</summary>
    public VersionNumber(int value) => Value = value;

    private VersionNumber(string digits)
    {
        Value = int.MaxValue;
        _digits = digits;
    }

    /// <summary>The number; <see cref="int.MaxValue"/>, which no sample reaches, for all larger numbers.</summary>
    [Id(0)]
    public int Value { get; }

    /// <summary>Whether the number is too large for any version that can exist.</summary>
    public bool IsBeyondAll => _digits is not null;

    /// <summary>Reads a JSON integer literal.</summary>
    /// <param name="digits">Decimal digits without sign or leading zeros.</param>
    public static VersionNumber FromDigits(string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value != int.MaxValue
            ? new VersionNumber(value)
            : new VersionNumber(ContractText.Echo(digits));

    /// <inheritdoc/>
    public int CompareTo(VersionNumber other) => Value.CompareTo(other.Value);

    /// <inheritdoc/>
    public override string ToString() => _digits ?? Value.ToString(CultureInfo.InvariantCulture);
}
