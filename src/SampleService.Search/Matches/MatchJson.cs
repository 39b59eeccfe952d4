using System.Text;
using SampleService.Json;

namespace SampleService.Search;

/// <summary>Writes matches and columns as callers see them.</summary>
public static class MatchJson
{
    /// <summary>Writes a list of matches.</summary>
    public static void Write(JsonOutput output, IEnumerable<Match> matches)
    {
        output.Raw("["u8);
        var separator = ""u8;
        foreach (var match in matches)
        {
            output.Raw(separator);
            separator = ","u8;
            Write(output, match);
        }

        output.Raw("]"u8);
    }

    /// <summary>Writes a list with the value of each column.</summary>
    public static void Write(JsonOutput output, IEnumerable<ColumnValue?> values)
    {
        output.Raw("["u8);
        var separator = ""u8;
        foreach (var value in values)
        {
            output.Raw(separator);
            separator = ","u8;
            if (value is null)
            {
                output.Raw("null"u8);
                continue;
            }

            Member(output, "{\"node\":"u8, value.Node);
            output.Raw(",\"kind\":"u8);
            Kind(output, value.Kind);
            Member(output, ",\"value\":"u8, value.Value);
            output.Raw(",\"unit\":"u8);
            output.Text(value.Unit);
            output.Raw("}"u8);
        }

        output.Raw("]"u8);
    }

    private static void Write(JsonOutput output, Match match)
    {
        output.Raw("{\"condition\":"u8);
        output.Text(match.Condition);
        Member(output, ",\"node\":"u8, match.Node);
        output.Raw(",\"kind\":"u8);
        Kind(output, match.Kind);
        Member(output, ",\"key\":"u8, match.Key);
        Member(output, ",\"value_key\":"u8, match.ValueKey);
        Member(output, ",\"value\":"u8, match.Value);
        output.Raw(",\"unit\":"u8);
        output.Text(match.Unit);
        Member(output, ",\"compared_as\":"u8, match.Comparison?.As);
        output.Raw(",\"compared_unit\":"u8);
        output.Text(match.Comparison?.Unit);
        if (match.Comparison?.Bounds is { } bounds)
        {
            Member(output, ",\"bounds\":["u8, bounds.Lower);
            Member(output, ","u8, bounds.Upper);
            output.Raw("]"u8);
        }
        else
            output.Raw(",\"bounds\":null"u8);
        output.Raw(match.Comparison?.AssumedUnit is null ? ",\"assumed\":false}"u8 : ",\"assumed\":true}"u8);
    }

    private static void Member(JsonOutput output, ReadOnlySpan<byte> name, string? json)
    {
        output.Raw(name);
        output.Raw(json is null ? "null"u8 : Encoding.UTF8.GetBytes(json));
    }

    private static void Kind(JsonOutput output, SearchedMetadata? kind) => output.Raw(kind switch
    {
        SearchedMetadata.Controlled => "\"controlled\""u8,
        SearchedMetadata.User => "\"user\""u8,
        _ => "null"u8,
    });
}
