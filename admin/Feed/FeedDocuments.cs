using System.IO.Pipelines;
using OneLink.Admin.Database;
using OneLink.Admin.Domains;
using OneLink.Admin.Links;
using OneLink.Shared.Feed;

namespace OneLink.Admin.Feed;

/// <summary>
/// Single documents by id, for an edge whose binary has learnt to read what it could not before. Sequences are 0, as in a
/// snapshot; an id that is gone, or of an account that the edge may not carry, comes back as a tombstone without a key.
/// </summary>
internal sealed class FeedDocuments(IDatabase database)
{
    public async Task WriteAsync(PipeWriter output, FeedDocumentsRequest request, FeedScope scope, CancellationToken cancellationToken)
    {
        var frames = new FrameWriter(output);
        var entries = await database.ReadConsistentlyAsync(
            async (connection, transaction) =>
            {
                var links = await LinkRepository.ByIdsAsync(connection, transaction, request.Links);
                var domains = await DomainRepository.AllAsync(connection, transaction);
                return Entries(request, [.. links.Where(link => scope.Holds(link.AccountId))], [.. domains.Where(domain => scope.Holds(domain.AccountId))]);
            },
            cancellationToken);
        foreach (var entry in entries)
        {
            frames.Write(new FeedFrame { Entry = entry });
            await frames.FlushWhenFullAsync(cancellationToken);
        }

        await frames.FlushAsync(cancellationToken);
    }

    private static List<FeedEntry> Entries(FeedDocumentsRequest request, IReadOnlyList<StoredLink> links, IReadOnlyList<LinkDomain> domains)
    {
        var entries = new List<FeedEntry>();
        foreach (var id in request.Domains.Distinct())
        {
            entries.Add(domains.FirstOrDefault(domain => domain.Id == id && domain.IsServed != 0) is { } domain
                ? DomainPublisher.ToSnapshotEntry(domain)
                : Gone(EntryKind.Domain, id));
        }

        var byId = links.ToDictionary(link => link.Id.Value);
        foreach (var id in request.Links.Distinct())
        {
            entries.Add(byId.TryGetValue(id, out var link) ? LinkPublisher.ToSnapshotEntry(link) : Gone(EntryKind.Link, id));
        }

        return entries;
    }

    private static FeedEntry Gone(EntryKind kind, long id) => new() { Kind = kind, Id = (ulong)id, Version = FeedFormat.PlainDocumentVersion, Deleted = true };
}
