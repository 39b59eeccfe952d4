namespace SampleService.Domain;

/// <summary>A change of one right of a user.</summary>
/// <param name="At">When.</param>
/// <param name="By">Who changed it; null if that is not recorded.</param>
/// <param name="AsAdministrator">Whether in administration mode.</param>
/// <param name="Via">The right.</param>
/// <param name="From">Its level before.</param>
/// <param name="To">The same after it.</param>
public sealed record AccessStep(Timestamp At, UserName? By, bool AsAdministrator, AccessVia Via, AccessLevel From, AccessLevel To)
{
    /// <summary>The group by which it is held; null for other rights.</summary>
    public UserName? Group { get; init; }
}
