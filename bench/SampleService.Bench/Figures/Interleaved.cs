namespace SampleService.Bench;

/// <summary>Measures things in turns, so that whatever else the machine does falls on all of them.</summary>
internal static class Interleaved
{
    /// <summary>A value of each thing a round, by thing and round; another thing is the first in each round.</summary>
    public static async Task<double[][]> MeasureAsync(int rounds, params Func<Task<double>>[] things)
    {
        var values = things.Select(_ => new double[rounds]).ToArray();
        for (var round = 0; round < rounds; round++)
            for (var i = 0; i < things.Length; i++)
            {
                var thing = (i + round) % things.Length;
                values[thing][round] = await things[thing]();
            }

        return values;
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    /// <summary>The median of what the ratio was in each round.</summary>
    public static double MedianRatio(double[] values, double[] yardstick) => Median(values.Zip(yardstick, (value, of) => value / of));
}
