using System.Text;
using SampleService.Json;

namespace SampleService.Search;

/// <summary>Writes facets as callers see them.</summary>
public static class FacetJson
{
    /// <summary>Writes one.</summary>
    public static void Write(JsonOutput output, FacetCounts counts)
    {
        output.Raw("{\"key\":"u8);
        output.Text(counts.Facet.Key);
        output.Raw(",\"kind\":"u8);
        output.Raw(counts.Facet.Kind switch
        {
            SearchedMetadata.Controlled => "\"controlled\""u8,
            SearchedMetadata.User => "\"user\""u8,
            _ => "\"any\""u8,
        });
        output.Raw(",\"value_key\":"u8);
        output.Text(counts.Facet.ValueKey ?? "*");
        output.Raw(",\"values\":["u8);
        var separator = "{\"value\":"u8;
        foreach (var (value, samples) in counts.Values)
        {
            output.Raw(separator);
            separator = ",{\"value\":"u8;
            output.Raw(Encoding.UTF8.GetBytes(value));
            output.Raw(",\"samples\":"u8);
            output.Integer(samples);
            output.Raw("}"u8);
        }

        output.Raw("],\"others\":"u8);
        output.Integer(counts.Others);
        output.Raw(",\"missing\":"u8);
        output.Integer(counts.Missing);
        output.Raw(counts.IsExact ? ",\"exact\":true}"u8 : ",\"exact\":false}"u8);
    }
}
