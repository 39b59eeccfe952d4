using SampleService.Actors.Tests.Grains;

namespace SampleService.Actors.Tests;

/// <summary>Kinds of keys, and references.</summary>
public sealed class KeyTests
{
    [Fact]
    public async Task Keys_OfAllKinds_ArriveInTheGrain()
    {
        await using var host = new TestHost();
        var guid = new Guid("0123456789abcdef0123456789abcdef");
        Assert.Equal(guid, await host.Grains.GetGrain<IGuidKeyGrain>(guid).Key());
        Assert.Equal(-5, await host.Grains.GetGrain<ILongKeyGrain>(-5).Key());
        Assert.Equal((guid, "1"), await host.Grains.GetGrain<ICompoundKeyGrain>(guid, "1").Key());
        Assert.Equal((guid, "2"), await host.Grains.GetGrain<ICompoundKeyGrain>(guid, "2").Key());
        Assert.Equal(4, host.Statistics.Activations);
        Assert.Contains(KeyValuePair.Create("key", 4), host.Statistics.ActivationsByGrainType);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public async Task EmptyKeys_AreRefused(string? key)
    {
        await using var host = new TestHost();
        Assert.ThrowsAny<ArgumentException>(() => host.Grains.GetGrain<IWorkGrain>(key!));
        Assert.ThrowsAny<ArgumentException>(() => host.Grains.GetGrain<ICompoundKeyGrain>(Guid.NewGuid(), key!));
    }

    [Fact]
    public async Task References_ToOneGrain_AreEqual_AndTellTheKey()
    {
        await using var host = new TestHost();
        var guid = new Guid("0123456789abcdef0123456789abcdef");
        var one = host.Grains.GetGrain<ICompoundKeyGrain>(guid, "x");
        var other = host.Grains.GetGrain<ICompoundKeyGrain>(guid, "x");
        Assert.NotSame(one, other);
        Assert.Equal(one, other);
        Assert.NotEqual(one, host.Grains.GetGrain<ICompoundKeyGrain>(guid, "y"));
        Assert.Equal(guid, one.GetPrimaryKey(out var extension));
        Assert.Equal("x", extension);
        Assert.Equal("key/0123456789abcdef0123456789abcdef+x", one.ToString());
        Assert.Equal("a", host.Grains.GetGrain<IWorkGrain>("a").GetPrimaryKeyString());
        Assert.Equal(7, host.Grains.GetGrain<ILongKeyGrain>(7).GetPrimaryKeyLong());
        Assert.Throws<InvalidOperationException>(() => one.GetPrimaryKeyLong());
    }

    [Fact]
    public async Task Interface_WithoutAClass_IsNamed()
    {
        await using var host = new TestHost();
        var exception = Assert.Throws<ArgumentException>(() => host.Grains.GetGrain<INobodysGrain>("a"));
        Assert.Contains(nameof(INobodysGrain), exception.Message, StringComparison.Ordinal);
    }
}
