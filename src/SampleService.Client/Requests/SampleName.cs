using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SampleService.Client;

/// <summary>The sample that an operation is about: a sample that is there, or the one that an earlier operation of the same list saves.</summary>
/// <param name="Text">An id, or <c>#</c> and the number of the operation, from 0.</param>
[JsonConverter(typeof(SampleNameConverter))]
public readonly record struct SampleName(string Text)
{
    /// <summary>A sample that is there.</summary>
    public static implicit operator SampleName(Guid id) => new(id.ToString("D"));

    /// <summary>The sample that an earlier operation saves.</summary>
    /// <param name="operation">Its number in the list, from 0.</param>
    public static SampleName SavedBy(int operation) => new(string.Create(CultureInfo.InvariantCulture, $"#{operation}"));

    /// <inheritdoc/>
    public override string ToString() => Text;
}

internal sealed class SampleNameConverter : JsonConverter<SampleName>
{
    public override SampleName Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString()!);

    public override void Write(Utf8JsonWriter writer, SampleName value, JsonSerializerOptions options) => writer.WriteStringValue(value.Text);
}
