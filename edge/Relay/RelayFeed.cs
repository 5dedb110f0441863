using System.IO.Pipelines;
using System.Security.Cryptography;
using OneLink.Edge.Domains;
using OneLink.Edge.Inboxes;
using OneLink.Edge.Store;
using OneLink.Shared.Feed;

namespace OneLink.Edge.Relay;

/// <summary>Writes the feed as the admin does (docs/formats/feed.md), from what this edge has of it.</summary>
internal sealed class RelayFeed(RelayStore store, DomainTable domains, InboxTable inboxes, StoreReadiness readiness, TimeProvider clock)
{
    private const int PageSize = 500;

    /// <summary>Records of the store between two marks.</summary>
    private const int RecordsAtOnce = 1_000;

    /// <summary>Places are those of this process: the store of the next one may hold something else there.</summary>
    private readonly ulong _origin = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))) | 1;

    /// <summary>Fingerprint of the accounts whose links it has.</summary>
    public ulong Scope => store.Cursor.Scope;

    public bool IsWhole => store.IsWhole;

    /// <summary>
    /// Whether a reader can go on from a position: not where what follows is no longer here, nor where it lies ahead of all that
    /// there is. One that is ahead while this edge catches up itself waits.
    /// </summary>
    public bool Reaches(ulong position)
        => store.IsWhole && store.Recent.Reaches(position) && !(readiness.IsCaughtUp && position > store.Recent.Through);

    public bool CanGoOn(ulong origin, ulong sequence) => origin == _origin && store.IsWhole && store.Recent.Reaches(sequence);

    /// <summary>Runs until the reader goes, the process stops, or what follows the reader's position is no longer here.</summary>
    public async Task FollowAsync(PipeWriter output, ulong position, CancellationToken cancellationToken)
    {
        var frames = new FrameWriter(output);
        VisitorSalts? salts = null;
        bool heartbeatDue = true;
        while (Reaches(position))
        {
            Task changed = store.Recent.Changed;
            if (store.Recent.Salts is { } present && !ReferenceEquals(present, salts))
            {
                salts = present;
                frames.Write(new FeedFrame { VisitorSalts = salts });
            }

            if (store.Recent.Read(position, PageSize) is not { } page)
            {
                return;
            }

            foreach (FeedEntry entry in page.Entries)
            {
                frames.Write(new FeedFrame { Entry = entry });
                await frames.FlushWhenFullAsync(cancellationToken);
            }

            bool isAll = page.Entries.Count < PageSize;
            if (page.Through > (page.Entries.Count > 0 ? page.Entries[^1].Sequence : position))
            {
                frames.Write(new FeedFrame { Advance = new Advance { Sequence = page.Through } });
            }

            position = page.Through;
            if (isAll && heartbeatDue)
            {
                frames.Write(new FeedFrame { Heartbeat = new Heartbeat { Sequence = position, UnixTimeMs = clock.GetUtcNow().ToUnixTimeMilliseconds() } });
                heartbeatDue = false;
            }

            await frames.FlushAsync(cancellationToken);
            if (isAll)
            {
                heartbeatDue = !await ChangedWithinAsync(changed, cancellationToken);
            }
        }
    }

    /// <param name="output">Receives the frames.</param>
    /// <param name="cut">Where one that was cut off had come to: its first sequence and its last place.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>False where it cannot be ended: this edge takes a snapshot itself, or what changed meanwhile is no longer here.</returns>
    public async Task<bool> WriteSnapshotAsync(PipeWriter output, (ulong Sequence, ulong Place)? cut, CancellationToken cancellationToken)
    {
        var frames = new FrameWriter(output);
        ulong start = cut?.Sequence ?? store.Recent.Through;
        frames.Write(new FeedFrame { SnapshotStart = new SnapshotStart { Sequence = start, Scope = Scope, Origin = _origin } });
        foreach (FeedEntry entry in domains.Entries.Concat(inboxes.Entries))
        {
            frames.Write(new FeedFrame { Entry = entry });
        }

        ulong links = 0;
        long place = (long)(cut?.Place ?? 0);
        for (bool isEnd = false; !isEnd && store.IsWhole;)
        {
            (IReadOnlyList<FeedEntry> entries, place, isEnd) = store.Read(place, RecordsAtOnce);
            foreach (FeedEntry entry in entries)
            {
                frames.Write(new FeedFrame { Entry = entry });
                links++;
                await frames.FlushWhenFullAsync(cancellationToken);
            }

            frames.Write(new FeedFrame { SnapshotMark = new SnapshotMark { Place = (ulong)place } });
        }

        if (store.Recent.Read(start, int.MaxValue) is not { } changes || !store.IsWhole)
        {
            return false;
        }

        // Of each key the last change, so that nobody sees a link go back to what it was.
        foreach (FeedEntry entry in changes.Entries.GroupBy(static entry => (entry.Kind, entry.DomainId, entry.SlugKey)).Select(static same => same.Last()))
        {
            FeedEntry copy = entry.Clone();
            copy.Sequence = 0;
            frames.Write(new FeedFrame { Entry = copy });
            links += entry.Kind == EntryKind.Link ? 1u : 0;
            await frames.FlushWhenFullAsync(cancellationToken);
        }

        frames.Write(new FeedFrame { SnapshotEnd = new SnapshotEnd { Sequence = changes.Through, Links = links } });
        await frames.FlushAsync(cancellationToken);
        return true;
    }

    private async Task<bool> ChangedWithinAsync(Task changed, CancellationToken cancellationToken)
    {
        await changed.WaitAsync(FeedFormat.HeartbeatInterval, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        return changed.IsCompleted;
    }
}
