using System.Diagnostics.Metrics;

namespace OneLink.Admin.Redis;

/// <summary>Whether Redis is there, and how often it was asked in vain.</summary>
internal sealed class RedisMetrics
{
    private readonly Counter<long> _calls;
    private readonly Counter<long> _changes;
    private volatile bool _isThere;

    public RedisMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("OneLink.Admin.Redis");
        _calls = meter.CreateCounter<long>("onelink.redis.calls", description: "Questions to Redis: answered, failed, slow, or skipped while it is away.");
        _changes = meter.CreateCounter<long>("onelink.redis.changes", description: "How often Redis came or went.");
        meter.CreateObservableGauge("onelink.redis.up", () => _isThere ? 1 : 0, description: "1 while Redis answers in time.");
    }

    public void Answered() => Count("answered");

    public void Failed() => Count("failed");

    public void WasSlow() => Count("slow");

    public void Skipped() => Count("skipped");

    public void Changed(bool isThere)
    {
        _isThere = isThere;
        _changes.Add(1);
    }

    private void Count(string outcome) => _calls.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
}
