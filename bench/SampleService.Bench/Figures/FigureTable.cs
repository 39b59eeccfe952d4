using System.Globalization;

namespace SampleService.Bench;

/// <summary>The figures of a run as a table in Markdown. Progress goes to standard error.</summary>
internal sealed class FigureTable
{
    private readonly List<string> _lines = ["| figure | measured | goal | more |", "|---|---:|---:|---|"];

    public void Add(string figure, FormattableString measured, string goal, FormattableString more)
    {
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"| {figure} | {measured.ToString(CultureInfo.InvariantCulture)} | {goal} | {more.ToString(CultureInfo.InvariantCulture)} |");
        _lines.Add(line);
        Console.Error.WriteLine(line);
    }

    public void Print()
    {
        foreach (var line in _lines)
            Console.Out.WriteLine(line);
    }
}
