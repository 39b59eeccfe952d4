namespace SampleService.Grains.Tests.States;

/// <inheritdoc cref="IJobGrain"/>
[GrainType("test-job")]
internal sealed class JobGrain([PersistentState("test-job")] IPersistentState<JobState> job) : Grain, IJobGrain
{
    public Task<string> Look() => Task.FromResult($"{job.State.StepsDone} {job.RecordExists} {job.Etag ?? "none"}");

    public Task Advance(int steps)
    {
        job.State = job.State with { StepsDone = job.State.StepsDone + steps, LastDay = DayOfWeek.Monday };
        return job.WriteStateAsync();
    }

    public Task Forget() => job.ClearStateAsync();
}
