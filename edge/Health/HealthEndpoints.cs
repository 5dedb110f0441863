using OneLink.Edge.Hosting;
using OneLink.Edge.Redirects;
using OneLink.Edge.Spool;
using OneLink.Edge.Store;
using OneLink.Shared.Clicks;

namespace OneLink.Edge.Health;

internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(ManagementPath.Health, static () => Results.Text("ok\n"));
        routes.MapGet(ManagementPath.Readiness, Ready);
    }

    /// <summary>
    /// Ready means: has links and takes clicks. A feed or a ClickHouse that is away is told as a warning: the edge
    /// answers without them, and taking it out of service for that would turn their outage into one of the links.
    /// </summary>
    internal static async Task Ready(HttpContext context, StoreReadiness links, ClickSpool spool, ClickShipper shipper, Drain drain)
    {
        var reasons = new List<string>();
        var warnings = new List<string>();
        if (!links.HasLinks)
        {
            reasons.Add("no links yet: neither a checkpoint nor a snapshot from the admin");
        }

        if (drain.TurnsAway)
        {
            reasons.Add("it is about to end");
        }

        if (spool.Disk.IsRefused(SpoolStream.People))
        {
            reasons.Add("the spool takes no clicks: its budget or the disk is used up");
        }

        if (links.HasLinks && !links.IsCaughtUp)
        {
            warnings.Add($"behind the feed or without it: applied {links.Sequence} of {links.KnownSequence}");
        }

        if (links.Refusal is { } refusal)
        {
            warnings.Add(refusal);
        }

        if (shipper.LastError is { } error)
        {
            warnings.Add("clicks wait in the spool: " + error);
        }

        if (shipper.Aside.Batches is > 0 and var batches)
        {
            warnings.Add($"{batches} batches of clicks were refused by ClickHouse and set aside; 'onelink-edge spool inspect' tells why");
        }

        if (shipper.Aside.Held is > 0 and var held)
        {
            warnings.Add($"{held} batches of clicks are held for a ClickHouse host that is away; they are sent when it is back, or when it is taken off ONELINK_CLICKHOUSE");
        }

        if (spool.Dropped(ClickKind.Human) > 0)
        {
            warnings.Add($"{spool.Dropped(ClickKind.Human)} clicks of people were lost since the start");
        }

        context.Response.StatusCode = reasons.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        await context.Response.WriteAsJsonAsync(
            new ReadinessReport(reasons.Count == 0 ? "ready" : "not ready", reasons, warnings), HealthJson.Default.ReadinessReport);
    }
}
