namespace SampleService.Contracts;

/// <summary>
/// A method that writes. When an attempt at it was lost and it is made again, a refusal tells nothing of the first
/// attempt, which may have been carried out or may be yet.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class WriteAttribute : Attribute
{
    /// <summary>
    /// Whether the method finds out that an earlier attempt has been carried out. If not, a second one could undo what
    /// somebody else was told is done.
    /// </summary>
    public bool FindsItsWork { get; init; } = true;
}
