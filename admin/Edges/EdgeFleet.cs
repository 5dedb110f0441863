using System.Diagnostics.Metrics;
using OneLink.Admin.Feed;
using OneLink.Admin.Hosting;

namespace OneLink.Admin.Edges;

/// <summary>How far the edges have come, for <c>/metrics</c>.</summary>
internal sealed class EdgeFleet : PeriodicUpkeep
{
    /// <summary>An edge reports each five seconds; one that has missed three of them is not counted as running.</summary>
    public static readonly TimeSpan SilenceLimit = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly EdgeRepository _edges;
    private readonly ChangeLogReader _log;
    private readonly TimeProvider _clock;
    private IReadOnlyList<EdgeStanding> _standings = [];

    public EdgeFleet(EdgeRepository edges, ChangeLogReader log, IMeterFactory meters, TimeProvider clock, ILogger<EdgeFleet> logger)
        : base(Interval, clock, logger)
    {
        _edges = edges;
        _log = log;
        _clock = clock;
        var meter = meters.Create("OneLink.Admin.Edges");
        meter.CreateObservableGauge("onelink.edges.running", () => Measure(edge => edge.Running), description: "Running edges under each name.");
        meter.CreateObservableGauge("onelink.edges.lag", () => Measure(edge => edge.Lag), description: "Changes that the slowest running edge of the name has not applied.");
        meter.CreateObservableGauge("onelink.edges.spool.bytes", () => Measure(edge => edge.SpoolBytes), "By", "Bytes of clicks that wait on running edges of the name.");
    }

    protected override async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        var heard = (_clock.GetUtcNow() - SilenceLimit).ToUnixTimeMilliseconds();
        var edges = await _edges.AllAsync(cancellationToken);
        var running = (await _edges.InstancesAsync(cancellationToken)).Where(instance => instance.SeenAt >= heard).ToLookup(instance => instance.EdgeId);
        var bounds = await _log.BoundsAsync(cancellationToken);
        Volatile.Write(ref _standings, [.. edges.Select(edge => Standing(edge, [.. running[edge.Id]], bounds.LastSequence))]);
    }

    private static EdgeStanding Standing(Edge edge, IReadOnlyList<EdgeInstance> running, long lastSequence) => new(
        edge.Name,
        running.Count,
        running.Count == 0 ? 0 : Math.Max(0, lastSequence - running.Min(instance => instance.Sequence)),
        running.Sum(instance => instance.SpoolBytes));

    private IEnumerable<Measurement<long>> Measure(Func<EdgeStanding, long> value)
        => Volatile.Read(ref _standings).Select(edge => new Measurement<long>(value(edge), new KeyValuePair<string, object?>("edge", edge.Name)));
}
