using OneLink.Admin.Database;
using OneLink.Admin.Events;

namespace OneLink.Admin.Realtime;

/// <summary>
/// Follows the event log and tells those who listen in this process. It begins with what is to come and keeps no position: a
/// client that was away reads the state anew. Each process follows for its own listeners.
/// </summary>
internal sealed partial class BroadcastFeed(
    RealtimeHub hub, IEnumerable<IBroadcastSource> sources, EventReader reader, EventSignal signal, TimeProvider clock, ILogger<BroadcastFeed> logger)
    : BackgroundService
{
    private const int PageSize = 200;

    /// <summary>Another process's events raise no signal here.</summary>
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Before anything that may block: hosted services start one after the other.
        await Task.Yield();
        long? position = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // Taken before the reading, so that nothing is missed in between.
                var more = signal.Next;
                position ??= await reader.LastSequenceAsync(stoppingToken);
                var events = await reader.AfterAsync(position.Value, PageSize, stoppingToken);
                foreach (var happened in events)
                {
                    await TellAsync(happened, stoppingToken);
                    position = happened.Sequence;
                }

                if (events.Count == 0)
                {
                    await Task.WhenAny(more, Task.Delay(Poll, clock, stoppingToken));
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // A database that is away for a while must not end it.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                LogFailed(exception);
                await Task.Delay(PauseAfterFailure, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task TellAsync(LoggedEvent happened, CancellationToken cancellationToken)
    {
        if (!hub.HasListeners(happened.AccountId))
        {
            return;
        }

        var broadcasts = new List<Broadcast>();
        try
        {
            foreach (var source in sources)
            {
                broadcasts.AddRange(await source.OfAsync(happened, cancellationToken));
            }
        }
#pragma warning disable CA1031 // One event that nobody can describe must not hold up all that follow.
        catch (Exception exception) when (exception is not OperationCanceledException && !DatabaseFailure.IsOutside(exception))
#pragma warning restore CA1031
        {
            LogLeftOut(exception, happened.Sequence, happened.Name);
            return;
        }

        await hub.TellAsync(happened.AccountId, broadcasts, cancellationToken);
    }

    [LoggerMessage(EventId = 5101, Level = LogLevel.Error, Message = "Events could not be told to those who listen; trying again")]
    private partial void LogFailed(Exception exception);

    [LoggerMessage(EventId = 5102, Level = LogLevel.Error, Message = "Event {Sequence} ({Name}) was told to nobody")]
    private partial void LogLeftOut(Exception exception, long sequence, string name);
}
