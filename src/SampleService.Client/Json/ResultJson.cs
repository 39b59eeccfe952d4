using System.Text.Json;
using System.Text.Json.Serialization;

namespace SampleService.Client;

/// <summary>Results as they are answered. Members that are not known are ignored, so that the service can have more of them.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    Converters = [typeof(UnixMillisecondsConverter)])]
[JsonSerializable(typeof(OperationResults))]
[JsonSerializable(typeof(Sample))]
[JsonSerializable(typeof(IReadOnlyList<Sample>))]
[JsonSerializable(typeof(NodeInTree))]
[JsonSerializable(typeof(SampleAddress))]
[JsonSerializable(typeof(SampleAcls))]
[JsonSerializable(typeof(AccessExplanation))]
[JsonSerializable(typeof(DataLink))]
[JsonSerializable(typeof(DataLinkListing))]
[JsonSerializable(typeof(NewDataLink))]
[JsonSerializable(typeof(PropagatedDataLinks))]
[JsonSerializable(typeof(FoundSamples))]
[JsonSerializable(typeof(MetadataKeys))]
[JsonSerializable(typeof(FoundLinks))]
[JsonSerializable(typeof(SampleStates))]
[JsonSerializable(typeof(SampleHistory))]
[JsonSerializable(typeof(VersionDiff))]
[JsonSerializable(typeof(OwnershipOffer))]
[JsonSerializable(typeof(OfferPage))]
[JsonSerializable(typeof(Tombstone))]
[JsonSerializable(typeof(SampleRelation))]
[JsonSerializable(typeof(SampleLineage))]
[JsonSerializable(typeof(SampleIdentifier))]
[JsonSerializable(typeof(ResolvedIdentifiers))]
[JsonSerializable(typeof(UserGroup))]
[JsonSerializable(typeof(UserGroups))]
[JsonSerializable(typeof(UserGroupWithChanges))]
[JsonSerializable(typeof(EventPage))]
[JsonSerializable(typeof(SampleEvent))]
[JsonSerializable(typeof(StaticMetadata))]
[JsonSerializable(typeof(MetadataFindings))]
[JsonSerializable(typeof(VocabularyList))]
[JsonSerializable(typeof(Revalidation))]
[JsonSerializable(typeof(SampleExport))]
[JsonSerializable(typeof(TemplateAddress))]
[JsonSerializable(typeof(TemplatePage))]
[JsonSerializable(typeof(ServiceStatus))]
internal sealed partial class ResultJson : JsonSerializerContext;
