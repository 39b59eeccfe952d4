using System.Text.Json;

namespace SampleService.Client;

/// <summary>
/// The methods of the Sample Service, each by the name that it has on the wire: <c>get_sample</c> is <see cref="GetSampleAsync"/>. The
/// reference of the service (docs/api/README.md) has the checks and the limits of each.
/// </summary>
/// <remarks>
/// Every method throws <see cref="SampleServiceException"/> when the service refuses the call, <see cref="ServiceUnreachableException"/> when
/// nothing could be sent, <see cref="OutcomeUnknownException"/> when the connection was lost, and
/// <see cref="OperationCanceledException"/> when it was cancelled; of a call that was cancelled it is not known either whether it was
/// carried out.
/// </remarks>
public interface ISampleService
{
    /// <summary>Saves a new sample, or a new version of one, which replaces the whole tree. Version 1 makes the caller the owner.</summary>
    Task<SampleAddress> CreateSampleAsync(CreateSampleRequest request, CancellationToken cancellationToken = default);

    /// <summary>Reads a version of a sample.</summary>
    Task<Sample> GetSampleAsync(GetSampleRequest request, CancellationToken cancellationToken = default);

    /// <summary>Reads versions of many samples, in the order asked for. One that fails makes the call fail.</summary>
    Task<IReadOnlyList<Sample>> GetSamplesAsync(GetSamplesRequest request, CancellationToken cancellationToken = default);

    /// <summary>Reads one node of a sample, however large the sample is.</summary>
    Task<NodeInTree> GetNodeAsync(GetNodeRequest request, CancellationToken cancellationToken = default);

    /// <summary>Reads the ACLs of a sample. Whoever may read the sample sees them.</summary>
    Task<SampleAcls> GetSampleAclsAsync(GetSampleAclsRequest request, CancellationToken cancellationToken = default);

    /// <summary>Changes the ACLs of a sample for some users. Two changes at once are both in the result.</summary>
    Task UpdateSampleAclsAsync(UpdateSampleAclsRequest request, CancellationToken cancellationToken = default);

    /// <summary>Changes the ACLs of many samples, one after the other: those before one that fails stay changed.</summary>
    Task UpdateSamplesAclsAsync(UpdateSamplesAclsRequest request, CancellationToken cancellationToken = default);

    /// <summary>Replaces all ACLs of a sample but its owner.</summary>
    Task ReplaceSampleAclsAsync(ReplaceSampleAclsRequest request, CancellationToken cancellationToken = default);

    /// <summary>Tells why somebody may do something with a sample, and since when.</summary>
    Task<AccessExplanation> ExplainAccessAsync(ExplainAccessRequest request, CancellationToken cancellationToken = default);

    /// <summary>Links a data unit to a node of a version of a sample; gives the link, which may be one that was there.</summary>
    Task<DataLink> CreateDataLinkAsync(CreateDataLinkRequest request, CancellationToken cancellationToken = default);

    /// <summary>Copies the links of one version of a sample to another, one after the other; gives those that were made.</summary>
    Task<IReadOnlyList<DataLink>> PropagateDataLinksAsync(PropagateDataLinksRequest request, CancellationToken cancellationToken = default);

    /// <summary>Ends the active link of a data unit. Listings for a moment before still show it.</summary>
    Task ExpireDataLinkAsync(ExpireDataLinkRequest request, CancellationToken cancellationToken = default);

    /// <summary>Reads a link, ended or not, by its id. For administrators.</summary>
    Task<DataLink> GetDataLinkAsync(GetDataLinkRequest request, CancellationToken cancellationToken = default);

    /// <summary>Lists the links of a version of a sample, without those from workspaces that the caller cannot read.</summary>
    Task<DataLinkListing> GetDataLinksFromSampleAsync(GetDataLinksFromSampleRequest request, CancellationToken cancellationToken = default);

