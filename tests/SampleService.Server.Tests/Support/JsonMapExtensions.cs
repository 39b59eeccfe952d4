using SampleService.Testing.Json;

namespace SampleService.Server.Tests.Support;

/// <summary>Numbers of answers.</summary>
internal static class JsonMapExtensions
{
    public static int Integer(this JsonMap map, string name) => (int)map.Long(name);

    public static long Long(this JsonMap map, string name) =>
        JsonNumber.TryGetInteger(map.Find(name), out var number)
            ? (long)number
            : throw new FormatException($"member {name} is missing or no integer");
}
