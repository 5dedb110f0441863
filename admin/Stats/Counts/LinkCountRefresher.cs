using OneLink.Admin.Database;
using OneLink.Admin.Leases;
using OneLink.Analytics.Client;
using OneLink.Analytics.Queries;

namespace OneLink.Admin.Stats.Counts;

/// <summary>
/// Keeps <c>clicks</c> and <c>lastClickedAt</c> of links about a second behind ClickHouse, so that a list can be sorted by
/// them and a link can be shown while ClickHouse is away. All links once at start, as clicks may have come meanwhile; then
/// those that were clicked.
/// </summary>
internal sealed partial class LinkCountRefresher(
    LinkCounts counts, LinkCountStore store, AnalyticsState state, ILeases leases, TimeProvider clock, ILogger<LinkCountRefresher> logger) : BackgroundService
{
    /// <summary>Links of one transaction: few enough that other writers get their turn.</summary>
    private const int Piece = 1_000;

    /// <summary>Share of time that refreshing may take: a fifth.</summary>
    private const int PauseFactor = 4;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(5);

    /// <summary>Less than what recent clicks are kept for. Whoever did not look for so long looks at all links again.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromHours(20);

    /// <summary>How far ClickHouse's clock may be behind this one's.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(10);

    /// <summary>Batches become visible out of order, and in their rollup a moment later: what arrived so lately is read again.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(3);

    private readonly ILease _lease = leases.Of(LeaseName.LinkCounts);
    private long _term;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Before anything that may block: hosted services start one after the other.
        await Task.Yield();
        DateTimeOffset? seen = null;
        while (true)
        {
            var started = clock.GetTimestamp();
            var failed = false;
            try
            {
                if (state.Reason is null && _lease.IsHeld)
                {
                    // Whoever gets the work looks at all links, as after a start.
                    seen = _lease.Term == _term ? seen : null;
                    _term = _lease.Term;
                    seen = await RefreshAsync(seen, stoppingToken);
                }
            }
            catch (Exception exception) when (exception is ClickHouseException || DatabaseFailure.IsOutside(exception))
            {
                failed = true;
                LogFailed(exception.Message);
            }

            var pause = failed ? PauseAfterFailure : TimeSpan.FromTicks(Math.Max(Pause.Ticks, clock.GetElapsedTime(started).Ticks * PauseFactor));
            await Task.Delay(pause, clock, stoppingToken);
        }
    }

    /// <returns>When the newest batch arrived that the counts hold.</returns>
    private async Task<DateTimeOffset> RefreshAsync(DateTimeOffset? seen, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (seen is not { } since || now - since > Kept)
        {
            var newest = await counts.NewestAsync(cancellationToken);
            foreach (var stretch in await counts.StretchesAsync(cancellationToken))
            {
                await SaveAsync(counts.AllAsync(stretch, cancellationToken), cancellationToken);
            }

            return Later(newest, now - Skew);
        }

        var next = await counts.NextAsync(since, cancellationToken);
        if (next > since || now - since < 2 * Overlap)
        {
            await SaveChangedAsync(since - Overlap, Later(next, since), cancellationToken);
        }

        // Where nothing came, nothing need be looked for again.
        return next > since ? next : Later(since, now - Skew);
    }

    private async Task SaveChangedAsync(DateTimeOffset since, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var last = default(LinkKey);
        while (await counts.ChangedAsync(since, until, last, cancellationToken) is { Count: > 0 } page)
        {
            await SaveAsync(page.ToAsyncEnumerable(), cancellationToken);
            last = page[^1].Link;
        }
    }

    private async Task SaveAsync(IAsyncEnumerable<LinkCount> changed, CancellationToken cancellationToken)
    {
        await foreach (var piece in changed.Chunk(Piece).WithCancellation(cancellationToken))
        {
            await store.SaveAsync(piece, scope => _lease.RequireAsync(scope, _term), cancellationToken);
        }
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    [LoggerMessage(EventId = 1821, Level = LogLevel.Warning, Message = "The clicks that links show could not be refreshed: {Reason}")]
    private partial void LogFailed(string reason);
}
