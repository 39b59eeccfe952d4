namespace SampleService.Actors.Tests.Grains;

[GrainType("reentrant")]
[Reentrant]
internal sealed class ReentrantGrain : Grain, IReentrantGrain
{
    public async Task<int> CallYourself(int times) =>
        times == 0 ? 0 : 1 + await GrainFactory.GetGrain<IReentrantGrain>(this.GetPrimaryKeyString()).CallYourself(times - 1);
}
