using System.Collections.Concurrent;
using OneLink.Analytics.Client;
using OneLink.Analytics.Queries;

namespace OneLink.Admin.Stats.Live;

/// <summary>
/// Reads new clicks once for all listeners, and only while there are any: five hundred of them cost ClickHouse as much as
/// one.
/// </summary>
internal sealed partial class LiveFeed(LiveClicks clicks, TimeProvider clock, ILogger<LiveFeed> logger) : BackgroundService
{
    /// <summary>Clicks of one question, which bounds its memory; the rest is asked for at once after them.</summary>
    private const int AtOnce = 20_000;

    /// <summary>Batches become visible out of order: what arrived so lately is read again, and what was seen is left out.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<LiveListener, bool> _listeners = new();
    private readonly Dictionary<Guid, DateTimeOffset> _seen = [];

    /// <summary>What ClickHouse's clock showed at least at that timestamp. A question asked then has seen all that arrived before, but for <see cref="Overlap"/>.</summary>
    private (DateTimeOffset Time, long At)? _asked;

    /// <summary>Adds a listener until the result is disposed.</summary>
    public IDisposable Listen(LiveListener listener)
    {
        _listeners[listener] = true;
        return new Subscription(() => _listeners.TryRemove(listener, out _));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Before anything that may block: hosted services start one after the other.
        await Task.Yield();
        while (true)
        {
            var started = clock.GetTimestamp();
            var least = Pause;
            try
            {
                if (_listeners.IsEmpty)
                {
                    // Whoever comes next hears of what comes after it.
                    _asked = null;
                    _seen.Clear();
                }
                else
                {
                    await ReadAsync(stoppingToken);
                }
            }
            catch (ClickHouseException failure)
            {
                LogFailed(failure.Message);
                least = PauseAfterFailure;
            }

            // Where clicks are so many that reading them takes long, it takes half of the time.
            var elapsed = clock.GetElapsedTime(started);
            await Task.Delay(TimeSpan.FromTicks(Math.Max(least.Ticks, Math.Min(elapsed.Ticks, LongestPause.Ticks))), clock, stoppingToken);
        }
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        var accounts = _listeners.Keys.Select(listener => listener.AccountId).ToHashSet();
        var asked = _asked ??= (clock.GetUtcNow(), began);
        var position = new LivePosition(asked.Time - Overlap, Guid.Empty);
        List<LiveClick> read;
        do
        {
            read = await clicks.SinceAsync(accounts, [], position.ReceivedAt, position.ClickId, AtOnce, cancellationToken);

            // Those of now: who came while the question was asked has clicks in its answer that no later one gives again.
            var listeners = _listeners.Keys.ToLookup(listener => listener.AccountId);
            foreach (var click in read)
            {
                position = new LivePosition(click.ReceivedAt, click.Id);
                Tell(listeners[click.AccountId], click);
            }
        }
        while (read.Count == AtOnce);

        // Only now, so that what arrives while questions fail or wait is in the next one. ClickHouse's clock has gone on as long as
        // ours, and showed more if it gave a click that is newer than that allows: the clocks of two machines differ.
        var byOurs = asked.Time + clock.GetElapsedTime(asked.At, began);
        var byNewest = position.ReceivedAt - clock.GetElapsedTime(began);
        _asked = (byNewest > byOurs ? byNewest : byOurs, began);
        foreach (var (id, _) in _seen.Where(seen => seen.Value < _asked.Value.Time - (2 * Overlap)).ToList())
        {
            _seen.Remove(id);
        }
    }

    private void Tell(IEnumerable<LiveListener> listeners, LiveClick click)
    {
        if (_seen.TryAdd(click.Id, click.ReceivedAt))
        {
            foreach (var listener in listeners.Where(listener => listener.Wants(click)))
            {
                listener.Offer(click);
            }
        }
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }

    [LoggerMessage(EventId = 1841, Level = LogLevel.Warning, Message = "Live clicks could not be read: {Reason}")]
    private partial void LogFailed(string reason);
}
