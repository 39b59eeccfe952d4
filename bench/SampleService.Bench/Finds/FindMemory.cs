using System.Text;

namespace SampleService.Bench;

/// <summary>The memory of the service while a thousand finds are sent at once, each on a connection of its own.</summary>
internal static class FindMemory
{
    private const int Finds = 1000;

    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(4);

    public static async Task RunAsync(string backEnd, FindsDatabase database, FigureTable table)
    {
        await MeasureAsync($"a thousand finds at once, walked to the limit, {backEnd}", FindQuestion.Walked, database, table);
        await MeasureAsync($"a thousand finds at once, pages of 1 000 whole samples, {backEnd}", FindQuestion.LargestPage, database, table);
    }

    private static async Task MeasureAsync(string name, string argument, FindsDatabase database, FigureTable table)
    {
        var reader = await database.ReaderAsync(FilledSample.AllReader);
        var process = database.Service.Process;
        await reader.CallAsync("find_samples", argument);
        process.ForgetPeak();
        var before = process.ResidentBytes;
        var start = TimeProvider.System.GetTimestamp();
        var answers = await Task.WhenAll(Enumerable.Range(0, Finds).Select(_ => SendAsync(reader, argument)));
        var time = TimeProvider.System.GetElapsedTime(start);
        var peak = process.PeakResidentBytes;
        var failed = answers.Where(static answer => answer is not ("ok" or "busy")).GroupBy(static answer => answer).Select(static kind => $"{kind.Count()} {kind.Key}");
        table.Add(
            name, $"{peak / 1e6:0} MB at most", "",
            $"{before / 1e6:0} MB before; {answers.Count(static answer => answer == "ok")} answered, {answers.Count(static answer => answer == "busy")} told that the service is busy{string.Concat(failed.Select(static text => ", " + text))}; {time.TotalSeconds:0.0} s");
    }

    private static async Task<string> SendAsync(RpcCaller reader, string argument)
    {
        try
        {
            var answer = await reader.SendAsync("find_samples", argument, LongestWait);
            var text = Encoding.UTF8.GetString(answer.AsSpan(0, Math.Min(answer.Length, 400)));
            return !text.Contains("\"error\"", StringComparison.Ordinal) ? "ok" : text.Contains("-32008", StringComparison.Ordinal) ? "busy" : text.ReplaceLineEndings(" ");
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            return exception.GetType().Name;
        }
    }
}
