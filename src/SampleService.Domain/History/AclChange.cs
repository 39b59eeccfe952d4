namespace SampleService.Domain;

/// <summary>A change of the ACLs of a sample.</summary>
/// <param name="AclVersion">Counts the changes; the ACLs of a new sample are 1.</param>
/// <param name="At">When.</param>
/// <param name="By">Who; null where it was not told.</param>
/// <param name="IsAdministrator">Whether it was done in administration mode.</param>
/// <param name="IsFirstState">Whether it is no change, but the state at the moment from which changes are kept.</param>
/// <param name="Before">The ACLs before; null if they are not kept.</param>
/// <param name="After">The ACLs after.</param>
public sealed record AclChange(
    long AclVersion, Timestamp At, UserName? By, bool IsAdministrator, bool IsFirstState, SampleAcls? Before, SampleAcls After)
{
    /// <summary>The name alone, to keep contents out of logs.</summary>
    public override string ToString() => nameof(AclChange);
}