    /// <summary>Lists the links of many versions of samples, in the order asked for.</summary>
    Task<DataLinkListing> GetDataLinksFromSampleSetAsync(GetDataLinksFromSampleSetRequest request, CancellationToken cancellationToken = default);

    /// <summary>Lists the links of a version of a workspace object, over all its data units.</summary>
    Task<DataLinkListing> GetDataLinksFromDataAsync(GetDataLinksFromDataRequest request, CancellationToken cancellationToken = default);

    /// <summary>Reads a version of a sample through data that is or was linked to it, whatever the ACLs of the sample are.</summary>
    Task<Sample> GetSampleViaDataAsync(GetSampleViaDataRequest request, CancellationToken cancellationToken = default);

    /// <summary>Finds samples that the caller may read: one page (docs/finding.md).</summary>
    Task<FoundSamples> FindSamplesAsync(FindSamplesRequest request, CancellationToken cancellationToken = default);

    /// <summary>Lists links of a sample, an object or a workspace, ended ones too, page by page.</summary>
    Task<FoundLinks> FindLinksAsync(FindLinksRequest request, CancellationToken cancellationToken = default);

    /// <summary>Reads many samples with all around them, as of one moment.</summary>
    Task<SampleStates> GetStateAsync(GetStateRequest request, CancellationToken cancellationToken = default);

    /// <summary>Lists what happened to a sample, page by page.</summary>
    Task<SampleHistory> GetHistoryAsync(GetHistoryRequest request, CancellationToken cancellationToken = default);

    /// <summary>Lists the metadata keys in use, with their types and units: one page.</summary>
    Task<MetadataKeys> ListMetadataKeysAsync(ListMetadataKeysRequest request, CancellationToken cancellationToken = default);

    /// <summary>Tells what differs between two versions of a sample.</summary>
    Task<VersionDiff> DiffVersionsAsync(DiffVersionsRequest request, CancellationToken cancellationToken = default);

    /// <summary>Does up to 1000 writes of any kind in one transaction (docs/apply.md). What is wrong with one of them is told in its place.</summary>
    Task<OperationResults> ApplyAsync(ApplyRequest request, CancellationToken cancellationToken = default);

    /// <summary>Ends a link by its id, also where its data is gone.</summary>
    Task EndLinkAsync(EndLinkRequest request, CancellationToken cancellationToken = default);

    /// <summary>Offers a sample to another user (docs/ownership.md), who becomes its owner by accepting.</summary>
    Task<OwnershipOffer> OfferSampleAsync(OfferSampleRequest request, CancellationToken cancellationToken = default);

    /// <summary>Makes the caller, to whom it is offered, the owner of a sample.</summary>
    Task AcceptOfferAsync(AcceptOfferRequest request, CancellationToken cancellationToken = default);

    /// <summary>Ends an offer that the caller does not want.</summary>
    Task DeclineOfferAsync(DeclineOfferRequest request, CancellationToken cancellationToken = default);

    /// <summary>Takes an offer back.</summary>
    Task CancelOfferAsync(CancelOfferRequest request, CancellationToken cancellationToken = default);

    /// <summary>Removes the caller's own entry from the ACLs of a sample.</summary>
    Task LeaveSampleAsync(LeaveSampleRequest request, CancellationToken cancellationToken = default);

    /// <summary>Lists what is offered to the caller, or by the caller, page by page.</summary>
    Task<OfferPage> ListOffersAsync(ListOffersRequest request, CancellationToken cancellationToken = default);

    /// <summary>Withdraws a sample, or one version of it (docs/withdrawing.md). Nothing is erased, and the links to it end.</summary>
    Task<Tombstone> WithdrawSampleAsync(WithdrawSampleRequest request, CancellationToken cancellationToken = default);

    /// <summary>Takes a withdrawal back.</summary>
    Task RestoreSampleAsync(RestoreSampleRequest request, CancellationToken cancellationToken = default);

