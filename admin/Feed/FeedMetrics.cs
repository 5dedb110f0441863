using System.Diagnostics.Metrics;

namespace OneLink.Admin.Feed;

/// <summary>How many edges follow the feed.</summary>
internal sealed class FeedMetrics
{
    private readonly Counter<long> _snapshots;
    private int _openStreams;

    public FeedMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("OneLink.Admin.Feed");
        _snapshots = meter.CreateCounter<long>("onelink.feed.snapshots", description: "Snapshots served whole.");
        meter.CreateObservableUpDownCounter("onelink.feed.streams", () => Volatile.Read(ref _openStreams), description: "Open feed streams.");
    }

    public IDisposable StreamOpened()
    {
        Interlocked.Increment(ref _openStreams);
        return new OpenStream(this);
    }

    public void SnapshotServed() => _snapshots.Add(1);

    private sealed class OpenStream(FeedMetrics metrics) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref metrics._openStreams);
    }
}
