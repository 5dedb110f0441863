using System.Globalization;
using System.Text;

namespace OneLink.Admin.Health;

/// <summary>Prometheus' text format, version 0.0.4.</summary>
internal static class PrometheusText
{
    public static string Write(IEnumerable<KeyValuePair<MetricKey, MetricSeries>> series)
    {
        var text = new StringBuilder();
        foreach (var group in series.GroupBy(entry => entry.Key.Instrument.Name, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var (key, first) = group.First();
            var name = Name(group.Key, first.Kind);
            if (!string.IsNullOrEmpty(key.Instrument.Description))
            {
                text.Append("# HELP ").Append(name).Append(' ').Append(Escape(key.Instrument.Description)).Append('\n');
            }

            text.Append("# TYPE ").Append(name).Append(' ').Append(TypeOf(first.Kind)).Append('\n');
            foreach (var (entry, values) in group)
            {
                Append(text, name, entry.Labels, values);
            }
        }

        return text.ToString();
    }

    public static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty)
        {
            return "";
        }

        var text = new StringBuilder();
        foreach (var (name, value) in tags)
        {
            text.Append(text.Length == 0 ? "" : ",").Append(Clean(name)).Append("=\"")
                .Append(Escape(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "").Replace("\"", "\\\"", StringComparison.Ordinal)).Append('"');
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, string name, string labels, MetricSeries series)
    {
        var (value, count, buckets) = series.Read();
        if (series.Kind != MetricKind.Histogram)
        {
            Line(text, name, labels, value);
            return;
        }

        var separator = labels.Length == 0 ? "" : ",";
        long below = 0;
        for (var i = 0; i < buckets.Length; i++)
        {
            below += buckets[i];
            var bound = i < MetricSeries.Bounds.Count ? MetricSeries.Bounds[i].ToString(CultureInfo.InvariantCulture) : "+Inf";
            Line(text, name + "_bucket", $"{labels}{separator}le=\"{bound}\"", below);
        }

        Line(text, name + "_sum", labels, value);
        Line(text, name + "_count", labels, count);
    }

    private static void Line(StringBuilder text, string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0)
        {
            text.Append('{').Append(labels).Append('}');
        }

        text.Append(' ').Append(value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
    }

    private static string Name(string name, MetricKind kind)
    {
        var clean = Clean(name);
        return kind is MetricKind.Counter or MetricKind.ObservedCounter && !clean.EndsWith("_total", StringComparison.Ordinal) ? clean + "_total" : clean;
    }

    private static string TypeOf(MetricKind kind) => kind switch
    {
        MetricKind.Counter or MetricKind.ObservedCounter => "counter",
        MetricKind.Histogram => "histogram",
        _ => "gauge",
    };

    private static string Clean(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));

    private static string Escape(string text)
        => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
