using System.Diagnostics.Metrics;

namespace OneLink.Admin.Feed;

/// <summary>How many edges follow the feed.</summary>
internal sealed class FeedMetrics
{
    private readonly UpDownCounter<int> _streams;
    private readonly Counter<long> _snapshots;

    public FeedMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("OneLink.Admin.Feed");
        _streams = meter.CreateUpDownCounter<int>("onelink.feed.streams", description: "Open feed streams.");
        _snapshots = meter.CreateCounter<long>("onelink.feed.snapshots", description: "Snapshots served whole.");
    }

    public IDisposable StreamOpened()
    {
        _streams.Add(1);
        return new OpenStream(_streams);
    }

    public void SnapshotServed() => _snapshots.Add(1);

    private sealed class OpenStream(UpDownCounter<int> streams) : IDisposable
    {
        public void Dispose() => streams.Add(-1);
    }
}
