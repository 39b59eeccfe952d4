using System.Text;
using SampleService.Domain;
using SampleService.Json;

namespace SampleService.Search.Tests.Support;

/// <summary>Filters as callers write them.</summary>
internal static class Filters
{
    public static Filter Read(string filter)
    {
        using var json = JsonText.Parse(Encoding.UTF8.GetBytes(filter));
        return FilterReader.Read(new Parameter(json.Root, "filter"))!;
    }

    /// <summary>A condition on the key <c>k</c>.</summary>
    /// <param name="members">Its further members, each with a comma before it.</param>
    public static string OnKey(string members = "") => $$"""{"on":"meta","key":"k"{{members}}}""";

    /// <summary>Asserts that a filter is refused with this detail.</summary>
    public static void AssertRefused(string detail, string filter, ErrorKind kind = ErrorKind.IllegalParameter)
    {
        var refusal = Assert.Throws<ServiceException>(() => Read(filter));
        Assert.Equal((kind, detail), (refusal.Kind, refusal.Detail));
    }
}
