using System.Diagnostics;

namespace SampleService.Bench;

/// <summary>What finds of each class cost one caller: beside raw SQL, and in a database that has grown beside a small one.</summary>
internal static class FindTimes
{
    private static readonly TimeSpan LeastWarmUp = TimeSpan.FromSeconds(2);

    public static async Task RunAsync(string backEnd, FindsDatabase small, FindsDatabase grown, FigureOptions options, FigureTable table)
    {
        for (var i = 0; i < grown.Questions.Length; i++)
            await MeasureAsync(backEnd, (small, small.Questions[i]), (grown, grown.Questions[i]), options, table);
    }

    private static async Task MeasureAsync(
        string backEnd, (FindsDatabase Database, FindQuestion Question) small, (FindsDatabase Database, FindQuestion Question) grown,
        FigureOptions options, FigureTable table)
    {
        using var ofSmall = await FindLoad.CreateAsync(small.Database, small.Question);
        using var ofGrown = await FindLoad.CreateAsync(grown.Database, grown.Question);
        using var raw = grown.Question.Raw is null ? null : grown.Database.Raw(grown.Question);
        foreach (var load in (FindLoad[])[ofSmall, ofGrown])
            load.Run(LeastWarmUp);
        raw?.Run();
        List<double> rawTimes = [], p99 = [];
        var things = new List<Func<Task<double>>>
        {
            () => Task.FromResult(ofSmall.Run(options.LoadTime).Percentile(0.5)),
            () =>
            {
                var result = ofGrown.Run(options.LoadTime);
                p99.Add(result.Percentile(0.99));
                return Task.FromResult(result.Percentile(0.5));
            },
        };
        if (raw is not null)
            things.Add(() => Task.FromResult(MedianOf(raw, options.LoadTime)));
        var times = await Interleaved.MeasureAsync(options.Rounds, [.. things]);
        var (p50, growth) = (Interleaved.Median(times[1]), Interleaved.MedianRatio(times[1], times[0]));
        var name = $"{grown.Question.Name}, {backEnd}";
        if (raw is not null)
            table.Add(
                name, $"{Interleaved.MedianRatio(times[1], times[2]):0.00} of raw SQL's time", grown.Question.Goal,
                $"p50 {p50:0.00} ms, p99 {Interleaved.Median(p99):0.00}; raw SQL {Interleaved.Median(times[2]):0.00}; {growth:0.00} of the small database's");
        else
            table.Add(name, $"p50 {p50:0.00} ms", "", $"p99 {Interleaved.Median(p99):0.00}; {growth:0.00} of the small database's");
        var pagesOfSmall = await small.Database.CountPagesAsync(small.Question, ofSmall.CallAsync);
        var pages = await grown.Database.CountPagesAsync(grown.Question, ofGrown.CallAsync);
        table.Add($"pages, {name}", $"{pages / pagesOfSmall:0.00} of the small database's", "2", $"{pages:0} of {pagesOfSmall:0}");
    }

    private static double MedianOf(RawFind raw, TimeSpan time)
    {
        var times = new List<double>();
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < time;)
        {
            var before = Stopwatch.GetTimestamp();
            if (raw.Run() == 0)
                throw new LoadException("Raw SQL gave nothing.");
            times.Add(Stopwatch.GetElapsedTime(before).TotalMilliseconds);
        }

        return Interleaved.Median(times);
    }

    /// <summary>One caller that asks a question again and again.</summary>
    private sealed class FindLoad(LoadClient client, LoadRequests requests) : IDisposable
    {
        public static async Task<FindLoad> CreateAsync(FindsDatabase database, FindQuestion question)
        {
            var reader = await database.ReaderAsync(question.Reader);
            return new FindLoad(new LoadClient(database.Service.Process.Url, 1), await reader.RequestsAsync("find_samples", [question.Argument]));
        }

        public LoadResult Run(TimeSpan time) => client.RunFor(time, requests);

        public Task CallAsync()
        {
            client.RunCount(1, requests);
            return Task.CompletedTask;
        }

        public void Dispose() => client.Dispose();
    }
}
