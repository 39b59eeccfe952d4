namespace SampleService.Server.Tests.Hostile;

/// <summary>Choices that are the same for the same seed.</summary>
internal sealed class Draw(int seed)
{
    private readonly Random _random = new(seed);

    public int Seed => seed;

    /// <summary>The seed of one request of a run, so that the request can be made without those before it.</summary>
    public static int SeedOf(int run, int request) => unchecked((run * 486_187_739) + (request * 1_000_003)) & int.MaxValue;

    /// <summary>From 0 to below the bound.</summary>
    public int Below(int bound) => _random.Next(bound);

    public bool OneIn(int times) => _random.Next(times) == 0;

    public T Of<T>(params IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    public byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        _random.NextBytes(bytes);
        return bytes;
    }
}
