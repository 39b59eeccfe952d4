namespace SampleService.Actors.Tests.Grains;

[GrainType("key")]
internal sealed class KeyGrain : Grain, IGuidKeyGrain, ILongKeyGrain, ICompoundKeyGrain
{
    Task<Guid> IGuidKeyGrain.Key() => Task.FromResult(this.GetPrimaryKey());

    Task<long> ILongKeyGrain.Key() => Task.FromResult(this.GetPrimaryKeyLong());

    Task<(Guid Key, string? Extension)> ICompoundKeyGrain.Key() =>
        Task.FromResult((this.GetPrimaryKey(out var extension), extension));
}
