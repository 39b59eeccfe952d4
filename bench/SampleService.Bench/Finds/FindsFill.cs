using System.Diagnostics;
using SampleService.Storage;

namespace SampleService.Bench;

/// <summary>Takes the rows of a database that is filled, in bulk.</summary>
internal interface IFillTarget : IAsyncDisposable
{
    /// <summary>Rows of samples, versions, rights and words.</summary>
    Task AddAsync(IReadOnlyList<FilledSample> samples, IReadOnlyList<WordsRow> words);

    /// <summary>All other postings, in the order of their keys; nothing comes after them.</summary>
    Task EndAsync(FilledPostings postings);
}

/// <summary>Fills a database with real samples, readers and the postings of all of them. What finds do not read is left out: nodes, history, events.</summary>
internal static class FindsFill
{
    private const int Chunk = 2000;

    /// <summary>Fills a migrated, empty database.</summary>
    /// <param name="target">The database; closed in the end.</param>
    /// <param name="samples">How many.</param>
    public static async Task<FilledPostings> RunAsync(IFillTarget target, int samples)
    {
        var watch = Stopwatch.StartNew();
        var real = RealSamples.Read();
        byte[][] trees = [.. Enumerable.Range(0, real.Trees).Select(real.Read)];
        var postings = new FilledPostings(trees.Length);
        await using (target)
        {
            for (var first = 1; first <= samples; first += Chunk)
            {
                var chunk = new FilledSample[Math.Min(Chunk, samples - first + 1)];
                var offset = first;
                Parallel.For(0, chunk.Length, i => chunk[i] = FilledSample.Of(real, trees, offset + i, samples));
                await target.AddAsync(chunk, postings.Add(chunk));
            }

            Console.Error.WriteLine($"{samples} samples and their words in {watch.Elapsed.TotalSeconds:0} s");
            await target.EndAsync(postings);
        }

        Console.Error.WriteLine($"all of {samples} samples in {watch.Elapsed.TotalSeconds:0} s");
        return postings;
    }
}
