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
    /// <summary>Clicks of one read. More in half a second than anybody can look at; the rest is read at once after them.</summary>
    private const int AtOnce = 20_000;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(3);

    /// <summary>Batches become visible out of order: what arrived so lately is read again, and what was seen is left out.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<LiveListener, bool> _listeners = new();
    private readonly Dictionary<Guid, DateTimeOffset> _seen = [];
    private DateTimeOffset _newest;

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
            var pause = Pause;
            try
            {
                if (_listeners.IsEmpty)
                {
                    // Whoever comes next hears of what comes after it.
                    _newest = default;
                    _seen.Clear();
                }
                else if (await ReadAsync(stoppingToken) == AtOnce)
                {
                    pause = TimeSpan.Zero;
                }
            }
            catch (ClickHouseException failure)
            {
                LogFailed(failure.Message);
                pause = PauseAfterFailure;
            }

            await Task.Delay(pause, clock, stoppingToken);
        }
    }

    private async Task<int> ReadAsync(CancellationToken cancellationToken)
    {
        var isFirst = _newest == default;
        var since = isFirst ? clock.GetUtcNow() - Overlap : _newest - Overlap;
        var accounts = _listeners.Keys.Select(listener => listener.AccountId).Distinct();
        var read = await clicks.SinceAsync(accounts, since, AtOnce, cancellationToken);
        foreach (var click in read)
        {
            if (_seen.TryAdd(click.Id, click.ReceivedAt))
            {
                foreach (var listener in _listeners.Keys.Where(listener => listener.Wants(click)))
                {
                    listener.Offer(click);
                }
            }

            _newest = click.ReceivedAt > _newest ? click.ReceivedAt : _newest;
        }

        foreach (var (id, _) in _seen.Where(seen => seen.Value < _newest - (2 * Overlap)).ToList())
        {
            _seen.Remove(id);
        }

        return read.Count;
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }

    [LoggerMessage(EventId = 1841, Level = LogLevel.Warning, Message = "Live clicks could not be read: {Reason}")]
    private partial void LogFailed(string reason);
}
