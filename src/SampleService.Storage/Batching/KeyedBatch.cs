namespace SampleService.Storage.Batching;

/// <summary>Answers batches whose requests are keys.</summary>
public static class KeyedBatch
{
    /// <summary>Answers a batch by one look-up of its distinct keys; null goes to the keys for which nothing is found.</summary>
    /// <param name="batch">The requests, in which a key may stand several times.</param>
    /// <param name="load">Finds the values of the keys, for those that have one.</param>
    public static async Task AnswerAsync<TKey, TValue>(
        this IReadOnlyList<PendingRequest<TKey, TValue>> batch,
        Func<IReadOnlyCollection<TKey>, Task<Dictionary<TKey, TValue>>> load)
        where TKey : notnull
    {
        var keys = new HashSet<TKey>(batch.Count);
        foreach (var pending in batch)
            keys.Add(pending.Request);
        var values = await load(keys).ConfigureAwait(false);
        foreach (var pending in batch)
            pending.TrySetResult(values.GetValueOrDefault(pending.Request)!);
    }
}
