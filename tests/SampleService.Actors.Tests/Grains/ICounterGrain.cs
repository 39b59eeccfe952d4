namespace SampleService.Actors.Tests.Grains;

public interface ICounterGrain : IGrainWithStringKey
{
    Task<string> Look();

    Task<int> Add(int number);

    /// <summary>Adds, and answers whether the write failed.</summary>
    Task<bool> TryAdd(int number);

    [AlwaysInterleave]
    Task AddInterleaving(int number);

    Task Reread();

    Task Clear();

    /// <summary>Adds at another grain.</summary>
    Task<int> AddAt(string key, int number);

    Task AddOnTick(int number);

    Task UseOutsideOfTheTurn();
}
