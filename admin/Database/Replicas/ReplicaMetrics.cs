using System.Diagnostics.Metrics;

namespace OneLink.Admin.Database.Replicas;

/// <summary>Where lists were read, and how the replicas are.</summary>
internal sealed class ReplicaMetrics
{
    private readonly Counter<long> _reads;
    private IReadOnlyList<Replica> _replicas = [];

    public ReplicaMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("OneLink.Admin.Database");
        _reads = meter.CreateCounter<long>(
            "onelink.database.lists", description: "Lists read by a replica (outcome replica), or by the primary because one was behind, failed, or none was in use (behind, failed, none).");
        meter.CreateObservableGauge("onelink.database.replica.up", () => Each(replica => replica.IsUsable ? 1 : 0), description: "1 while lists are read from the replica.");
        meter.CreateObservableGauge("onelink.database.replica.lag", () => Each(replica => replica.Lag), unit: "By", description: "How far a replica was behind when it was last looked at, in bytes of log.");
    }

    /// <summary>Begins to tell of them.</summary>
    public void Watch(IReadOnlyList<Replica> replicas) => _replicas = replicas;

    public void Served() => Count("replica");

    public void WasBehind() => Count("behind");

    public void Failed() => Count("failed");

    public void Rested() => Count("none");

    private void Count(string outcome) => _reads.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    private IEnumerable<Measurement<long>> Each(Func<Replica, long> value)
        => _replicas.Select(replica => new Measurement<long>(value(replica), new KeyValuePair<string, object?>("replica", replica.Name)));
}
