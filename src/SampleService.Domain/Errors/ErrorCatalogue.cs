namespace SampleService.Domain;

/// <summary>Code and type text of one kind of failure.</summary>
/// <param name="Code">The number, 20000 to 100000.</param>
/// <param name="Type">The fixed text that goes with it.</param>
/// <param name="When">When callers meet it, as a sentence without a full stop.</param>
/// <param name="IsPlain">Whether callers of the KBase door see the detail alone: the KBase Sample Service has no code for it.</param>
public readonly record struct CatalogueEntry(int Code, string Type, string When, bool IsPlain = false);

/// <summary>Codes and type texts of the kinds of failure (docs/errors.md).</summary>
public static class ErrorCatalogue
{
    /// <summary>All codes, each once, in their order.</summary>
    public static IReadOnlyList<CatalogueEntry> All { get; } =
        [.. Enum.GetValues<ErrorKind>().Select(Find).OfType<CatalogueEntry>().Distinct().OrderBy(entry => entry.Code)];

    /// <summary>Code and type text of a kind; null for faults of the service, and for load and states of the platform, which are no failures
    /// of a method.</summary>
    public static CatalogueEntry? Find(ErrorKind kind) => kind switch
    {
        ErrorKind.Unauthorized => new(20000, "Unauthorized", "The caller may not do this"),
        ErrorKind.MissingParameter => new(30000, "Missing input parameter", "A parameter is absent or blank"),
        ErrorKind.IllegalParameter => new(30001, "Illegal input parameter", "A parameter is not what it has to be"),
        ErrorKind.MetadataValidation => new(30010, "Metadata validation failed", "Controlled metadata did not pass its validators"),
        ErrorKind.ConcurrencyViolation => new(40000, "Concurrency violation", "Something is not what the caller expected: the newest version, the state of the ACLs, the active link"),
        ErrorKind.RequestIdUsed => new(40010, "Request ID used before", "The `request_id` was used for another call"),
        ErrorKind.NoSuchUser => new(50000, "No such user", "A user who is named does not exist"),
        ErrorKind.NoSuchSample => new(50010, "No such sample", "The sample does not exist"),
        ErrorKind.NoSuchSampleVersion => new(50020, "No such sample version", "The sample exists, but not this version of it"),
        ErrorKind.NoSuchSampleNode => new(50030, "No such sample node", "The version exists, but not this node of it"),
        ErrorKind.NoSuchWorkspaceData => new(50040, "No such workspace data", "Workspace or object does not exist, or is deleted"),
        ErrorKind.NoSuchDataLink => new(50050, "No such data link", "The link does not exist, or has ended"),
        ErrorKind.NoSuchGroup => new(50060, "No such group", "The group does not exist"),
        ErrorKind.SampleWithdrawn => new(50070, "Sample withdrawn", "The sample, or the version, was withdrawn"),
        ErrorKind.NoSuchOffer => new(50080, "No such offer", "The sample is not offered, or not to the caller"),
        ErrorKind.NoSuchRelation => new(50090, "No such relation", "The relation does not exist, or has ended"),
        ErrorKind.NoSuchIdentifier => new(50100, "No such identifier", "No sample that the caller may write to has the identifier"),
        ErrorKind.NoSuchVocabulary => new(50110, "No such vocabulary", "The deployment never ran with the vocabulary"),
        ErrorKind.DataLinkExists => new(60000, "Data link exists for data ID", "The data unit is linked, and the call does not ask to update the link"),
        ErrorKind.TooManyDataLinks => new(60010, "Too many data links", "The limit of links is reached"),
        ErrorKind.OfferExists => new(60020, "Offer exists", "The sample is offered to somebody already"),
        ErrorKind.RelationNotPossible => new(60030, "Relation not possible", "Too many relations start from the sample, or the relation would close a circle"),
        ErrorKind.IdentifierInUse => new(60040, "Identifier in use", "Another sample or node has the identifier; whose it is, is not told"),
        ErrorKind.GroupExists => new(60050, "Group exists", "A group has, or had, the name"),
        ErrorKind.IllegalArgument => new(70000, "Parameter", "The argument as a whole, or a list in it, has the wrong form", IsPlain: true),
        ErrorKind.AuthenticationFailed => new(70010, "Token", "The method needs a token, and there is none, or it is not valid", IsPlain: true),
        ErrorKind.UpstreamFailure or ErrorKind.ValidatorUnavailable => new(70020, "Upstream", "Something that the service asks has failed or refused: users, workspaces, ontologies, issuers of tokens, validators", IsPlain: true),
        ErrorKind.StorageFailure or ErrorKind.ClusterFailure => new(70030, "Storage", "The database, or a process of the cluster, has failed; the message says what is known of the outcome", IsPlain: true),
        ErrorKind.UnsupportedOperation => new(100000, "Unsupported operation", "This deployment does not do it"),
        _ => null,
    };

    /// <summary>The whole message: code, type and detail, or the detail alone for a kind whose code the KBase door does not show.</summary>
    public static string Message(ErrorKind kind, string detail)
    {
        if (Find(kind) is not { IsPlain: false } entry)
            return detail;
        var trimmed = ContractText.Trim(detail);
        return trimmed.Length == 0
            ? $"Sample service error code {entry.Code} {entry.Type}"
            : $"Sample service error code {entry.Code} {entry.Type}: {trimmed}";
    }
}
