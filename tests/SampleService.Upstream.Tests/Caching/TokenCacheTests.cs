using SampleService.Upstream.Caching;

namespace SampleService.Upstream.Tests.Caching;

/// <summary>Lifetime, capacity and invalidation of the caches.</summary>
public sealed class TokenCacheTests
{
    private readonly FakeClock _clock = new();

    [Fact]
    public void Set_FullCache_EvictsOlderHalf()
    {
        var cache = new TokenCache<string>(TimeSpan.FromHours(1), 2000, _clock);
        var tokens = Enumerable.Range(0, 2001).Select(i => $"token-{i}").ToArray();
        foreach (var token in tokens[..2000])
            Set(cache, token);
        Assert.Equal(2000, cache.Count);
        Assert.Equal("token-0", cache.Find(tokens[0]));
        Set(cache, tokens[2000]);
        Assert.Equal(1001, cache.Count);
        Assert.All(tokens[..1000], token => Assert.Null(cache.Find(token)));
        Assert.All(tokens[1000..], token => Assert.Equal(token, cache.Find(token)));
    }

    [Fact]
    public void Find_OtherInstanceOfToken_FindsSameEntry()
    {
        var cache = new TokenCache<string>(TimeSpan.FromMinutes(5), 10, _clock);
        Set(cache, "token");
        var token = new string("token");
        for (var i = 0; i < 3; i++)
            Assert.Equal("token", cache.Find(token));
        Assert.Equal("token", cache.Find(new string("token")));
        Assert.Null(cache.Find("Token"));
        _clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Null(cache.Find(token));
    }

    [Fact]
    public void IsRemembered_ExpiredEntry_UntilItIsRemoved()
    {
        var cache = new TokenCache<string>(TimeSpan.FromMinutes(5), 10, _clock);
        var key = TokenKey.Of("token");
        Assert.False(cache.IsRemembered(key));
        Set(cache, "token");
        _clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Null(cache.Find("token"));
        Assert.True(cache.IsRemembered(key));

        cache.Remove(key);

        Assert.False(cache.IsRemembered(key));
    }

    [Fact]
    public void Find_Hit_AllocatesNothing()
    {
        var cache = new TokenCache<string>(TimeSpan.FromMinutes(5), 10, _clock);
        Set(cache, "token");
        var token = new string("token");
        cache.Find(token);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            cache.Find(token);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Clear_LookupUnderWay_IsNotCached()
    {
        var cache = new TokenCache<string>(TimeSpan.FromMinutes(5), 10, _clock);
        Set(cache, "token");
        Assert.NotNull(cache.Find("token"));
        var generation = cache.Generation;
        cache.Clear();
        Assert.Null(cache.Find("token"));
        cache.Set(TokenKey.Of("token"), "old", _clock.GetTimestamp(), generation);
        Assert.Null(cache.Find("token"));
    }

    [Fact]
    public void TokenKeyOf_Token_IsItsSha256() =>
        Assert.Equal(
            "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824",
            Convert.ToHexStringLower(TokenKey.Of("hello").ToArray()));

    [Fact]
    public void ExpiringCacheSet_FullCache_EvictsLeastRecentlyUsed()
    {
        var cache = new ExpiringCache<int, string>(TimeSpan.FromMinutes(5), 3, _clock);
        foreach (var key in new[] { 1, 2, 3 })
            cache.Set(key, "x", _clock.GetTimestamp());
        Assert.True(cache.TryGet(1, out _));
        cache.Set(2, "y", _clock.GetTimestamp());
        cache.Set(4, "x", _clock.GetTimestamp());
        Assert.Equal([true, true, false, true], new[] { 1, 2, 3, 4 }.Select(key => cache.TryGet(key, out _)));
        _clock.Advance(TimeSpan.FromMinutes(5));
        Assert.False(cache.TryGet(1, out _));
    }

    private void Set(TokenCache<string> cache, string token)
    {
        _clock.Advance(TimeSpan.FromTicks(1));
        cache.Set(TokenKey.Of(token), token, _clock.GetTimestamp(), cache.Generation);
    }
}
