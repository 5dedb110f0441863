using OneLink.Admin.Database;
using OneLink.Analytics.Client;
using OneLink.Analytics.Queries;

namespace OneLink.Admin.Stats.Counts;

/// <summary>
/// Keeps <c>clicks</c> and <c>lastClickedAt</c> of links about a second behind ClickHouse, so that a list can be sorted by
/// them and a link can be shown while ClickHouse is away. All links once at start, as clicks may have come meanwhile; then
/// those that were clicked.
/// </summary>
internal sealed partial class LinkCountRefresher(
    LinkCounts counts, LinkCountStore store, AnalyticsState state, TimeProvider clock, ILogger<LinkCountRefresher> logger) : BackgroundService
{
    /// <summary>Links of one transaction: few enough that other writers get their turn.</summary>
    private const int Piece = 1_000;

    /// <summary>Share of time that refreshing may take: a fifth.</summary>
    private const int PauseFactor = 4;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(5);

    /// <summary>Batches become visible out of order, and in their rollup a moment later: what arrived so lately is read again.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(3);

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
                if (state.Reason is null)
                {
                    seen = await RefreshAsync(seen, stoppingToken);
                }
            }
            catch (Exception exception) when (exception is ClickHouseException or DatabaseUnavailableException)
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
        var newest = await counts.NewestAsync(cancellationToken);
        if (seen is not { } since)
        {
            await SaveAsync(counts.AllAsync(cancellationToken), cancellationToken);
            return newest;
        }

        if (newest > since || clock.GetUtcNow() - newest < 2 * Overlap)
        {
            await SaveAsync(counts.ChangedAsync(since - Overlap, cancellationToken), cancellationToken);
        }

        return newest > since ? newest : since;
    }

    private async Task SaveAsync(IAsyncEnumerable<LinkCount> changed, CancellationToken cancellationToken)
    {
        await foreach (var piece in changed.Chunk(Piece).WithCancellation(cancellationToken))
        {
            await store.SaveAsync(piece, cancellationToken);
        }
    }

    [LoggerMessage(EventId = 1821, Level = LogLevel.Warning, Message = "The clicks that links show could not be refreshed: {Reason}")]
    private partial void LogFailed(string reason);
}
