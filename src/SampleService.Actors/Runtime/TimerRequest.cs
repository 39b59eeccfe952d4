namespace SampleService.Actors.Runtime;

/// <summary>A tick of a grain timer: a turn for which nobody waits, of one activation.</summary>
internal sealed class TimerRequest(GrainTimer timer) : Request(timer.Options.Interleave, readOnly: false)
{
    internal override bool KeepsAlive => timer.Options.KeepAlive;

    internal override bool IsLocal => true;

    internal override bool IsAnswered => false;

    internal override Task Step(Activation activation) => timer.TickAsync();

    internal override void Complete(Task outcome) => timer.Ticked(outcome);

    internal override void Fail(Exception exception)
    {
    }
}
