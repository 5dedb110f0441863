namespace OneLink.Simulation;

/// <summary>What was measured on two small cores, and where it is written down. Everything else in the model is a choice or an assumption of <see cref="Plan"/>.</summary>
internal static class Measured
{
    /// <summary>Processor time of a redirect in seconds, 64 connections: bench/results/2026-11-27-redirect-vs-nginx.md.</summary>
    public const double RedirectSeconds = 10.2e-6;

    /// <summary>Rows a second that one engine takes with all rollups, edge's shipper beside it on the same two cores: docs/reliability.md, "drain".</summary>
    public const double RowsPerSecond = 245_000;

    /// <summary>Cores that the engine and the shipper had for that.</summary>
    public const int DrainCores = 2;

    /// <summary>Rows of a batch at most, and seconds that a click waits for others at most: the edge's ShippingOptions.</summary>
    public const int BatchRows = 50_000;

    public const double BatchSeconds = 0.5;

    /// <summary>Seconds an edge waits after a refused insert, doubled from the first to the longest, half of it more or less: same place.</summary>
    public const double FirstBackoff = 0.2;

    public const double LongestBackoff = 5;

    /// <summary>Seconds until a click is on the spool's device and may be shipped: the default of ONELINK_EDGE_COMMIT_INTERVAL_MS.</summary>
    public const double CommitSeconds = 0.05;

    /// <summary>Link changes that one edge applies a second while it serves: the largest tried, bench/results/2026-11-27-edge-processes.md.</summary>
    public const double ChangesPerSecond = 20_000;

    /// <summary>Links that one thread compiles and stores a second, when an edge starts: bench/results/2026-11-27-links-and-start.md.</summary>
    public const double LinksLoadedPerSecond = 820_000;

    /// <summary>Resident bytes of a link of 77 bytes of slug and URL: same place.</summary>
    public const double LinkBytes = 139;

    /// <summary>Links a second that one admin makes in bulk until they are live, beside ten million others: bench/results/2026-11-27-managing-links.md.</summary>
    public const double LinksMadePerSecond = 12_500;

    /// <summary>Bytes of a click in ClickHouse, table and rollups, of 50 million: docs/performance-stats.md (1.5 GiB).</summary>
    public const double ClickBytes = 1.5 * 1024 * 1024 * 1024 / 50e6;

    /// <summary>Bytes of a click in the spool: 10 million in 1.1 GiB, docs/reliability.md.</summary>
    public const double SpoolBytes = 1.1 * 1024 * 1024 * 1024 / 10e6;
}
