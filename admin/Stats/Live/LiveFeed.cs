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
    private LivePosition? _newest;
    private long _newestReadAt;

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
                    _newest = null;
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
        var listeners = _listeners.Keys.ToLookup(listener => listener.AccountId);
        var position = Start();
        List<LiveClick> read;
        do
        {
            read = await clicks.SinceAsync(listeners.Select(account => account.Key), [], position.ReceivedAt, position.ClickId, AtOnce, cancellationToken);
            foreach (var click in read)
            {
                position = new LivePosition(click.ReceivedAt, click.Id);
                Tell(listeners[click.AccountId], click);
            }
        }
        while (read.Count == AtOnce);

        if (position.ClickId != Guid.Empty && (_newest is not { } newest || position.ReceivedAt > newest.ReceivedAt))
        {
            (_newest, _newestReadAt) = (position, clock.GetTimestamp());
        }

        foreach (var (id, _) in _seen.Where(seen => seen.Value < position.ReceivedAt - (2 * Overlap)).ToList())
        {
            _seen.Remove(id);
        }
    }

    /// <summary>Where reading begins: a while before the newest click, or behind it when nothing came for longer than that.</summary>
    private LivePosition Start() => _newest switch
    {
        null => new LivePosition(clock.GetUtcNow() - Overlap, Guid.Empty),
        { } newest when clock.GetElapsedTime(_newestReadAt) > 2 * Overlap => newest,
        { } newest => new LivePosition(newest.ReceivedAt - Overlap, Guid.Empty),
    };

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
