using System.Globalization;
using OneLink.Admin.Hosting;
using StackExchange.Redis;

namespace OneLink.Admin.Redis;

/// <summary>
/// The process's connection to Redis, and whether it is worth asking. Nothing lives in Redis alone: whoever asks has an answer
/// of his own for when there is none.
/// 1. No question waits longer than <see cref="RedisPatience.Answer"/>.
/// 2. One that fails, or several slow ones in a row, and Redis counts as away: nobody asks and nobody waits.
/// 3. While it is away it is probed by a write; the first that succeeds in time, and everybody asks again.
/// </summary>
internal sealed partial class RedisConnection : BackgroundService
{
    /// <summary>So many slow answers in a row: a single one may be this process's own pause.</summary>
    private const int MaxSlow = 3;

    /// <summary>While it is there it is probed at every so manieth turn, to notice that it is gone although nobody asks.</summary>
    private const int RestingTurns = 8;

    private const int LongestPause = 32;
    private const int ProbeExpirySeconds = 10;

    /// <summary>How long the start waits, so that the first requests find Redis where it is there.</summary>
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(2);

    /// <summary>Whoever leaves again so soon is probed less often.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(10);

    private readonly ConfigurationOptions? _options;
    private readonly string _prefix;
    private readonly RedisPatience _patience;
    private readonly RedisMetrics _metrics;
    private readonly TimeProvider _clock;
    private readonly ILogger<RedisConnection> _logger;
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _tried = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile ConnectionMultiplexer? _multiplexer;
    private volatile string? _reason = "Not connected yet.";
    private Action? _returned;
    private bool _isSaid;
    private long _returnedAt;
    private int _pause = 1;
    private int _turns;
    private int _slow;

    public RedisConnection(AdminSettings settings, RedisPatience patience, RedisMetrics metrics, TimeProvider clock, ILogger<RedisConnection> logger)
    {
        (_options, _prefix) = (settings.Redis, settings.RedisPrefix);
        (_patience, _metrics, _clock, _logger) = (patience, metrics, clock, logger);
    }

    /// <summary>Whether the settings name a Redis.</summary>
    public bool IsConfigured => _options is not null;

    /// <summary>Why it is not asked; null where it is.</summary>
    public string? Reason => _reason;

    /// <param name="listener">Called when Redis answers again, and what was told meanwhile was not heard: must be quick and must not throw.</param>
    public void WhenReturned(Action listener) => _returned += listener;

    /// <summary>A key of this installation. What must lie on one server of a Cluster has the same <c>{…}</c> in its name.</summary>
    public RedisKey Key(string name) => $"{_prefix}:{name}";

    public RedisChannel Channel(string name) => RedisChannel.Literal($"{_prefix}:{name}");

    /// <returns>Nothing where Redis is away, fails, or takes too long; what was asked for may have been done all the same.</returns>
    public async ValueTask<RedisAnswer<T>> AskAsync<T>(Func<StackExchange.Redis.IDatabase, Task<T>> ask, CancellationToken cancellationToken = default)
    {
        if (!IsConfigured)
        {
            return default;
        }

        if (_reason is not null || _multiplexer is not { } multiplexer)
        {
            _metrics.Skipped();
            return default;
        }

        return await TryAsync(multiplexer, ask, cancellationToken);
    }

    /// <summary>Listens to a channel, now and whenever the connection is made anew.</summary>
    /// <returns>False where Redis is away: to be tried again.</returns>
    public async Task<bool> TryListenAsync(string channel, Action<RedisValue> listener, CancellationToken cancellationToken)
    {
        if (_reason is not null || _multiplexer is not { } multiplexer)
        {
            return false;
        }

        try
        {
            // A queue of its own: what comes is handled in order, one after the other.
            var queue = await multiplexer.GetSubscriber().SubscribeAsync(Channel(channel)).WaitAsync(cancellationToken);
            queue.OnMessage(message => listener(message.Message));
            return true;
        }
        catch (Exception exception) when (IsFailure(exception))
        {
            return false;
        }
    }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (IsConfigured)
        {
            await base.StartAsync(cancellationToken);
            await Task.WhenAny(_tried.Task, Task.Delay(FirstWait, _clock, cancellationToken));
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        _multiplexer?.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                if (++_turns >= (_reason is null ? RestingTurns : _pause))
                {
                    _turns = 0;
                    await ProbeAsync(stoppingToken);
                    _tried.TrySetResult();
                }

                await Task.Delay(_patience.Probe, _clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops.
        }
    }

    private static bool IsFailure(Exception exception) => exception is RedisException or TimeoutException or ObjectDisposedException;

    private async Task ProbeAsync(CancellationToken cancellationToken)
    {
        try
        {
            _multiplexer ??= await ConnectAsync(cancellationToken);
        }
        catch (Exception exception) when (IsFailure(exception))
        {
            // Sentinels that know no primary, for one.
            Leave(exception.Message);
            return;
        }

        // A write: a server that only reads, or has no memory left, is of no use.
        var probe = Key("probe");
        var answer = await TryAsync(
            _multiplexer, database => database.StringSetAsync(probe, 1, TimeSpan.FromSeconds(ProbeExpirySeconds)), cancellationToken);
        if (answer.TryGet(out _))
        {
            Return();
        }
    }

    private async Task<ConnectionMultiplexer> ConnectAsync(CancellationToken cancellationToken)
    {
        var multiplexer = await ConnectionMultiplexer.ConnectAsync(_options!).WaitAsync(cancellationToken);
        multiplexer.ConnectionFailed += (_, failed) =>
        {
            if (!multiplexer.IsConnected)
            {
                Leave($"The connection was lost ({failed.FailureType}).");
            }
        };
        return multiplexer;
    }

    private async ValueTask<RedisAnswer<T>> TryAsync<T>(
        ConnectionMultiplexer multiplexer, Func<StackExchange.Redis.IDatabase, Task<T>> ask, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await ask(multiplexer.GetDatabase()).WaitAsync(_patience.Answer, _clock, cancellationToken);
            Volatile.Write(ref _slow, 0);
            _metrics.Answered();
            return new(answer);
        }
        catch (TimeoutException)
        {
            _metrics.WasSlow();
            if (Interlocked.Increment(ref _slow) >= MaxSlow)
            {
                Leave(string.Create(CultureInfo.InvariantCulture, $"It takes longer than {_patience.Answer.TotalMilliseconds} ms to answer."));
            }
        }
        catch (Exception exception) when (IsFailure(exception))
        {
            _metrics.Failed();
            Leave(exception.Message);
        }

        return default;
    }

    private void Leave(string reason)
    {
        lock (_gate)
        {
            _reason = reason;
            if (_isSaid)
            {
                return;
            }

            _isSaid = true;
            _turns = 0;
            _pause = _clock.GetElapsedTime(_returnedAt) < Settled ? Math.Min(_pause * 2, LongestPause) : 1;
        }

        _metrics.Changed(isThere: false);
        LogLeft(reason);
    }

    private void Return()
    {
        lock (_gate)
        {
            if (_reason is null)
            {
                return;
            }

            _reason = null;
            _isSaid = false;
            _returnedAt = _clock.GetTimestamp();
        }

        _metrics.Changed(isThere: true);
        LogReturned();
        _returned?.Invoke();
    }

    [LoggerMessage(EventId = 1501, Level = LogLevel.Warning, Message = "Redis is away: limits, turns and live news are each admin's own until it is back. {Reason}")]
    private partial void LogLeft(string reason);

    [LoggerMessage(EventId = 1502, Level = LogLevel.Information, Message = "Redis answers")]
    private partial void LogReturned();
}
