using System.IO.Pipelines;
using OneLink.Shared.Feed;

namespace OneLink.Admin.Feed;

/// <summary>
/// One edge's stream: visitor salts, then every change after its position, for as long as both ends live.
/// </summary>
internal sealed class FeedStream(ChangeLogReader log, ChangeSignal signal, VisitorSaltStore salts, FeedMetrics metrics, TimeProvider clock)
{
    /// <summary>Changes read at once: few enough to keep memory flat while an edge catches up.</summary>
    private const int PageSize = 500;

    /// <summary>Runs until the edge goes, the process stops or the log no longer reaches back to the edge's position. A slow edge holds up nobody but itself.</summary>
    public async Task RunAsync(PipeWriter output, long after, FeedScope scope, CancellationToken cancellationToken)
    {
        using var open = metrics.StreamOpened();
        var frames = new FrameWriter(output);
        var position = after;
        var saltsSent = 0;
        var heartbeatDue = true;

        while (true)
        {
            var changed = signal.Next;
            saltsSent = WriteSalts(frames, saltsSent);

            var page = await log.ReadAsync(position, scope, PageSize, cancellationToken);
            if (!page.Bounds.Reaches(position, scope))
            {
                return;
            }

            foreach (var change in page.Changes)
            {
                frames.Write(new FeedFrame { Entry = change.ToEntry() });
                await frames.FlushWhenFullAsync(cancellationToken);
                position = change.Sequence;
            }

            if (page.Through > position)
            {
                // Nothing of the edge's accounts: it goes on from there all the same, and is not behind.
                position = page.Through;
                frames.Write(new FeedFrame { Advance = new Advance { Sequence = (ulong)position } });
            }

            var caughtUp = position >= page.Bounds.LastSequence;
            if (caughtUp && heartbeatDue)
            {
                frames.Write(Heartbeat(position));
                heartbeatDue = false;
            }

            await frames.FlushAsync(cancellationToken);
            if (caughtUp)
            {
                heartbeatDue = !await ChangedWithinAsync(changed, FeedFormat.HeartbeatInterval, cancellationToken);
            }
        }
    }

    /// <returns>Version of the salts that the edge has now.</returns>
    private int WriteSalts(FrameWriter frames, int sent)
    {
        var current = salts.Current;
        if (current.Version != sent)
        {
            frames.Write(new FeedFrame { VisitorSalts = current.Message });
        }

        return current.Version;
    }

    private FeedFrame Heartbeat(long sequence)
        => new() { Heartbeat = new Heartbeat { Sequence = (ulong)sequence, UnixTimeMs = clock.GetUtcNow().ToUnixTimeMilliseconds() } };

    private async Task<bool> ChangedWithinAsync(Task changed, TimeSpan interval, CancellationToken cancellationToken)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var finished = await Task.WhenAny(changed, Task.Delay(interval, clock, waiting.Token));
        await waiting.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        return finished == changed;
    }
}
