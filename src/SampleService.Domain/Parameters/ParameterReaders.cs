using System.Collections.Immutable;
using System.Globalization;
using SampleService.Json;

namespace SampleService.Domain;

/// <summary>The types that values of an argument have, each with its exact messages.</summary>
public static class ParameterReaders
{
    /// <summary>The largest integer that every JSON reader keeps.</summary>
    public const long MaxInteger = 1L << 53;

    /// <summary>LIST(min..max): the items.</summary>
    public static ImmutableArray<Parameter> List(this Parameter parameter, int min, int max)
    {
        if (parameter.Value.Kind != JsonKind.Array)
            throw parameter.Illegal("must be a list");
        var count = parameter.Value.Count;
        if (count < min || count > max)
            throw parameter.Illegal(string.Create(CultureInfo.InvariantCulture, $"must have {min} to {max} items"));
        var items = ImmutableArray.CreateBuilder<Parameter>(count);
        foreach (var item in parameter.Value.Items)
            items.Add(parameter.Item(item, items.Count));
        return items.MoveToImmutable();
    }

    /// <summary>STRING: as it is.</summary>
    public static string String(this Parameter parameter) => parameter.Value.AsString() ?? throw parameter.Illegal("must be a string");

    /// <summary>TEXT(max): trimmed.</summary>
    public static string Text(this Parameter parameter, int max) => Checked(parameter, max, ContractText.Trim(parameter.String()));

    /// <summary>TEXT(max), untrimmed.</summary>
    public static string UntrimmedText(this Parameter parameter, int max) => Checked(parameter, max, parameter.String());

    /// <summary>FLAG.</summary>
    public static bool Flag(this Parameter parameter) => parameter.Value.Kind switch
    {
        JsonKind.True => true,
        JsonKind.False => false,
        _ => throw parameter.Illegal("must be true or false"),
    };

    /// <summary>INT(min..max): an integer literal.</summary>
    public static long Integer(this Parameter parameter, long min = 1, long max = MaxInteger) =>
        parameter.Value.TryGetInt64(out var value) && value >= min && value <= max
            ? value
            : throw parameter.Illegal(string.Create(CultureInfo.InvariantCulture, $"must be an integer from {min} to {max}"));

    /// <summary>CHOICE: the index of the value among these.</summary>
    public static int Choice(this Parameter parameter, params ReadOnlySpan<string> names) =>
        parameter.Value.AsString() is { } text && names.IndexOf(text) is >= 0 and var index
            ? index
            : throw parameter.Illegal($"must be one of: {string.Join(", ", names)}");

    /// <summary>TIME.</summary>
    public static Timestamp Time(this Parameter parameter) =>
        parameter.Value.TryGetInt64(out var milliseconds)
        && milliseconds >= Timestamp.Earliest.Milliseconds && milliseconds <= Timestamp.Latest.Milliseconds
            ? new Timestamp(milliseconds)
            : throw ServiceException.Illegal(
                $"key '{parameter.Path}' value of '{PythonText.Echo(parameter.Value)}' is not a valid epoch millisecond timestamp");

    /// <summary>ID. What is empty in any way is missing, but for a null, which as an item of a list is no id.</summary>
    public static SampleId SampleId(this Parameter parameter)
    {
        if (parameter.Value.IsFalsy && parameter.Value.Kind != JsonKind.Null)
            throw ServiceException.Missing(parameter.Path);
        return Domain.SampleId.TryParse(parameter.Value.AsString(), null, out var id)
            ? id
            : throw parameter.Illegal($"{PythonText.Echo(parameter.Value)} must be a UUID string");
    }

    /// <summary>A value that metadata may have: written in the form in which it is stored.</summary>
    public static void WritePrimitive(this Parameter parameter, JsonOutput output)
    {
        if (!Primitives.IsPrimitive(parameter.Value))
            throw parameter.Illegal("must be a primitive");
        if (parameter.Value.Kind == JsonKind.String)
        {
            var text = new TextValue(parameter.Value);
            if (text.IndexOfControlCharacter(allowTabAndLineFeed: true) >= 0)
                throw parameter.Illegal("contains control characters");
            if (text.IsLongerThan(MetadataReader.MaxValueLength))
                throw parameter.Illegal($"exceeds maximum length of {MetadataReader.MaxValueLength}");
        }

        Primitives.Write(output, parameter.Value);
    }

    /// <summary>The name of a user.</summary>
    public static UserName UserName(this Parameter parameter) => new(parameter.Text(ContractText.MaxNameLength));

    private static string Checked(Parameter parameter, int max, string text)
    {
        if (ContractText.IsBlank(text))
            throw ServiceException.Missing(parameter.Path);
        if (ContractText.IndexOfControlCharacter(text) >= 0)
            throw parameter.Illegal("contains control characters");
        if (ContractText.IsLongerThan(text, max))
            throw parameter.Illegal(string.Create(CultureInfo.InvariantCulture, $"exceeds maximum length of {max}"));
        return text;
    }
}
