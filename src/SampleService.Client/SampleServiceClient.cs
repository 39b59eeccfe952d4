using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SampleService.Client;

/// <summary>Calls the Sample Service. One client serves a whole program: it is safe for concurrent calls, and connects again by itself.</summary>
public sealed class SampleServiceClient : ISampleService, IAsyncDisposable
{
    private const string Module = "SampleService.";

    private readonly ITransport _transport;

    internal SampleServiceClient(ITransport transport) => _transport = transport;

    /// <summary>Makes a client. The first call connects.</summary>
    /// <param name="address">
    /// Where the service is, and how it is called: <c>wss://host/</c> or <c>ws://host/</c> over one WebSocket for all calls;
    /// <c>https://host/</c> or <c>http://host/</c> by a request for each call; <c>unix:///path/node.sock</c> over the Unix socket of a
    /// process on this machine, for root and the user who runs it.
    /// </param>
    /// <param name="options">How it is called; null for the defaults.</param>
    /// <exception cref="ArgumentException">The address is of another kind.</exception>
    public static SampleServiceClient Connect(Uri address, SampleServiceClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(address);
        options ??= new SampleServiceClientOptions();
        var reaching = new Reaching(options.ConnectTimeout, TimeProvider.System);
        return new SampleServiceClient((address.IsAbsoluteUri ? address.Scheme : "") switch
        {
            "ws" or "wss" => new WebSocketTransport(new Gateway(address, options), reaching),
            "http" or "https" => new HttpTransport(new Gateway(address, options), reaching),
            "unix" => new UnixSocketTransport(Uri.UnescapeDataString(address.AbsolutePath), options.MaxSocketConnections, reaching),
            _ => throw new ArgumentException("The address has to begin with wss, ws, https, http or unix", nameof(address)),
        });
    }

    /// <inheritdoc/>
    public Task<SampleAddress> CreateSampleAsync(CreateSampleRequest request, CancellationToken cancellationToken = default) =>
        CallAsync("create_sample", request, RequestJson.Default.CreateSampleRequest, ResultJson.Default.SampleAddress, cancellationToken);

    /// <inheritdoc/>
    public Task<Sample> GetSampleAsync(GetSampleRequest request, CancellationToken cancellationToken = default) =>
        CallAsync("get_sample", request, RequestJson.Default.GetSampleRequest, ResultJson.Default.Sample, cancellationToken);

