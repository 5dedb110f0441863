using OneLink.Admin.Database;
using OneLink.Analytics.Queries;

namespace OneLink.Admin.Stats.Counts;

/// <summary>Writes what links show of their clicks. It is no change of the link: neither its revision nor the edges see it.</summary>
internal sealed class LinkCountStore(IDatabase database)
{
    private const string Sql = """
        UPDATE links
        SET clicks = @clicks,
            last_clicked_at = CASE WHEN COALESCE(last_clicked_at, 0) < @last THEN @last ELSE last_clicked_at END
        WHERE id = @id AND account_id = @account AND (clicks <> @clicks OR COALESCE(last_clicked_at, 0) < @last)
        """;

    /// <summary>Lists of a tag are sorted by the same.</summary>
    private const string TagSql = "UPDATE link_tags SET clicks = l.clicks, last_clicked_at = COALESCE(l.last_clicked_at, 0) FROM links l WHERE l.id = @id AND link_id = l.id";

    private static readonly string[] Parameters = ["@clicks", "@last", "@id", "@account"];
    private static readonly string[] TagParameters = ["@id"];

    /// <summary>Stores what is new among the counts, in one transaction.</summary>
    /// <param name="counts">Of some links.</param>
    /// <param name="require">Refuses, where newer ones may be there.</param>
    /// <param name="cancellationToken">Gives up waiting for the turn.</param>
    public Task<int> SaveAsync(IReadOnlyList<LinkCount> counts, Func<WriteScope, Task> require, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                await require(scope);
                var changed = 0;
                var update = scope.Prepared(Sql, Parameters);
                var updateTags = scope.Prepared(TagSql, TagParameters);
                foreach (var count in counts)
                {
                    var id = checked((long)count.Link.LinkId);
                    if (await update.ExecuteAsync(count.Clicks, count.LastClickedAt.ToUnixTimeMilliseconds(), id, (long)count.Link.AccountId) > 0)
                    {
                        await updateTags.ExecuteAsync(id);
                        changed++;
                    }
                }

                return changed;
            },
            cancellationToken);
}
