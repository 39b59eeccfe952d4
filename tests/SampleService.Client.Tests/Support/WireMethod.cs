using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SampleService.Client.Tests.Support;

/// <summary>A method of the interface, with the types that cross the wire.</summary>
/// <param name="Name">Its name there.</param>
/// <param name="Parameters">The type of its parameters; null for none.</param>
/// <param name="Result">The type of its result; null for none.</param>
internal sealed record WireMethod(string Name, JsonTypeInfo? Parameters, JsonTypeInfo? Result)
{
    /// <summary>What the client unpacks for its callers.</summary>
    private static readonly Dictionary<string, Type> Unpacked = new()
    {
        [nameof(ISampleService.CreateDataLinkAsync)] = typeof(NewDataLink),
        [nameof(ISampleService.PropagateDataLinksAsync)] = typeof(PropagatedDataLinks),
        [nameof(ISampleService.ResolveIdentifiersAsync)] = typeof(ResolvedIdentifiers),
        [nameof(ISampleService.GetMetadataKeyStaticMetadataAsync)] = typeof(StaticMetadata),
        [nameof(ISampleService.ValidateSamplesAsync)] = typeof(MetadataFindings),
        [nameof(ISampleService.ListVocabulariesAsync)] = typeof(VocabularyList),
    };

    /// <summary>All of the interface.</summary>
    public static IReadOnlyList<WireMethod> All { get; } = [.. typeof(ISampleService).GetMethods().Select(Of)];

    private static WireMethod Of(MethodInfo method)
    {
        var name = JsonNamingPolicy.SnakeCaseLower.ConvertName(method.Name[..^"Async".Length]);
        var request = method.GetParameters()[0].ParameterType;
        var result = Unpacked.GetValueOrDefault(method.Name) ?? method.ReturnType.GetGenericArguments().SingleOrDefault();
        return new WireMethod(
            "SampleService." + name,
            request == typeof(CancellationToken) ? null : RequestJson.Default.GetTypeInfo(request)!,
            result is null ? null : ResultJson.Default.GetTypeInfo(result)!);
    }
}