    /// <inheritdoc/>
    public Task<NodeInTree> GetNodeAsync(GetNodeRequest request, CancellationToken cancellationToken = default) =>
        CallAsync("get_node", request, RequestJson.Default.GetNodeRequest, ResultJson.Default.NodeInTree, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Sample>> GetSamplesAsync(GetSamplesRequest request, CancellationToken cancellationToken = default) =>
        CallAsync("get_samples", request, RequestJson.Default.GetSamplesRequest, ResultJson.Default.IReadOnlyListSample, cancellationToken);

    /// <inheritdoc/>
    public Task<SampleAcls> GetSampleAclsAsync(GetSampleAclsRequest request, CancellationToken cancellationToken = default) =>
        CallAsync("get_sample_acls", request, RequestJson.Default.GetSampleAclsRequest, ResultJson.Default.SampleAcls, cancellationToken);

    /// <inheritdoc/>
    public Task UpdateSampleAclsAsync(UpdateSampleAclsRequest request, CancellationToken cancellationToken = default) =>
        CallAsync("update_sample_acls", request, RequestJson.Default.UpdateSampleAclsRequest, cancellationToken);

    /// <inheritdoc/>
    public Task UpdateSamplesAclsAsync(UpdateSamplesAclsRequest request, CancellationToken cancellationToken = default) =>
        CallAsync("update_samples_acls", request, RequestJson.Default.UpdateSamplesAclsRequest, cancellationToken);

    /// <inheritdoc/>
    public Task ReplaceSampleAclsAsync(ReplaceSampleAclsRequest request, CancellationToken cancellationToken = default) =>
        CallAsync("replace_sample_acls", request, RequestJson.Default.ReplaceSampleAclsRequest, cancellationToken);

    /// <inheritdoc/>
    public Task<AccessExplanation> ExplainAccessAsync(ExplainAccessRequest request, CancellationToken cancellationToken = default) =>
        CallAsync("explain_access", request, RequestJson.Default.ExplainAccessRequest, ResultJson.Default.AccessExplanation, cancellationToken);

    /// <inheritdoc/>
    public async Task<DataLink> CreateDataLinkAsync(CreateDataLinkRequest request, CancellationToken cancellationToken = default) =>
        (await CallAsync("create_data_link", request, RequestJson.Default.CreateDataLinkRequest, ResultJson.Default.NewDataLink, cancellationToken)
            .ConfigureAwait(false)).NewLink;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DataLink>> PropagateDataLinksAsync(PropagateDataLinksRequest request, CancellationToken cancellationToken = default) =>
        (await CallAsync("propagate_data_links", request, RequestJson.Default.PropagateDataLinksRequest, ResultJson.Default.PropagatedDataLinks, cancellationToken)
            .ConfigureAwait(false)).Links;

    /// <inheritdoc/>
    public Task ExpireDataLinkAsync(ExpireDataLinkRequest request, CancellationToken cancellationToken = default) =>
        CallAsync("expire_data_link", request, RequestJson.Default.ExpireDataLinkRequest, cancellationToken);

    /// <inheritdoc/>
    public Task<DataLink> GetDataLinkAsync(GetDataLinkRequest request, CancellationToken cancellationToken = default) =>
        CallAsync("get_data_link", request, RequestJson.Default.GetDataLinkRequest, ResultJson.Default.DataLink, cancellationToken);

    /// <inheritdoc/>
    public Task<DataLinkListing> GetDataLinksFromSampleAsync(GetDataLinksFromSampleRequest request, CancellationToken cancellationToken = default) =>
        CallAsync("get_data_links_from_sample", request, RequestJson.Default.GetDataLinksFromSampleRequest, ResultJson.Default.DataLinkListing, cancellationToken);

    /// <inheritdoc/>
    public Task<DataLinkListing> GetDataLinksFromSampleSetAsync(GetDataLinksFromSampleSetRequest request, CancellationToken cancellationToken = default) =>
        CallAsync("get_data_links_from_sample_set", request, RequestJson.Default.GetDataLinksFromSampleSetRequest, ResultJson.Default.DataLinkListing, cancellationToken);

    /// <inheritdoc/>
    public Task<DataLinkListing> GetDataLinksFromDataAsync(GetDataLinksFromDataRequest request, CancellationToken cancellationToken = default) =>
        CallAsync("get_data_links_from_data", request, RequestJson.Default.GetDataLinksFromDataRequest, ResultJson.Default.DataLinkListing, cancellationToken);

    /// <inheritdoc/>
    public Task<Sample> GetSampleViaDataAsync(GetSampleViaDataRequest request, CancellationToken cancellationToken = default) =>
        CallAsync("get_sample_via_data", request, RequestJson.Default.GetSampleViaDataRequest, ResultJson.Default.Sample, cancellationToken);

    /// <inheritdoc/>
    public Task<FoundSamples> FindSamplesAsync(FindSamplesRequest request, CancellationToken cancellationToken = default) =>
        CallAsync("find_samples", request, RequestJson.Default.FindSamplesRequest, ResultJson.Default.FoundSamples, cancellationToken);

    /// <inheritdoc/>
    public Task<FoundLinks> FindLinksAsync(FindLinksRequest request, CancellationToken cancellationToken = default) =>
        CallAsync("find_links", request, RequestJson.Default.FindLinksRequest, ResultJson.Default.FoundLinks, cancellationToken);

    /// <inheritdoc/>
    public Task<SampleStates> GetStateAsync(GetStateRequest request, CancellationToken cancellationToken = default) =>
        CallAsync("get_state", request, RequestJson.Default.GetStateRequest, ResultJson.Default.SampleStates, cancellationToken);

    /// <inheritdoc/>
    public Task<SampleHistory> GetHistoryAsync(GetHistoryRequest request, CancellationToken cancellationToken = default) =>
        CallAsync("get_history", request, RequestJson.Default.GetHistoryRequest, ResultJson.Default.SampleHistory, cancellationToken);

    /// <inheritdoc/>
    public Task<MetadataKeys> ListMetadataKeysAsync(ListMetadataKeysRequest request, CancellationToken cancellationToken = default) =>
        CallAsync("list_metadata_keys", request, RequestJson.Default.ListMetadataKeysRequest, ResultJson.Default.MetadataKeys, cancellationToken);

    /// <inheritdoc/>
    public Task<OperationResults> ApplyAsync(ApplyRequest request, CancellationToken cancellationToken = default) =>
        CallAsync("apply", request, RequestJson.Default.ApplyRequest, ResultJson.Default.OperationResults, cancellationToken);

    /// <inheritdoc/>
    public Task EndLinkAsync(EndLinkRequest request, CancellationToken cancellationToken = default) =>
        CallAsync("end_link", request, RequestJson.Default.EndLinkRequest, cancellationToken);

    /// <inheritdoc/>
    public Task<OwnershipOffer> OfferSampleAsync(OfferSampleRequest request, CancellationToken cancellationToken = default) =>
        CallAsync("offer_sample", request, RequestJson.Default.OfferSampleRequest, ResultJson.Default.OwnershipOffer, cancellationToken);

    /// <inheritdoc/>
    public Task AcceptOfferAsync(AcceptOfferRequest request, CancellationToken cancellationToken = default) =>
        CallAsync("accept_offer", request, RequestJson.Default.AcceptOfferRequest, cancellationToken);

    /// <inheritdoc/>
    public Task DeclineOfferAsync(DeclineOfferRequest request, CancellationToken cancellationToken = default) =>
        CallAsync("decline_offer", request, RequestJson.Default.DeclineOfferRequest, cancellationToken);

    /// <inheritdoc/>
    public Task CancelOfferAsync(CancelOfferRequest request, CancellationToken cancellationToken = default) =>
        CallAsync("cancel_offer", request, RequestJson.Default.CancelOfferRequest, cancellationToken);

    /// <inheritdoc/>
    public Task LeaveSampleAsync(LeaveSampleRequest request, CancellationToken cancellationToken = default) =>
        CallAsync("leave_sample", request, RequestJson.Default.LeaveSampleRequest, cancellationToken);

    /// <inheritdoc/>
    public Task<OfferPage> ListOffersAsync(ListOffersRequest request, CancellationToken cancellationToken = default) =>
        CallAsync("list_offers", request, RequestJson.Default.ListOffersRequest, ResultJson.Default.OfferPage, cancellationToken);

    /// <inheritdoc/>
    public Task<Tombstone> WithdrawSampleAsync(WithdrawSampleRequest request, CancellationToken cancellationToken = default) =>
        CallAsync("withdraw_sample", request, RequestJson.Default.WithdrawSampleRequest, ResultJson.Default.Tombstone, cancellationToken);

    /// <inheritdoc/>
    public Task RestoreSampleAsync(RestoreSampleRequest request, CancellationToken cancellationToken = default) =>
        CallAsync("restore_sample", request, RequestJson.Default.RestoreSampleRequest, cancellationToken);

    /// <inheritdoc/>
    public Task<SampleRelation> AddRelationAsync(AddRelationRequest request, CancellationToken cancellationToken = default) =>
        CallAsync("add_relation", request, RequestJson.Default.AddRelationRequest, ResultJson.Default.SampleRelation, cancellationToken);

    /// <inheritdoc/>
    public Task EndRelationAsync(EndRelationRequest request, CancellationToken cancellationToken = default) =>
        CallAsync("end_relation", request, RequestJson.Default.EndRelationRequest, cancellationToken);

    /// <inheritdoc/>
    public Task<SampleLineage> GetLineageAsync(GetLineageRequest request, CancellationToken cancellationToken = default) =>
        CallAsync("get_lineage", request, RequestJson.Default.GetLineageRequest, ResultJson.Default.SampleLineage, cancellationToken);

    /// <inheritdoc/>
    public Task<SampleIdentifier> AddIdentifierAsync(AddIdentifierRequest request, CancellationToken cancellationToken = default) =>
        CallAsync("add_identifier", request, RequestJson.Default.AddIdentifierRequest, ResultJson.Default.SampleIdentifier, cancellationToken);

    /// <inheritdoc/>
    public Task RemoveIdentifierAsync(RemoveIdentifierRequest request, CancellationToken cancellationToken = default) =>
        CallAsync("remove_identifier", request, RequestJson.Default.RemoveIdentifierRequest, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ResolvedIdentifier>> ResolveIdentifiersAsync(
        ResolveIdentifiersRequest request, CancellationToken cancellationToken = default) =>
        (await CallAsync(
            "resolve_identifiers", request, RequestJson.Default.ResolveIdentifiersRequest, ResultJson.Default.ResolvedIdentifiers, cancellationToken)
            .ConfigureAwait(false)).Resolved;

    /// <inheritdoc/>
    public Task<SampleExport> ExportSamplesAsync(ExportSamplesRequest request, CancellationToken cancellationToken = default) =>
        CallAsync("export_samples", request, RequestJson.Default.ExportSamplesRequest, ResultJson.Default.SampleExport, cancellationToken);

    /// <inheritdoc/>
    public Task<TemplateAddress> SaveTemplateAsync(SaveTemplateRequest request, CancellationToken cancellationToken = default) =>
        CallAsync("save_template", request, RequestJson.Default.SaveTemplateRequest, ResultJson.Default.TemplateAddress, cancellationToken);

    /// <inheritdoc/>
    public Task<TemplatePage> ListTemplatesAsync(ListTemplatesRequest request, CancellationToken cancellationToken = default) =>
        CallAsync("list_templates", request, RequestJson.Default.ListTemplatesRequest, ResultJson.Default.TemplatePage, cancellationToken);

    /// <inheritdoc/>
    public Task<UserGroup> CreateGroupAsync(CreateGroupRequest request, CancellationToken cancellationToken = default) =>
        CallAsync("create_group", request, RequestJson.Default.CreateGroupRequest, ResultJson.Default.UserGroup, cancellationToken);

    /// <inheritdoc/>
    public Task<UserGroup> UpdateGroupAsync(UpdateGroupRequest request, CancellationToken cancellationToken = default) =>
        CallAsync("update_group", request, RequestJson.Default.UpdateGroupRequest, ResultJson.Default.UserGroup, cancellationToken);

    /// <inheritdoc/>
    public Task<UserGroupWithChanges> GetGroupAsync(GetGroupRequest request, CancellationToken cancellationToken = default) =>
        CallAsync("get_group", request, RequestJson.Default.GetGroupRequest, ResultJson.Default.UserGroupWithChanges, cancellationToken);

    /// <inheritdoc/>
    public Task<UserGroups> ListGroupsAsync(ListGroupsRequest request, CancellationToken cancellationToken = default) =>
        CallAsync("list_groups", request, RequestJson.Default.ListGroupsRequest, ResultJson.Default.UserGroups, cancellationToken);

    /// <inheritdoc/>
    public Task<VersionDiff> DiffVersionsAsync(DiffVersionsRequest request, CancellationToken cancellationToken = default) =>
        CallAsync("diff_versions", request, RequestJson.Default.DiffVersionsRequest, ResultJson.Default.VersionDiff, cancellationToken);

    /// <inheritdoc/>
    public Task<EventPage> GetEventsAsync(GetEventsRequest request, CancellationToken cancellationToken = default) =>
        CallAsync("get_events", request, RequestJson.Default.GetEventsRequest, ResultJson.Default.EventPage, cancellationToken);

    /// <summary>
    /// Tells of events as they happen, from a position on: over a WebSocket the service tells them, else it is asked every second. When the
    /// connection is lost it goes on from where it was; it ends when it is cancelled, or refused.
    /// </summary>
    /// <param name="request">Which events.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="SampleServiceException">The service refused it: the events after the position are no longer kept, or the like.</exception>
    /// <exception cref="ServiceUnreachableException">The service could not be reached at the beginning.</exception>
    public IAsyncEnumerable<SampleEvent> WatchEventsAsync(WatchEventsRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new EventWatch(this, _transport, request).RunAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, IReadOnlyDictionary<string, JsonElement>>> GetMetadataKeyStaticMetadataAsync(
        GetMetadataKeyStaticMetadataRequest request, CancellationToken cancellationToken = default) =>
        (await CallAsync(
            "get_metadata_key_static_metadata", request, RequestJson.Default.GetMetadataKeyStaticMetadataRequest, ResultJson.Default.StaticMetadata, cancellationToken)
            .ConfigureAwait(false)).Keys;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<MetadataFinding>> ValidateSamplesAsync(ValidateSamplesRequest request, CancellationToken cancellationToken = default) =>
        (await CallAsync("validate_samples", request, RequestJson.Default.ValidateSamplesRequest, ResultJson.Default.MetadataFindings, cancellationToken)
            .ConfigureAwait(false)).Errors;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Vocabulary>> ListVocabulariesAsync(CancellationToken cancellationToken = default) =>
        Read(await _transport.CallAsync(Module + "list_vocabularies", null, cancellationToken).ConfigureAwait(false), ResultJson.Default.VocabularyList).Vocabularies;

    /// <inheritdoc/>
    public Task<Revalidation> RevalidateSamplesAsync(RevalidateSamplesRequest request, CancellationToken cancellationToken = default) =>
        CallAsync("revalidate_samples", request, RequestJson.Default.RevalidateSamplesRequest, ResultJson.Default.Revalidation, cancellationToken);

    /// <inheritdoc/>
    public async Task<ServiceStatus> StatusAsync(CancellationToken cancellationToken = default) =>
        Read(await _transport.CallAsync(Module + "status", null, cancellationToken).ConfigureAwait(false), ResultJson.Default.ServiceStatus);

    /// <summary>Closes the connections. Calls under way end with an <see cref="OutcomeUnknownException"/>.</summary>
    public ValueTask DisposeAsync() => _transport.DisposeAsync();

    private async Task<TResult> CallAsync<TRequest, TResult>(
        string method, TRequest request, JsonTypeInfo<TRequest> requestType, JsonTypeInfo<TResult> resultType, CancellationToken cancellationToken) =>
        Read(await SendAsync(method, request, requestType, cancellationToken).ConfigureAwait(false), resultType);

    private Task CallAsync<TRequest>(string method, TRequest request, JsonTypeInfo<TRequest> requestType, CancellationToken cancellationToken) =>
        SendAsync(method, request, requestType, cancellationToken);

    private async Task<JsonElement> SendAsync<TRequest>(
        string method, TRequest request, JsonTypeInfo<TRequest> requestType, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return await _transport.CallAsync(Module + method, JsonSerializer.SerializeToElement(request, requestType), cancellationToken).ConfigureAwait(false);
    }

    private static TResult Read<TResult>(JsonElement result, JsonTypeInfo<TResult> type)
    {
        try
        {
            return result.Deserialize(type) ?? throw new JsonException("The result is null");
        }
        catch (JsonException e)
        {
            throw new OutcomeUnknownException("The result is not of the form that this client knows", e);
        }
    }
}
