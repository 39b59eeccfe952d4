using SampleService.Domain;
using SampleService.Json;

namespace SampleService.Search;

/// <summary>
/// A primitive of metadata as facets count it: numbers of one value are one, whatever their form. Numbers come first, then strings by their code
/// points, then booleans.
/// </summary>
internal readonly record struct FacetValue : IComparable<FacetValue>
{
    private readonly string? _text;
    private readonly MetadataNumber _number;
    private readonly Place _place;

    private FacetValue(Place place, string? text, MetadataNumber number) => (_place, _text, _number) = (place, text, number);

    private enum Place
    {
        Number,
        Text,
        False,
        True,
    }

    /// <summary>The value; null if it is no primitive.</summary>
    public static FacetValue? Of(in StoredValue value) => value.Kind switch
    {
        JsonKind.Number => new FacetValue(Place.Number, null, value.Number),
        JsonKind.String => new FacetValue(Place.Text, value.Text.Text, default),
        JsonKind.False => new FacetValue(Place.False, null, default),
        JsonKind.True => new FacetValue(Place.True, null, default),
        _ => null,
    };

    public int CompareTo(FacetValue other) => _place != other._place ? _place.CompareTo(other._place)
        : _place == Place.Number ? _number.CompareTo(other._number)
        : _place == Place.Text ? ContractText.CompareByCodePoint(_text!, other._text!)
        : 0;
}
