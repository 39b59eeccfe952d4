namespace SampleService.Validation;

/// <summary>How long the validators of one call may wait for other services.</summary>
/// <param name="Time">All of them together, counted from the first wait on.</param>
/// <param name="Clock">Measures it.</param>
public sealed record WaitLimits(TimeSpan Time, TimeProvider Clock)
{
    /// <summary>Most keys of a call whose validators wait at once, and most questions they ask at once.</summary>
    internal const int AtOnce = 8;

    /// <summary>Thirty seconds.</summary>
    public static WaitLimits Default { get; } = new(TimeSpan.FromSeconds(30), TimeProvider.System);
}
