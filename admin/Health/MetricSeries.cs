using System.Diagnostics.Metrics;

namespace OneLink.Admin.Health;

/// <summary>One instrument with one set of labels.</summary>
internal sealed class MetricSeries(Instrument instrument)
{
    /// <summary>Upper bounds of histogram buckets, in the instrument's unit: OpenTelemetry's advice for durations in seconds.</summary>
    public static IReadOnlyList<double> Bounds { get; } = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

    private readonly Lock _gate = new();
    private readonly long[] _buckets = new long[Bounds.Count + 1];
    private readonly MetricKind _kind = KindOf(instrument);
    private double _value;
    private long _count;

    public MetricKind Kind => _kind;

    public void Record(double value)
    {
        lock (_gate)
        {
            switch (_kind)
            {
                case MetricKind.Histogram:
                    _buckets[BucketOf(value)]++;
                    _count++;
                    _value += value;
                    break;
                case MetricKind.Counter or MetricKind.UpDown:
                    _value += value;
                    break;
                default:
                    _value = value;
                    break;
            }
        }
    }

    /// <summary>Sum or current value, count and buckets of one moment.</summary>
    public (double Value, long Count, long[] Buckets) Read()
    {
        lock (_gate)
        {
            return (_value, _count, [.. _buckets]);
        }
    }

    private static int BucketOf(double value)
    {
        var bucket = 0;
        while (bucket < Bounds.Count && value > Bounds[bucket])
        {
            bucket++;
        }

        return bucket;
    }

    private static MetricKind KindOf(Instrument instrument)
    {
        var type = instrument.GetType();
        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        if (definition == typeof(Histogram<>))
        {
            return MetricKind.Histogram;
        }

        if (definition == typeof(Counter<>))
        {
            return MetricKind.Counter;
        }

        if (definition == typeof(UpDownCounter<>))
        {
            return MetricKind.UpDown;
        }

        return definition == typeof(ObservableCounter<>) ? MetricKind.ObservedCounter : MetricKind.Observed;
    }
}
