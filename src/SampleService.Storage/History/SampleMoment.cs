using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>A sample as one user has it now, and how many versions it had at a moment.</summary>
/// <param name="Id">The sample.</param>
/// <param name="Owner">Its present owner.</param>
/// <param name="Level">What its present ACLs allow the user.</param>
/// <param name="PublicRead">Whether everybody may read it now.</param>
/// <param name="AclVersion">The state of its present ACLs.</param>
/// <param name="Created">When it was created.</param>
/// <param name="Creator">Who saved its first version, and so owned it first.</param>
/// <param name="IsKeptFromCreation">Whether all changes of its ACLs were kept, unless the first that is kept is a state (<see cref="AclChange.IsFirstState"/>).</param>
/// <param name="Withdrawn">Its withdrawal; null if it is not withdrawn.</param>
/// <param name="Versions">The newest version at the moment; 0 if the sample did not exist then.</param>
public sealed record SampleMoment(
    SampleId Id, UserName Owner, AccessLevel Level, bool PublicRead, long AclVersion, Timestamp Created, UserName Creator, bool IsKeptFromCreation,
    Withdrawal? Withdrawn, int Versions);

/// <summary>A relation of a sample that was asked for.</summary>
/// <param name="Sample">The sample that was asked for: the one it starts from, or either end of one that says the same of both.</param>
/// <param name="Relation">The relation.</param>
/// <param name="OtherLevel">What the ACLs of the sample at the other end allow the user.</param>
public sealed record FoundRelation(SampleId Sample, Relation Relation, AccessLevel OtherLevel);

/// <summary>An identifier and its number, which grows from one that is added to the next.</summary>
public sealed record IdentifierEntry(long Id, SampleIdentifier Identifier);
