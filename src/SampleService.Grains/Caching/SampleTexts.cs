using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Json;

namespace SampleService.Grains;

/// <summary>Makes the text of a version as callers see it.</summary>
internal static class SampleTexts
{
    public static JsonBytes Write(SampleVersion version)
    {
        using var output = new JsonOutput();
        SampleDocument.Write(output, version);
        return new JsonBytes(output.ToArray());
    }
}
