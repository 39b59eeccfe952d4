using System.Text.Json;
using System.Text.Json.Serialization;

namespace SampleService.Client;

/// <summary>Whether everybody may read is told as 1 or 0.</summary>
internal sealed class PublicReadConverter : JsonConverter<bool>
{
    public override bool Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetInt32() > 0;

    public override void Write(Utf8JsonWriter writer, bool value, JsonSerializerOptions options) => writer.WriteNumberValue(value ? 1 : 0);
}

/// <summary>Whether everybody is to be able to read is asked for as 1 or -1; 0 would change nothing.</summary>
internal sealed class PublicReadChangeConverter : JsonConverter<bool>
{
    public override bool Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetInt32() > 0;

    public override void Write(Utf8JsonWriter writer, bool value, JsonSerializerOptions options) => writer.WriteNumberValue(value ? 1 : -1);
}
