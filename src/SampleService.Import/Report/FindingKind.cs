namespace SampleService.Import;

/// <summary>What became of something that is not as it should be.</summary>
internal enum FindingOutcome
{
    /// <summary>It is not in the database.</summary>
    LeftOut,

    /// <summary>It is in the database as it must have been meant.</summary>
    Repaired,

    /// <summary>It is in the database as it was, and somebody should look at it.</summary>
    Doubtful,
}

/// <summary>A kind of finding: a row of the table in docs/importing.md, which a test compares.</summary>
/// <param name="Name">As the report calls it.</param>
/// <param name="Outcome">What becomes of it.</param>
/// <param name="Meaning">What it is.</param>
internal sealed record FindingKind(string Name, FindingOutcome Outcome, string Meaning)
{
    public static readonly FindingKind DocumentUnreadable = LeftOut("document_unreadable", "a document lacks its id, or is no valid text");
    public static readonly FindingKind DocumentRepeated = LeftOut("document_repeated", "a document that stands in the dump once more; the last one counts where they differ");
    public static readonly FindingKind DocumentsWithoutSample = LeftOut("documents_without_sample", "versions and nodes of a sample that is not there: the old service never showed them");
    public static readonly FindingKind SampleUnreadable = LeftOut("sample_unreadable", "a sample whose id is no UUID, or that has no owner");
    public static readonly FindingKind SampleWithoutVersions = LeftOut("sample_without_versions", "a sample whose list of versions is empty or not there");
    public static readonly FindingKind VersionUnfinished = LeftOut("version_unfinished", "a version whose save was not finished, with its nodes: the old service never showed it");
    public static readonly FindingKind VersionWithoutDocument = LeftOut("version_without_document", "a version in the list of its sample that has no document; the others keep their numbers");
    public static readonly FindingKind VersionWithoutNodes = LeftOut("version_without_nodes", "likewise one without nodes");
    public static readonly FindingKind VersionWithGap = LeftOut("version_with_gap", "likewise one whose nodes do not stand at the places 0, 1, 2 ...");
    public static readonly FindingKind VersionUnreadable = LeftOut("version_unreadable", "likewise one without a time or a user, or with a node without name, type or with the name of another");
    public static readonly FindingKind ValueUnreadable = LeftOut("value_unreadable", "a value of metadata that is no text, number or boolean, or has no key");
    public static readonly FindingKind AclEntryUnreadable = LeftOut("acl_entry_unreadable", "an entry of an ACL that names no user");
    public static readonly FindingKind LinkUnreadable = LeftOut("link_unreadable", "a link without a data object, times, users or another part");
    public static readonly FindingKind LinkTorn = LeftOut("link_torn", "one of two documents of a link, after a torn transaction: the expired one counts");
    public static readonly FindingKind LinkOfTakenUnit = LeftOut("link_of_taken_unit", "one of two unexpired links of a data unit");
    public static readonly FindingKind LinkWithoutSample = LeftOut("link_without_sample", "a link to a sample that is not there");
    public static readonly FindingKind LinkWithoutVersion = LeftOut("link_without_version", "a link to a version that is not there, or was left out");
    public static readonly FindingKind LinkWithoutNode = LeftOut("link_without_node", "a link to a node that is not there");

    public static readonly FindingKind VersionNumberMissing = Repaired("version_number_missing", "a finished save whose last step was lost (ver -1): it has the number of its place in the list");
    public static readonly FindingKind VersionNumberWrong = Repaired("version_number_wrong", "a version document that has another number than its place in the list, which counts");
    public static readonly FindingKind NameUnreadable = Repaired("name_unreadable", "a version whose name is no text, or one that no database holds: it has none");
    public static readonly FindingKind CreationUnknown = Repaired("creation_unknown", "a sample whose first version has no time: it was created when the earliest other one was saved");
    public static readonly FindingKind AclUpdateUnknown = Repaired("acl_update_unknown", "a sample that does not say when its ACLs were changed: when it was created");
    public static readonly FindingKind AclUserTwice = Repaired("acl_user_twice", "a user with several rights, or the owner with others: the highest counts");
    public static readonly FindingKind LinkExpiredBeforeCreated = Repaired("link_expired_before_created", "a link that was replaced in its first millisecond: expired when it was created");
    public static readonly FindingKind LinkExpirerUnknown = Repaired("link_expirer_unknown", "an expired link that does not say by whom: by its creator");
    public static readonly FindingKind LinkVersionFound = Repaired("link_version_found", "a link whose number of a version is not there: it leads to the version of its UUID");

    public static readonly FindingKind KeyDisagrees = Doubtful("key_disagrees", "a document whose key is not that of its members");
    public static readonly FindingKind VersionRepeated = Doubtful("version_repeated", "a version that stands in the list of its sample more than once");
    public static readonly FindingKind LinkVersionDisagrees = Doubtful("link_version_disagrees", "a link whose number and UUID of a version disagree; the number counts");
    public static readonly FindingKind LinkRepeated = Doubtful("link_repeated", "a link with several documents that are all expired, or all unexpired; the one with the key that fits counts");
    public static readonly FindingKind TextUnusual = Doubtful("text_unusual", "a name, key or value that is blank, too long or has control characters by the rules of this service");
    public static readonly FindingKind ParentUnusual = Doubtful("parent_unusual", "a node whose parent is not there, comes later, or that should or should not have one");

    /// <summary>All there are.</summary>
    public static IReadOnlyList<FindingKind> All { get; } =
        [.. typeof(FindingKind).GetFields().Where(static field => field.FieldType == typeof(FindingKind)).Select(static field => (FindingKind)field.GetValue(null)!)];

    private static FindingKind LeftOut(string name, string meaning) => new(name, FindingOutcome.LeftOut, meaning);

    private static FindingKind Repaired(string name, string meaning) => new(name, FindingOutcome.Repaired, meaning);

    private static FindingKind Doubtful(string name, string meaning) => new(name, FindingOutcome.Doubtful, meaning);
}

/// <summary>Something in a dump that is not as it should be.</summary>
/// <param name="Kind">What.</param>
/// <param name="Collection">The collection of the document.</param>
/// <param name="Key">The key of the document, or the id it should have.</param>
internal sealed record Finding(FindingKind Kind, string Collection, string Key)
{
    /// <summary>The sample, if it is about one.</summary>
    public string? Sample { get; init; }

    /// <summary>The number of the version, if it is about one.</summary>
    public int? Version { get; init; }

    /// <summary>More, without contents of documents.</summary>
    public string? Detail { get; init; }
}
