using OneLink.Analytics.Client;
using OneLink.Analytics.Queries;

namespace OneLink.Admin.Stats.Live;

/// <summary>An open stream of clicks: first what arrived since the id that the client brought, then what arrives.</summary>
internal sealed class LiveResult(
    LiveListener listener, LivePosition? after, LiveFeed feed, LiveClicks clicks, StatsNames names, TimeProvider clock) : IResult
{
    /// <summary>Clicks that are sent again after an interruption; of a longer one the oldest so many.</summary>
    private const int MostAgain = 10_000;

    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var stop = httpContext.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, stop);
        var response = httpContext.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        var stream = new LiveStream(response.BodyWriter, names);

        // Before what was missed is read, so that nothing falls in between; what is in both is sent once.
        using var subscription = feed.Listen(listener);
        var again = new HashSet<Guid>();
        try
        {
            await stream.OpenAsync(end.Token);
            if (after is { } position)
            {
                var missed = await MissedAsync(position, end.Token);
                again.UnionWith(missed.Select(click => click.Id));
                await stream.ClicksAsync(missed, end.Token);
            }

            await FollowAsync(stream, again, end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The client has gone, or the server goes: it will connect again with the id of its last event.
        }
        catch (ClickHouseException)
        {
            httpContext.Abort();
        }
    }

    private async Task FollowAsync(LiveStream stream, HashSet<Guid> again, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Tick, clock);
        var tick = timer.WaitForNextTickAsync(cancellationToken).AsTask();
        var ready = listener.Clicks.WaitToReadAsync(cancellationToken).AsTask();
        while (true)
        {
            await Task.WhenAny(ready, tick);
            if (ready.IsCompleted)
            {
                await ready;
                var piece = new List<LiveClick>();
                while (listener.Clicks.TryRead(out var click))
                {
                    if (!again.Remove(click.Id))
                    {
                        piece.Add(click);
                    }
                }

                await stream.ClicksAsync(piece, cancellationToken);
                ready = listener.Clicks.WaitToReadAsync(cancellationToken).AsTask();
            }

            if (tick.IsCompleted)
            {
                await tick;
                await stream.TickAsync(listener.TakeSkipped(), cancellationToken);
                tick = timer.WaitForNextTickAsync(cancellationToken).AsTask();
            }
        }
    }

    /// <summary>Behind the client's last one, in the order in which they were sent.</summary>
    private Task<List<LiveClick>> MissedAsync(LivePosition position, CancellationToken cancellationToken)
        => clicks.SinceAsync([listener.AccountId], listener.Links, position.ReceivedAt, position.ClickId, MostAgain, cancellationToken);
}
