namespace SampleService.Grains.Tests.States;

/// <summary>How far a job is.</summary>
public sealed record JobState
{
    /// <summary>Steps made.</summary>
    public int StepsDone { get; init; }

    /// <summary>What day it is to the job.</summary>
    public DayOfWeek LastDay { get; init; } = DayOfWeek.Sunday;
}
