using System.Globalization;
using System.Text;

namespace SampleService.Server;

/// <summary>Metrics in Prometheus' text format, version 0.0.4.</summary>
internal static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>All that was measured.</summary>
    public static string Write(IEnumerable<InstrumentSeries> instruments)
    {
        var text = new StringBuilder();
        // Instruments of one name count as one: its lines have to stand together.
        foreach (var same in instruments.GroupBy(NameOf).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var first = same.First();
            text.Append(CultureInfo.InvariantCulture, $"# HELP {same.Key} {Escape(first.Instrument.Description ?? "")}\n# TYPE {same.Key} {first.Kind}\n");
            foreach (var (labels, series) in same.SelectMany(instrument => instrument.All).DistinctBy(series => series.Key))
                Write(text, same.Key, Text(labels), series);
        }

        return text.ToString();
    }

    private static string NameOf(InstrumentSeries series)
    {
        var name = new StringBuilder();
        foreach (var c in series.Instrument.Name)
            name.Append(char.IsAsciiLetterOrDigit(c) ? c : '_');
        name.Append(series.Instrument.Unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" });
        return series.Kind == "counter" ? name.Append("_total").ToString() : name.ToString();
    }

    private static void Write(StringBuilder text, string name, string labels, InstrumentSeries.Series series)
    {
        if (series.Histogram is not { } histogram)
        {
            Line(text, name, labels, series.Value);
            return;
        }

        var prefix = labels.Length == 0 ? "" : labels + ",";
        var count = 0L;
        for (var i = 0; i < histogram.Boundaries.Count; i++)
        {
            count += histogram.CountAt(i);
            Line(text, name + "_bucket", $"{prefix}le=\"{Number(histogram.Boundaries[i])}\"", count);
        }

        count += histogram.CountAt(histogram.Boundaries.Count);
        Line(text, name + "_bucket", prefix + "le=\"+Inf\"", count);
        Line(text, name + "_sum", labels, histogram.Sum);
        Line(text, name + "_count", labels, count);
    }

    private static void Line(StringBuilder text, string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0)
            text.Append('{').Append(labels).Append('}');
        text.Append(' ').Append(Number(value)).Append('\n');
    }

    private static string Text(LabelSet labels) => string.Join(
        ',',
        from label in new[] { labels.First, labels.Second, labels.Third }
        where label.Name is not null
        select $"{label.Name.Replace('.', '_').Replace('-', '_')}=\"{Escape(label.Value ?? "").Replace("\"", "\\\"", StringComparison.Ordinal)}\"");

    private static string Number(double value) =>
        double.IsPositiveInfinity(value) ? "+Inf" : value.ToString("R", CultureInfo.InvariantCulture);

    private static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