    /// <summary>Relates a sample to another one; gives the relation, which may be one that was there.</summary>
    Task<SampleRelation> AddRelationAsync(AddRelationRequest request, CancellationToken cancellationToken = default);

    /// <summary>Ends a relation between samples.</summary>
    Task EndRelationAsync(EndRelationRequest request, CancellationToken cancellationToken = default);

    /// <summary>Follows relations between samples.</summary>
    Task<SampleLineage> GetLineageAsync(GetLineageRequest request, CancellationToken cancellationToken = default);

    /// <summary>Gives an identifier to a sample or a node of it; gives the identifier, which may be one that was there.</summary>
    Task<SampleIdentifier> AddIdentifierAsync(AddIdentifierRequest request, CancellationToken cancellationToken = default);

    /// <summary>Takes an identifier from the sample that has it.</summary>
    Task RemoveIdentifierAsync(RemoveIdentifierRequest request, CancellationToken cancellationToken = default);

    /// <summary>Finds samples by identifiers, in the order asked for.</summary>
    Task<IReadOnlyList<ResolvedIdentifier>> ResolveIdentifiersAsync(ResolveIdentifiersRequest request, CancellationToken cancellationToken = default);

    /// <summary>Gives samples as linked data, JSON-LD or an RO-Crate: one document.</summary>
    Task<SampleExport> ExportSamplesAsync(ExportSamplesRequest request, CancellationToken cancellationToken = default);

    /// <summary>Saves a template of samples, or a new version of one.</summary>
    Task<TemplateAddress> SaveTemplateAsync(SaveTemplateRequest request, CancellationToken cancellationToken = default);

    /// <summary>Lists the templates that the caller may read.</summary>
    Task<TemplatePage> ListTemplatesAsync(ListTemplatesRequest request, CancellationToken cancellationToken = default);

    /// <summary>Makes a group of users, which can stand in ACLs as <c>@name</c>.</summary>
    Task<UserGroup> CreateGroupAsync(CreateGroupRequest request, CancellationToken cancellationToken = default);

    /// <summary>Changes a group; gives it as it is then.</summary>
    Task<UserGroup> UpdateGroupAsync(UpdateGroupRequest request, CancellationToken cancellationToken = default);

    /// <summary>A group that the caller owns, manages or is a member of.</summary>
    Task<UserGroupWithChanges> GetGroupAsync(GetGroupRequest request, CancellationToken cancellationToken = default);

    /// <summary>Lists the groups of the caller.</summary>
    Task<UserGroups> ListGroupsAsync(ListGroupsRequest request, CancellationToken cancellationToken = default);

    /// <summary>Tells what has changed since a position.</summary>
    Task<EventPage> GetEventsAsync(GetEventsRequest request, CancellationToken cancellationToken = default);

    /// <summary>Tells what the deployment says of metadata keys: by key, values of its own choosing.</summary>
    Task<IReadOnlyDictionary<string, IReadOnlyDictionary<string, JsonElement>>> GetMetadataKeyStaticMetadataAsync(
        GetMetadataKeyStaticMetadataRequest request, CancellationToken cancellationToken = default);

    /// <summary>Checks samples as saving does, and lists all findings of validators, without saving; none when all is well.</summary>
    Task<IReadOnlyList<MetadataFinding>> ValidateSamplesAsync(ValidateSamplesRequest request, CancellationToken cancellationToken = default);

    /// <summary>Lists the configurations of validators that the deployment ran with, the newest first. Needs no token.</summary>
    Task<IReadOnlyList<Vocabulary>> ListVocabulariesAsync(CancellationToken cancellationToken = default);

    /// <summary>Tells what a vocabulary says of stored samples, and changes nothing: one page.</summary>
    Task<Revalidation> RevalidateSamplesAsync(RevalidateSamplesRequest request, CancellationToken cancellationToken = default);

    /// <summary>Tells that the service is up, and its version. Refused in no state of the platform.</summary>
    Task<ServiceStatus> StatusAsync(CancellationToken cancellationToken = default);
}
