using System.Globalization;
using System.Text;

namespace OneLink.Edge.Health;

/// <summary>Builds Prometheus' text exposition format (https://prometheus.io/docs/instrumenting/exposition_formats/).</summary>
internal sealed class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly StringBuilder _text = new();

    public void Counter(string name, string help, double value, string? label = null, string? labelValue = null)
    {
        Head(name, help, "counter");
        Sample(name, value, label, labelValue);
    }

    public void Gauge(string name, string help, double value)
    {
        Head(name, help, "gauge");
        Sample(name, value);
    }

    public void Head(string name, string help, string type)
        => _text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {type}\n");

    public void Sample(string name, double value, string? label = null, string? labelValue = null)
    {
        _text.Append(name);
        if (label is not null)
        {
            _text.Append(CultureInfo.InvariantCulture, $"{{{label}=\"{labelValue}\"}}");
        }

        _text.Append(' ').Append(value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
    }

    public override string ToString() => _text.ToString();
}
