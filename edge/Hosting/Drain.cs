using Microsoft.AspNetCore.Connections;
using OneLink.Edge.FastLane;
using OneLink.Edge.Handover;

namespace OneLink.Edge.Hosting;

/// <summary>
/// The time between the wish that the edge ends and its end: <c>/readyz</c> says 503, each answer ends its connection, and
/// everything else goes on, so that whoever sends taps here has time to send them elsewhere. Where another process has taken
/// over, what it cannot go on with is answered.
/// </summary>
internal sealed class Drain(Succession succession, TimeProvider clock)
{
    /// <summary>
    /// For connections that are open between two requests, where another edge has taken over and does not go on with them: an idle one
    /// is closed by then, and its client may be sending in that moment. From fast lane to fast lane none is closed.
    /// </summary>
    private static readonly TimeSpan HandoverLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(10);

    private volatile bool _isUnderWay;
    private long _accepted;
    private long _ended;

    /// <summary>How long, where nobody takes over.</summary>
    public TimeSpan Delay { get; set; }

    public bool IsUnderWay => _isUnderWay;

    /// <summary>Whether taps should be sent elsewhere: not where another process takes them at the same address.</summary>
    public bool TurnsAway => _isUnderWay && succession.Successor is null;

    /// <summary>Counts a connection that Kestrel accepted itself. Those that the fast lane gave it are counted there.</summary>
    public void CountAccepted() => Interlocked.Increment(ref _accepted);

    /// <summary>Counts the end of a connection of Kestrel's.</summary>
    public async Task CountAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        try
        {
            await next(connection);
        }
        finally
        {
            Interlocked.Increment(ref _ended);
        }
    }

    /// <summary>Returns when the edge may end.</summary>
    /// <param name="fastLane">Null where all is Kestrel's.</param>
    public async Task RunAsync(FastLaneTransport? fastLane)
    {
        _isUnderWay = true;
        if (succession.Successor is null)
        {
            fastLane?.EndConnections();
            await Task.Delay(Delay, clock);
            return;
        }

        if (fastLane is not null)
        {
            if (!succession.Successor.TakesConnections)
            {
                fastLane.EndConnections();
                fastLane.EndListening();
                await UntilNoneAsync(() => fastLane.HasUnlistened ? fastLane.Sum(static counters => counters.Open) : 1);
            }

            await fastLane.StopAsync();
        }

        // Kestrel, told to end, closes a connection whose request it has not begun to read.
        await UntilNoneAsync(() => OpenInKestrel(fastLane));
    }

    private async Task UntilNoneAsync(Func<long> open)
    {
        long started = clock.GetTimestamp();
        while (open() > 0 && clock.GetElapsedTime(started) < HandoverLimit)
        {
            await Task.Delay(LookInterval, clock);
        }
    }

    private long OpenInKestrel(FastLaneTransport? fastLane)
        => (fastLane?.Sum(static counters => counters.HandedOver) ?? Interlocked.Read(ref _accepted)) - Interlocked.Read(ref _ended);
}
