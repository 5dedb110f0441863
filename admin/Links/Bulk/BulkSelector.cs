using OneLink.Admin.Links.List;

namespace OneLink.Admin.Links.Bulk;

/// <summary>
/// Finds the links of a bulk change. A filter is asked before the change and outside its transaction: a search may read
/// every link of the account, and nobody could write meanwhile.
/// </summary>
internal sealed class BulkSelector(LinkListing listing)
{
    public async Task<BulkSelection> SelectAsync(long accountId, BulkChangeRequest request, CancellationToken cancellationToken)
    {
        if (request.Ids is { } ids)
        {
            return new BulkSelection([.. ids.Select(LinkReference.Of)], ids, Revisions: null, NextCursor: null);
        }

        var names = new List<string>();
        var revisions = new Dictionary<LinkId, long>();
        var query = request.Filter! with { Limit = LinkQuery.MaxLimit };
        string? next;
        do
        {
            var (links, cursor) = await listing.ReadAsync(accountId, query, cancellationToken);
            foreach (var link in links)
            {
                names.Add(link.Id.ToString());
                revisions.Add(link.Id, link.Revision);
            }

            query = query with { Cursor = cursor };
            next = cursor?.ToString();
        }
        while (next is not null && names.Count < BulkRequest.MaxLinks);

        return new BulkSelection([.. names.Select(LinkReference.Of)], names, revisions, next);
    }
}
