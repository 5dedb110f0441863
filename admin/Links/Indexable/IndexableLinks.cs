using OneLink.Admin.Database;

namespace OneLink.Admin.Links.Indexable;

/// <summary>Keeps the list of indexable links in step with the links, inside the transaction that changes one.</summary>
internal static class IndexableLinks
{
    /// <param name="scope">The transaction.</param>
    /// <param name="before">The link as it was; null for a new one.</param>
    /// <param name="after">The link as it is; null for one that is gone.</param>
    public static async Task NoteAsync(WriteScope scope, StoredLink? before, StoredLink? after)
    {
        var (was, stays) = (IsListed(before), IsListed(after));
        if (!was && !stays)
        {
            return;
        }

        if (was && stays && before!.DomainId == after!.DomainId && string.Equals(before.Slug, after.Slug, StringComparison.Ordinal))
        {
            return;
        }

        if (was)
        {
            await scope.ExecuteAsync("DELETE FROM indexable_links WHERE link_id = @id", new { id = before!.Id.Value });
            await MarkAsync(scope, before.DomainId);
        }

        if (stays)
        {
            await scope.ExecuteAsync("INSERT INTO indexable_links (link_id, domain_id) VALUES (@id, @domain)", new { id = after!.Id.Value, domain = after.DomainId });
            await MarkAsync(scope, after.DomainId);
        }
    }

    private static bool IsListed(StoredLink? link) => link is { DeniedHost: null, Content: { Indexable: true, Enabled: true } };

    private static Task<int> MarkAsync(WriteScope scope, long domainId)
        => scope.ExecuteAsync("UPDATE domains SET is_indexable_stale = 1 WHERE id = @domainId AND is_indexable_stale = 0", new { domainId });
}
