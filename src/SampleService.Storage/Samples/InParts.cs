namespace SampleService.Storage;

/// <summary>Reads much at once in parts side by side, each on a connection of its own, as far as there are processors.</summary>
internal static class InParts
{
    /// <summary>However many processors there are, one call is not to have all connections.</summary>
    private const int MostParts = 4;

    /// <summary>With fewer rows another thread and another connection cost more time than they save.</summary>
    private const int FewestRows = 100;

    /// <summary>Reads all parts.</summary>
    /// <param name="count">How many rows are asked for.</param>
    /// <param name="read">Reads some of them: from which on, and how many.</param>
    public static Task ReadAsync(int count, Func<int, int, Task> read)
    {
        var parts = Math.Clamp(count / FewestRows, 1, Math.Min(MostParts, Environment.ProcessorCount));
        if (parts == 1)
            return read(0, count);
        var reads = new Task[parts];
        for (var part = 1; part < parts; part++)
        {
            var (start, end) = ((int)((long)count * part / parts), (int)((long)count * (part + 1) / parts));
            reads[part] = Task.Run(() => read(start, end - start));
        }

        // Those that read without waiting keep this thread, so the others are on their way before.
        reads[0] = read(0, count / parts);
        return Task.WhenAll(reads);
    }
}
