using SampleService.Domain;

namespace SampleService.Api;

/// <summary>An operation whose parameters are checked, and what has to be asked before it is done.</summary>
/// <param name="Operation">The operation.</param>
internal sealed record RequestedOperation(WriteOperation Operation)
{
    /// <summary>The nodes whose controlled metadata is to be validated; null for none.</summary>
    public SampleTree? Tree { get; init; }

    /// <summary>The id of the vocabulary that it is to be validated with, as sent; null for the current one.</summary>
    public string? Vocabulary { get; init; }

    /// <summary>Users who have to exist, in the order in which those who do not are named.</summary>
    public IEnumerable<UserName> Users { get; init; } = [];

    /// <summary>Whether these are entries of ACLs, which may name groups too.</summary>
    public bool AreEntries { get; init; }

    /// <summary>The object version that has to exist, in a workspace that the caller may write to; null for none.</summary>
    public Upa? Object { get; init; }

    /// <summary>The workspace that the caller may write to, whatever its objects are; null for none.</summary>
    public WorkspaceId? Workspace { get; init; }

    /// <summary>The link that is to be ended: the caller may write to the workspace of its data, unless that is gone. Null for none.</summary>
    public LinkId? Link { get; init; }

    /// <summary>The workspace that has to be asked about.</summary>
    public WorkspaceId? AskedWorkspace => Object?.Workspace ?? Workspace;

    /// <summary>The same, remembering the vocabulary that its sample was validated with.</summary>
    public RequestedOperation ValidatedWith(VocabularyId vocabulary) => this with
    {
        Operation = Operation switch
        {
            SaveNewSample save => save with { Content = save.Content with { Vocabulary = vocabulary } },
            SaveNextVersion save => save with { Content = save.Content with { Vocabulary = vocabulary } },
            var other => other,
        },
    };
}
