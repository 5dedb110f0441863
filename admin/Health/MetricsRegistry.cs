using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace OneLink.Admin.Health;

/// <summary>Listens to the process's own meters and keeps their current values for <c>/metrics</c>.</summary>
internal sealed class MetricsRegistry : IHostedService, IDisposable
{
    private static readonly string[] Meters =
        ["OneLink.", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime"];

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<MetricKey, MetricSeries> _series = new();

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (Meters.Any(meter => instrument.Meter.Name.StartsWith(meter, StringComparison.Ordinal)))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public string ToPrometheusText()
    {
        _listener.RecordObservableInstruments();
        return PrometheusText.Write(_series);
    }

    public void Dispose() => _listener.Dispose();

    private void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        => _series.GetOrAdd(new MetricKey(instrument, PrometheusText.Labels(tags)), static key => new MetricSeries(key.Instrument)).Record(value);
}
