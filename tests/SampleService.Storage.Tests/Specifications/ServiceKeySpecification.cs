namespace SampleService.Storage.Tests.Specifications;

/// <summary>What every <see cref="IServiceKeyStore"/> does.</summary>
public abstract class ServiceKeySpecification : StoreSpecification
{
    [StoreFact]
    public async Task Find_NoKey_IsNull() => Assert.Null(await Keys.FindAsync("a", default));

    [StoreFact]
    public async Task Add_OfManyAtOnce_AllGetTheOneThatIsKept()
    {
        var given = await AtOnceAsync(8, i => Keys.AddAsync("a", new byte[] { (byte)i, 0, 255 }, Clock.Now, default).AsTask());
        var kept = await Keys.FindAsync("a", default);

        Assert.All(given, key => Assert.Equal(kept, key));
        Assert.Equal(3, kept!.Length);
        Assert.Equal(kept, await Keys.AddAsync("a", new byte[] { 9 }, Clock.Now, default));
    }

    [StoreFact]
    public async Task Add_OfAnotherName_IsAnotherKey()
    {
        await Keys.AddAsync("a", new byte[] { 1 }, Clock.Now, default);
        Assert.Equal([2], await Keys.AddAsync("b", new byte[] { 2 }, Clock.Now, default));
    }
}
