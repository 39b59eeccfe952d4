namespace SampleService.Storage;

/// <summary>Reads much at once in parts side by side, each on a connection of its own, as far as there are processors.</summary>
internal static class PartitionedRead
{
    /// <summary>However many processors there are, one call is not to have all connections.</summary>
    private const int MaxParts = 4;

    /// <summary>With fewer rows another thread and another connection cost more time than they save.</summary>
    private const int MinRowsPerPart = 100;

    /// <summary>Reads all parts.</summary>
    /// <param name="asked">What is asked for.</param>
    /// <param name="read">Reads some of it, and fills the places of what there is.</param>
    /// <returns>What was found, in the order asked; the default where there is nothing.</returns>
    public static async ValueTask<IReadOnlyList<TFound>> ReadAsync<TAsked, TFound>(
        IReadOnlyList<TAsked> asked, Func<ArraySegment<TAsked>, ArraySegment<TFound>, Task> read)
    {
        var all = asked.ToArray();
        var found = new TFound[all.Length];
        var parts = Math.Clamp(all.Length / MinRowsPerPart, 1, Math.Min(MaxParts, Environment.ProcessorCount));
        var reads = new Task[parts];
        for (var part = 1; part < parts; part++)
        {
            var number = part;
            reads[part] = Task.Run(() => ReadPart(number));
        }

        // Those that read without waiting keep this thread, so the others are on their way before.
        reads[0] = ReadPart(0);
        await Task.WhenAll(reads).ConfigureAwait(false);
        return found;

        Task ReadPart(int part)
        {
            var (start, end) = ((int)((long)all.Length * part / parts), (int)((long)all.Length * (part + 1) / parts));
            return read(new(all, start, end - start), new(found, start, end - start));
        }
    }
}
