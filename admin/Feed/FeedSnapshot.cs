using System.IO.Pipelines;
using OneLink.Admin.Database;
using OneLink.Admin.Domains;
using OneLink.Admin.Links;
using OneLink.Shared.Feed;

namespace OneLink.Admin.Feed;

/// <summary>
/// Everything that is published, as of one moment, one row in memory at a time: domains, links, and an end that names the
/// position from which the feed goes on.
/// </summary>
/// <remarks>
/// One read transaction for the whole download. While it is open the database cannot reuse its log, so that a reader who
/// stops reading must not hold it for ever: Kestrel's minimum data rate ends such a connection.
/// </remarks>
internal sealed class FeedSnapshot(IDatabase database, FeedMetrics metrics)
{
    public async Task WriteAsync(PipeWriter output, CancellationToken cancellationToken)
    {
        var frames = new FrameWriter(output);
        await database.ReadConsistentlyAsync(
            async (connection, transaction) =>
            {
                // The first read fixes the moment; nothing after it is in the snapshot, everything after it is in the log.
                var bounds = await ChangeLog.ReadBoundsAsync(connection, transaction);
                foreach (var domain in (await DomainRepository.AllAsync(connection, transaction)).Where(domain => domain.IsServed != 0))
                {
                    frames.Write(new FeedFrame { Entry = DomainPublisher.ToSnapshotEntry(domain) });
                }

                ulong links = 0;
                await foreach (var link in LinkRepository.AllAsync(connection, transaction).WithCancellation(cancellationToken))
                {
                    frames.Write(new FeedFrame { Entry = LinkPublisher.ToSnapshotEntry(link) });
                    links++;
                    await frames.FlushWhenFullAsync(cancellationToken);
                }

                frames.Write(new FeedFrame { SnapshotEnd = new SnapshotEnd { Sequence = (ulong)bounds.LastSequence, Links = links } });
                await frames.FlushAsync(cancellationToken);
                return links;
            },
            cancellationToken);
        metrics.SnapshotServed();
    }
}
