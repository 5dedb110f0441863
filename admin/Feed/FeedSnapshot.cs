using System.IO.Pipelines;
using OneLink.Admin.Database;
using OneLink.Admin.Domains;
using OneLink.Admin.Inboxes.Openings;
using OneLink.Admin.Links;
using OneLink.Shared.Feed;

namespace OneLink.Admin.Feed;

/// <summary>
/// Everything that is published, page by page: domains, open inboxes, links by id, then what has changed since the first page, and an end
/// that names the position from which the feed goes on (docs/decisions/0013-many-edges.md).
/// </summary>
/// <remarks>
/// Each page is a read of its own: a reader who is slow, or stops reading, holds nothing of the database. What is sent at the
/// end is the last change of each key, so that no edge sees a link go back to what it was.
/// </remarks>
internal sealed class FeedSnapshot(IDatabase database, ChangeLogReader log, FeedMetrics metrics)
{
    /// <summary>The admin's places are ids, which mean the same in every admin of the installation.</summary>
    public const ulong Origin = 0;

    private const int PageSize = 1_000;

    /// <param name="output">Receives the frames.</param>
    /// <param name="scope">Whose links.</param>
    /// <param name="from">Where one that was cut off had come to.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>False where the log has been trimmed meanwhile: the snapshot has no end, and is to be begun anew.</returns>
    public async Task<bool> WriteAsync(PipeWriter output, FeedScope scope, SnapshotPlace? from, CancellationToken cancellationToken)
    {
        var frames = new FrameWriter(output);
        var start = from?.Sequence ?? (await log.BoundsAsync(cancellationToken)).LastSequence;
        frames.Write(new FeedFrame { SnapshotStart = new SnapshotStart { Sequence = (ulong)start, Scope = scope.Fingerprint, Origin = Origin } });
        await WriteDomainsAsync(frames, scope, cancellationToken);
        await WriteInboxesAsync(frames, scope, cancellationToken);
        var links = await WriteLinksAsync(frames, scope, from?.LinkId ?? 0, cancellationToken);
        if (await WriteChangesAsync(frames, scope, start, cancellationToken) is not { } changes)
        {
            return false;
        }

        var end = new SnapshotEnd { Sequence = (ulong)changes.Through, Links = (ulong)(links + changes.Links) };
        frames.Write(new FeedFrame { SnapshotEnd = end });
        await frames.FlushAsync(cancellationToken);
        metrics.SnapshotServed();
        return true;
    }

    private async Task WriteDomainsAsync(FrameWriter frames, FeedScope scope, CancellationToken cancellationToken)
    {
        var domains = await database.ReadAsync(connection => DomainRepository.AllAsync(connection, transaction: null), cancellationToken);
        foreach (var domain in domains.Where(domain => domain.IsServed != 0 && scope.Holds(domain.AccountId)))
        {
            frames.Write(new FeedFrame { Entry = DomainPublisher.ToSnapshotEntry(domain) });
            await frames.FlushWhenFullAsync(cancellationToken);
        }
    }

    private async Task WriteInboxesAsync(FrameWriter frames, FeedScope scope, CancellationToken cancellationToken)
    {
        var inboxes = await database.ReadAsync(InboxOpenings.OpenAsync, cancellationToken);
        foreach (var inbox in inboxes.Where(inbox => scope.Holds(inbox.AccountId)))
        {
            frames.Write(new FeedFrame { Entry = OpeningPublisher.ToSnapshotEntry(inbox) });
            await frames.FlushWhenFullAsync(cancellationToken);
        }
    }

    private async Task<long> WriteLinksAsync(FrameWriter frames, FeedScope scope, long lastId, CancellationToken cancellationToken)
    {
        long links = 0;
        IReadOnlyList<StoredLink> page;
        do
        {
            var after = lastId;
            page = await database.ReadAsync(connection => LinkRepository.AfterAsync(connection, transaction: null, after, PageSize, scope), cancellationToken);
            foreach (var link in page)
            {
                frames.Write(new FeedFrame { Entry = LinkPublisher.ToSnapshotEntry(link) });
                await frames.FlushWhenFullAsync(cancellationToken);
                lastId = link.Id.Value;
            }

            links += page.Count;
            frames.Write(new FeedFrame { SnapshotMark = new SnapshotMark { Place = (ulong)lastId } });
        }
        while (page.Count == PageSize);

        return links;
    }

    /// <summary>What has changed since <paramref name="start"/>: of each key the last change, which is what every page before it may lack.</summary>
    /// <returns>Links sent and the position reached; null where the log does not reach back so far.</returns>
    private async Task<(long Links, long Through)?> WriteChangesAsync(FrameWriter frames, FeedScope scope, long start, CancellationToken cancellationToken)
    {
        var end = (await log.BoundsAsync(cancellationToken)).LastSequence;
        var last = new Dictionary<(long Kind, long Domain, string Key), long>();
        await foreach (var change in ChangesAsync(start, end, scope, cancellationToken))
        {
            if (change is null)
            {
                return null;
            }

            last[KeyOf(change)] = change.Sequence;
        }

        long links = 0;
        await foreach (var change in ChangesAsync(start, end, scope, cancellationToken))
        {
            if (change is null)
            {
                return null;
            }

            if (last[KeyOf(change)] == change.Sequence)
            {
                var entry = change.ToEntry();
                entry.Sequence = 0;
                frames.Write(new FeedFrame { Entry = entry });
                links += entry.Kind == EntryKind.Link ? 1 : 0;
                await frames.FlushWhenFullAsync(cancellationToken);
            }
        }

        return (links, end);
    }

    /// <returns>Changes in order; a null, and nothing more, where the log does not reach back to them.</returns>
    private async IAsyncEnumerable<LoggedChange?> ChangesAsync(
        long position, long end, FeedScope scope, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (position < end)
        {
            var page = await log.ReadAsync(position, scope, PageSize, cancellationToken);
            if (!page.Bounds.Reaches(position, scope))
            {
                yield return null;
                yield break;
            }

            foreach (var change in page.Changes.TakeWhile(change => change.Sequence <= end))
            {
                yield return change;
            }

            position = page.Through;
        }
    }

    private static (long Kind, long Domain, string Key) KeyOf(LoggedChange change) => (change.Kind, change.DomainId, change.SlugKey);
}
