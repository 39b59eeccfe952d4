using SampleService.Domain;
using SampleService.Json;
using SampleService.Search;
using SampleService.Validation;

namespace SampleService.Api;

/// <summary>Writes the keys that are listed.</summary>
/// <param name="requester">Who asks.</param>
internal sealed class KeyWriter(Requester requester)
{
    /// <summary>Writes the answer.</summary>
    public void Write(JsonOutput result, IEnumerable<KeyLine> lines, string? next, int examined, Timestamp now)
    {
        result.Raw("{\"keys\":"u8);
        JsonList.Write(result, [.. lines], Write);
        result.Raw(",\"next\":"u8);
        result.Text(next);
        result.Raw(",\"examined\":"u8);
        if (requester.IsAdministrator)
            result.Integer(examined);
        else
            result.Raw("null"u8);
        result.Raw(",\"as_of\":"u8);
        result.Integer(now.Milliseconds);
        result.Raw("}"u8);
    }

    private static void Write(JsonOutput result, KeyLine line)
    {
        result.Raw("{\"key\":"u8);
        result.Text(line.Key);
        result.Raw(line.Kind switch
        {
            KeyLine.PrefixKind => ",\"kind\":\"prefix\",\"samples\":"u8,
            (int)SearchedMetadata.Controlled => ",\"kind\":\"controlled\",\"samples\":"u8,
            _ => ",\"kind\":\"user\",\"samples\":"u8,
        });
        if (line.Use is { } use)
            result.Integer(use.Samples);
        else
            result.Raw("null"u8);
        result.Raw(line.IsExact ? ",\"exact\":true,\"value_keys\":"u8 : ",\"exact\":false,\"value_keys\":"u8);
        JsonList.Write(result, line.Use is { } counted ? counted.ValueKeys : [], WriteValueKey);
        result.Raw(",\"vocabulary\":"u8);
        if (line.Vocabulary is { } vocabulary)
            WriteVocabulary(result, vocabulary);
        else
            result.Raw("null"u8);
        result.Raw("}"u8);
    }

    private static void WriteValueKey(JsonOutput result, ValueKeyUse use)
    {
        result.Raw("{\"value_key\":"u8);
        result.Text(use.Name);
        result.Raw(",\"types\":"u8);
        string?[] types = [use.HasBooleans ? "boolean" : null, use.HasNumbers ? "number" : null, use.HasTexts ? "string" : null];
        JsonList.Write(result, [.. types.OfType<string>()], static (output, type) => output.Text(type));
        result.Raw(",\"units\":"u8);
        JsonList.Write(result, use.Units, static (output, unit) =>
        {
            output.Raw("{\"unit\":"u8);
            output.Text(unit.Unit);
            output.Raw(",\"samples\":"u8);
            output.Integer(unit.Samples);
            output.Raw("}"u8);
        });
        result.Raw(",\"values\":"u8);
        result.Integer(use.Values);
        result.Raw("}"u8);
    }

    private static void WriteVocabulary(JsonOutput result, VocabularyEntry entry)
    {
        result.Raw("{\"static_metadata\":"u8);
        result.Raw(entry.StaticMetadata.Span);
        result.Raw(",\"validators\":"u8);
        JsonList.Write(result, entry.Validators, static (output, validator) =>
        {
            output.Raw("{\"builder\":"u8);
            output.Text(validator.Builder);
            output.Raw(",\"parameters\":"u8);
            output.Raw(validator.Parameters.Span);
            output.Raw("}"u8);
        });
        result.Raw("}"u8);
    }
}
