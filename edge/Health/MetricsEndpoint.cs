using Microsoft.AspNetCore.Mvc;
using OneLink.Edge.Domains;
using OneLink.Edge.FastLane;
using OneLink.Edge.Feed;
using OneLink.Edge.Limits;
using OneLink.Edge.Redirects;
using OneLink.Edge.Spool;
using OneLink.Edge.Store;
using OneLink.Shared.Clicks;

namespace OneLink.Edge.Health;

/// <summary><c>GET /metrics</c> in Prometheus' text format. Counters live where they are counted and are read here.</summary>
internal static class MetricsEndpoint
{
    private static readonly ClickKind[] Kinds = Enum.GetValues<ClickKind>();
    private static readonly SpoolStream[] Streams = Enum.GetValues<SpoolStream>();

    public static void MapMetrics(this IEndpointRouteBuilder routes) => routes.MapGet(ManagementPath.Metrics, Write);

    internal static async Task Write(
        HttpContext context,
        RedirectLanes lanes,
        StoreReadiness links,
        LinkStore store,
        DomainTable domains,
        FeedApplier feed,
        ClickLimits limits,
        ClickSpool spool,
        ClickShipper shipper,
        TimeProvider clock,
        [FromServices] FastLaneTransport? fastLane = null)
    {
        var text = new PrometheusText();
        text.Counter("onelink_edge_answers_total", "Answers by status class", lanes.Answers("3xx"), "status", "3xx");
        foreach (string status in (ReadOnlySpan<string>)["2xx", "4xx", "5xx"])
        {
            text.Sample("onelink_edge_answers_total", lanes.Answers(status), "status", status);
        }

        text.Head("onelink_edge_lane_requests_total", "Requests by the lane that answered them", "counter");
        long fast = fastLane?.Sum(static c => c.Answered) ?? 0;
        text.Sample("onelink_edge_lane_requests_total", fast, "lane", "fast");
        text.Sample("onelink_edge_lane_requests_total", lanes.AllAnswers - fast, "lane", "full");
        text.Gauge("onelink_edge_fast_lane_connections", "Connections open in the fast lane", fastLane?.Sum(static c => c.Open) ?? 0);
        text.Counter("onelink_edge_fast_lane_accepted_total", "Connections accepted by the fast lane", fastLane?.Sum(static c => c.Accepted) ?? 0);
        text.Counter("onelink_edge_fast_lane_handed_over_total", "Connections that the fast lane gave to Kestrel", fastLane?.Sum(static c => c.HandedOver) ?? 0);
        text.Counter("onelink_edge_fast_lane_timeouts_total", "Connections closed because their client was too slow or silent", fastLane?.Sum(static c => c.TimedOut) ?? 0);
        text.Counter("onelink_edge_fast_lane_allocated_bytes_total", "Bytes allocated on the managed heap by the fast lane's threads", fastLane?.Sum(static c => c.Allocated) ?? 0);
        text.Gauge("onelink_edge_feed_sequence", "Last applied sequence of the feed", links.Sequence);
        text.Gauge("onelink_edge_feed_known_sequence", "Newest sequence that the admin told of", links.KnownSequence);
        text.Gauge("onelink_edge_feed_caught_up", "1 while connected and nothing published is missing", links.IsCaughtUp ? 1 : 0);
        text.Counter("onelink_edge_feed_entries_total", "Feed entries applied", feed.Applied);
        text.Counter("onelink_edge_limit_waits_total", "Taps of links with maxClicks that waited for the admin to grant clicks", limits.Waited);
        text.Gauge("onelink_edge_limit_admin_heard", "0 while the admin does not answer when it is asked for clicks", limits.Wishes.IsHeard ? 1 : 0);
        text.Gauge("onelink_edge_store_log_bytes", "Bytes of the link log in memory and on disk", store.LogBytes);
        text.Gauge("onelink_edge_store_live_bytes", "Bytes of the link log when nothing in it was superseded last", store.LiveBytes);
        text.Counter("onelink_edge_store_disk_failures_total", "Reads and writes of links that the disk refused, each try counted", store.DiskFailures);
        text.Gauge("onelink_edge_store_index_entries", "Entries of the hash index", store.Entries);
        text.Gauge("onelink_edge_domains", "Domains known", domains.Current.Count);

        text.Head("onelink_edge_clicks_recorded_total", "Clicks recorded in the spool", "counter");
        foreach (ClickKind kind in Kinds)
        {
            text.Sample("onelink_edge_clicks_recorded_total", spool.Recorded(kind), "kind", kind.ToString().ToLowerInvariant());
        }

        text.Head("onelink_edge_clicks_dropped_total", "Clicks lost because the spool was full", "counter");
        foreach (ClickKind kind in Kinds)
        {
            text.Sample("onelink_edge_clicks_dropped_total", spool.Dropped(kind), "kind", kind.ToString().ToLowerInvariant());
        }

        text.Head("onelink_edge_spool_used_bytes", "Disk taken by segments", "gauge");
        foreach (SpoolStream stream in Streams)
        {
            text.Sample("onelink_edge_spool_used_bytes", spool.Disk.UsedBytes(stream), "stream", stream.ToString().ToLowerInvariant());
        }

        text.Head("onelink_edge_spool_backlog_bytes", "Bytes recorded and not yet stored in ClickHouse", "gauge");
        foreach (SpoolStream stream in Streams)
        {
            text.Sample("onelink_edge_spool_backlog_bytes", shipper.BacklogBytes(stream), "stream", stream.ToString().ToLowerInvariant());
        }

        text.Counter("onelink_edge_spool_commit_failures_total", "Commits that the device refused", spool.CommitFailures);
        text.Counter("onelink_edge_spool_damaged_places_total", "Places in segments that held no intact record", shipper.DamagedPlaces);
        text.Counter("onelink_edge_spool_unknown_records_total", "Intact records of an unknown version", shipper.UnknownRecords);
        text.Counter("onelink_edge_clicks_shipped_total", "Clicks stored in ClickHouse", shipper.Shipped);
        text.Counter("onelink_edge_ship_batches_total", "Batches stored in ClickHouse", shipper.Batches);
        text.Gauge("onelink_edge_ship_lag_seconds", "Age of the oldest click that ClickHouse is known to lack; 0 when none waits", LagSeconds(shipper, clock));
        text.Gauge("onelink_edge_spool_oldest_timestamp_seconds", "When that click happened, Unix time; 0 when none waits", (shipper.OldestUnixTimeMs ?? 0) / 1000.0);
        shipper.Aside.Count();
        text.Gauge("onelink_edge_aside_batches", "Batches that ClickHouse refused, waiting for 'onelink-edge spool redrive'", shipper.Aside.Batches);
        text.Gauge("onelink_edge_held_batches", "Batches that a ClickHouse host may have which is away; sent when it is back", shipper.Aside.Held);
        text.Gauge("onelink_edge_aside_clicks", "Clicks in both", shipper.Aside.Records);
        text.Counter("onelink_edge_clickhouse_host_changes_total", "Times that another ClickHouse host answered than before", shipper.HostChanges);
        text.Counter("onelink_edge_ship_failures_total", "Inserts that failed and were tried again", shipper.Failures);
        text.Gauge("process_working_set_bytes", "Resident memory", Environment.WorkingSet);
        text.Counter("process_gc_allocated_bytes_total", "Bytes allocated on the managed heap", GC.GetTotalAllocatedBytes());

        context.Response.ContentType = PrometheusText.ContentType;
        await context.Response.WriteAsync(text.ToString(), context.RequestAborted);
    }

    /// <summary>Never negative, whatever was done to the clock.</summary>
    private static double LagSeconds(ClickShipper shipper, TimeProvider clock)
        => shipper.OldestUnixTimeMs is { } oldest ? Math.Max(0, clock.GetUtcNow().ToUnixTimeMilliseconds() - oldest) / 1000.0 : 0;
}
