using SampleService.Domain;

namespace SampleService.Grains.Abstractions;

/// <summary>Command: store a new sample, whose content is checked.</summary>
/// <param name="Owner">The owner.</param>
/// <param name="Content">The first version.</param>
/// <param name="WriteId">Identifies this attempt.</param>
/// <param name="Sample">The id, just drawn.</param>
[GenerateSerializer, Immutable, Alias("sample-service.create-sample")]
public sealed record CreateSample(
    [property: Id(0)] UserName Owner, [property: Id(1)] SampleContent Content, [property: Id(2)] WriteId WriteId,
    [property: Id(3)] SampleId Sample) : GrainMessage;

/// <summary>Command: save the next version of a sample, whose content is checked as far as that goes without the sample.</summary>
/// <param name="Requester">Needs write access.</param>
/// <param name="SavedBy">Is recorded as having saved it.</param>
/// <param name="Content">The version.</param>
/// <param name="PriorVersion">The head there has to be; null when any will do.</param>
/// <param name="WriteId">Identifies this attempt.</param>
[GenerateSerializer, Immutable, Alias("sample-service.save-sample")]
public sealed record SaveSample(
    [property: Id(0)] Requester Requester, [property: Id(1)] UserName SavedBy, [property: Id(2)] SampleContent Content,
    [property: Id(3)] VersionNumber? PriorVersion, [property: Id(4)] WriteId WriteId) : GrainMessage;

/// <summary>Command: change ACLs relative to what they are.</summary>
/// <param name="Requester">Needs admin access.</param>
/// <param name="Delta">The change.</param>
/// <param name="WriteId">Identifies this attempt.</param>
[GenerateSerializer, Immutable, Alias("sample-service.change-acls")]
public sealed record ChangeAcls(
    [property: Id(0)] Requester Requester, [property: Id(1)] AclDelta Delta, [property: Id(2)] WriteId WriteId) : GrainMessage;

/// <summary>Command: replace ACLs.</summary>
/// <param name="Requester">Needs admin access.</param>
/// <param name="Replacement">The new ACLs.</param>
/// <param name="WriteId">Identifies this attempt.</param>
[GenerateSerializer, Immutable, Alias("sample-service.replace-acls")]
public sealed record ReplaceAcls(
    [property: Id(0)] Requester Requester, [property: Id(1)] AclReplacement Replacement,
    [property: Id(2)] WriteId WriteId) : GrainMessage;
