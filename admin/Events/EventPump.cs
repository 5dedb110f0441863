using OneLink.Admin.Database;

namespace OneLink.Admin.Events;

/// <summary>
/// Brings events to their consumers, each at its own pace:
/// 1. read what comes after the consumer's position;
/// 2. let the consumer read what it needs; move the position, which also keeps a second process out, and let the consumer act, in one transaction;
/// 3. where that fails, try the first event alone, later and later; after several tries note it and go on, so that one
///    event that nobody can handle does not hold up all that follow.
/// </summary>
internal sealed partial class EventPump(
    IEnumerable<IEventConsumer> consumers,
    IDatabase database,
    EventReader reader,
    EventPositions positions,
    EventSignal signal,
    TimeProvider clock,
    ILogger<EventPump> logger) : BackgroundService
{
    private const int PageSize = 200;
    private const int MaxTries = 6;

    /// <summary>Another process's events raise no signal here.</summary>
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // Before the first request: a consumer that is new must not miss what happens while it starts.
        foreach (var consumer in consumers)
        {
            await positions.FindOrCreateAsync(consumer.Name, cancellationToken);
        }

        await base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
        => Task.WhenAll(consumers.Select(consumer => Task.Run(() => RunAsync(consumer, stoppingToken), stoppingToken)));

    private async Task RunAsync(IEventConsumer consumer, CancellationToken stoppingToken)
    {
        long? position = null;
        var failures = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // Taken before the reading, so that nothing is missed in between.
                var more = signal.Next;
                var before = position ?? await positions.FindOrCreateAsync(consumer.Name, stoppingToken);
                position = await PumpAsync(consumer, before, failures, stoppingToken);
                failures = 0;
                if (position == before)
                {
                    await Task.WhenAny(more, Task.Delay(Poll, clock, stoppingToken));
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // Whatever one consumer's work throws must end neither it nor the others.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                // A database that is away is nobody's event's fault.
                failures = DatabaseFailure.IsOutside(exception) ? Math.Min(failures + 1, MaxTries - 1) : failures + 1;
                LogFailed(exception, consumer.Name, failures);
                await Task.Delay(FirstPause * Math.Pow(2, Math.Min(failures, MaxTries)), clock, stoppingToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <returns>The new position; the same where nothing has happened; null where another process has moved it.</returns>
    private async Task<long?> PumpAsync(IEventConsumer consumer, long position, int failures, CancellationToken cancellationToken)
    {
        // 1.
        var events = await reader.AfterAsync(position, failures == 0 ? PageSize : 1, cancellationToken);
        if (events.Count == 0)
        {
            return position;
        }

        // 2.
        var last = events[^1].Sequence;
        if (failures < MaxTries)
        {
            await consumer.PrepareAsync(events, cancellationToken);
        }

        var moved = await database.WriteAsync<long?>(
            async scope =>
            {
                if (!await positions.MoveAsync(scope, consumer.Name, position, last))
                {
                    return null;
                }

                if (failures < MaxTries)
                {
                    await consumer.HandleAsync(scope, events);
                }
                else
                {
                    // 3.
                    await positions.NoteFailureAsync(scope, consumer.Name, last, "Given up after several tries; see the log.");
                    LogGivenUp(consumer.Name, last, events[^1].Name);
                }

                return last;
            },
            cancellationToken);
        if (moved is not null)
        {
            consumer.Committed();
        }

        return moved;
    }

    [LoggerMessage(EventId = 5001, Level = LogLevel.Error, Message = "{Consumer} failed {Failures} times and tries again")]
    private partial void LogFailed(Exception exception, string consumer, int failures);

    [LoggerMessage(EventId = 5002, Level = LogLevel.Error, Message = "{Consumer} leaves event {Sequence} ({Name}) behind")]
    private partial void LogGivenUp(string consumer, long sequence, string name);
}
