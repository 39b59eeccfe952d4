using SampleService.Domain;
using SampleService.Json;

namespace SampleService.Api;

/// <summary>Failures of one item of many, in results: what the same is as an error of its own.</summary>
internal static class ItemErrorJson
{
    /// <summary>Writes a failure; null for none.</summary>
    public static void Write(JsonOutput result, ServiceException? error)
    {
        if (error is null || ErrorCatalogue.Find(error.Kind) is not { } entry)
        {
            result.Raw("null"u8);
            return;
        }

        result.Raw("{\"code\":"u8);
        result.Integer(entry.Code);
        result.Raw(",\"type\":"u8);
        result.Text(entry.Type);
        result.Raw(",\"message\":"u8);
        result.Text(error.Message);
        result.Raw("}"u8);
    }
}
