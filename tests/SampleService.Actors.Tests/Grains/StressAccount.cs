namespace SampleService.Actors.Tests.Grains;

/// <summary>Counters of one key.</summary>
internal sealed class StressAccount
{
    internal int Alive;
    internal int Exclusive;
    internal int Inside;
    internal long Calls;
}
