using System.Globalization;
using OneLink.Admin.Database;
using OneLink.Admin.Redis;
using OneLink.Shared.Feed;

namespace OneLink.Admin.Feed.FanOut;

/// <summary>
/// Brings the change log into <see cref="SharedChanges"/> whenever it has come further than the stream is known to be:
/// 1. ask for the stream's newest entry;
/// 2. read the log from that entry on: it must be the log's own, else the stream is another history's (a backup was restored);
/// 3. append what follows, where nobody else has meanwhile; else, and until nothing follows, once more.
/// Every admin does so; whoever comes second finds nothing left to do.
/// </summary>
internal sealed partial class ChangeFanOut(
    SharedChanges shared,
    ChangeLogReader log,
    CommitNews news,
    ChangeSignal signal,
    Backplane backplane,
    TimeProvider clock,
    ILogger<ChangeFanOut> logger) : BackgroundService
{
    private const int PageSize = 200;

    /// <summary>Further behind, as after an outage or a large import, the stream begins anew near the log's end.</summary>
    private const int LongestGap = 2_000;

    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!backplane.IsShared)
        {
            return;
        }

        backplane.Listen(SharedChanges.Subject, Hear);
        backplane.WhenMissed(Missed);
        while (!stoppingToken.IsCancellationRequested)
        {
            // Taken before the reading, so that nothing is missed in between.
            var more = signal.Next;
            try
            {
                while (!shared.Reaches(news.Newest.LastChange) && await ExtendAsync(stoppingToken))
                {
                    // There was something.
                }

                // One answer that came too late need not wait for the next change.
                var isBehind = !shared.Reaches(news.Newest.LastChange);
                await (isBehind ? Task.WhenAny(more, Task.Delay(PauseAfterFailure, clock, stoppingToken)) : more).WaitAsync(stoppingToken);
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

    /// <returns>Whether there may be more.</returns>
    private async Task<bool> ExtendAsync(CancellationToken cancellationToken)
    {
        // 1.
        if (!(await shared.LastAsync(cancellationToken)).TryGet(out var newest))
        {
            return false;
        }

        // 2.
        var last = (long)(newest?.Sequence ?? 0);
        var page = await log.ReadLogAsync(Math.Max(0, last - 1), FeedScope.All, PageSize + 1, cancellationToken);
        var isOurs = newest is not null && page.Changes is [var first, ..] && first.ToEntry().Equals(newest);
        var anew = !isOurs || page.Bounds.LastSequence - last > LongestGap;
        var changes = anew ? (await log.ReadLogAsync(BeginningOf(page.Bounds), FeedScope.All, PageSize, cancellationToken)).Changes : [.. page.Changes.Skip(1)];
        if (changes.Count == 0)
        {
            shared.Reached(isOurs ? last : 0);
            return false;
        }

        // 3.
        return (await shared.AppendAsync(last, anew && newest is not null, changes, cancellationToken)).TryGet(out _);
    }

    private static long BeginningOf(ChangeLogBounds bounds) => Math.Max(bounds.TrimmedThrough, bounds.LastSequence - PageSize);

    private void Hear(string text)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var reached))
        {
            shared.Reached(reached);
            news.Tell(new CommitMarks(reached, LastEvent: 0));
        }
    }

    private void Missed()
    {
        // Redis may have come back without what it had.
        shared.Lost();
        signal.Raise();
    }

    [LoggerMessage(EventId = 3011, Level = LogLevel.Error, Message = "Changes could not be brought into Redis; edges read them from the database meanwhile")]
    private partial void LogFailed(Exception exception);
}
