using System.Text.Json;
using System.Text.Json.Serialization;

namespace SampleService.Client;

/// <summary>Parameters as they are sent: what is null is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(UnixMillisecondsConverter)])]
[JsonSerializable(typeof(CreateSampleRequest))]
[JsonSerializable(typeof(GetSampleRequest))]
[JsonSerializable(typeof(GetSamplesRequest))]
[JsonSerializable(typeof(GetNodeRequest))]
[JsonSerializable(typeof(GetSampleAclsRequest))]
[JsonSerializable(typeof(UpdateSampleAclsRequest))]
[JsonSerializable(typeof(UpdateSamplesAclsRequest))]
[JsonSerializable(typeof(ReplaceSampleAclsRequest))]
[JsonSerializable(typeof(ExplainAccessRequest))]
[JsonSerializable(typeof(CreateDataLinkRequest))]
[JsonSerializable(typeof(PropagateDataLinksRequest))]
[JsonSerializable(typeof(ExpireDataLinkRequest))]
[JsonSerializable(typeof(GetDataLinkRequest))]
[JsonSerializable(typeof(GetDataLinksFromSampleRequest))]
[JsonSerializable(typeof(GetDataLinksFromSampleSetRequest))]
[JsonSerializable(typeof(GetDataLinksFromDataRequest))]
[JsonSerializable(typeof(GetSampleViaDataRequest))]
[JsonSerializable(typeof(FindSamplesRequest))]
[JsonSerializable(typeof(ListMetadataKeysRequest))]
[JsonSerializable(typeof(FindLinksRequest))]
[JsonSerializable(typeof(GetStateRequest))]
[JsonSerializable(typeof(GetHistoryRequest))]
[JsonSerializable(typeof(DiffVersionsRequest))]
[JsonSerializable(typeof(ApplyRequest))]
[JsonSerializable(typeof(EndLinkRequest))]
[JsonSerializable(typeof(WithdrawSampleRequest))]
[JsonSerializable(typeof(RestoreSampleRequest))]
[JsonSerializable(typeof(AddRelationRequest))]
[JsonSerializable(typeof(EndRelationRequest))]
[JsonSerializable(typeof(GetLineageRequest))]
[JsonSerializable(typeof(AddIdentifierRequest))]
[JsonSerializable(typeof(RemoveIdentifierRequest))]
[JsonSerializable(typeof(ResolveIdentifiersRequest))]
[JsonSerializable(typeof(GetEventsRequest))]
[JsonSerializable(typeof(WatchEventsRequest))]
[JsonSerializable(typeof(GetMetadataKeyStaticMetadataRequest))]
[JsonSerializable(typeof(ValidateSamplesRequest))]
[JsonSerializable(typeof(RevalidateSamplesRequest))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(double))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(decimal))]
[JsonSerializable(typeof(bool))]
internal sealed partial class RequestJson : JsonSerializerContext;
