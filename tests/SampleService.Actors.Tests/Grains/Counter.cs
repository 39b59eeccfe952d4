namespace SampleService.Actors.Tests.Grains;

/// <summary>The state of a <see cref="CounterGrain"/>.</summary>
public sealed class Counter
{
    public int Number { get; set; }
}
