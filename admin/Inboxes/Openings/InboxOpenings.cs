using System.Data.Common;
using System.Globalization;
using Dapper;
using OneLink.Admin.Database;
using OneLink.Admin.Links;
using OneLink.Admin.Problems;
using OneLink.Shared.Routing;

namespace OneLink.Admin.Inboxes.Openings;

/// <summary>
/// The inboxes for which rules of links ask, and what edges know of them. One is watched from the first rule on that names it,
/// until it is deleted.
/// </summary>
internal sealed class InboxOpenings(IDatabase database)
{
    private const string Columns = "inbox_id AS InboxId, account_id AS AccountId, is_open AS IsOpen, closes_at AS ClosesAt";

    /// <summary>Sees to it that the inboxes which a link's rules name are watched, inside the transaction that stores the link.</summary>
    /// <param name="scope">The transaction.</param>
    /// <param name="before">The link as it was: what it named then may be gone by now, and is no mistake of who changes the link.</param>
    /// <param name="after">The link as it is to be.</param>
    /// <returns>What is wrong: the account has no such inbox. Null where all is well.</returns>
    public static async Task<Problem?> WatchAsync(WriteScope scope, StoredLink? before, StoredLink after)
    {
        FieldErrors? errors = null;
        foreach (var (index, rule) in after.Content.Rules.Index())
        {
            if (rule.When.Inbox is not { } asked || before?.Content.Rules.Any(known => known.When.Inbox?.Id == asked.Id) == true)
            {
                continue;
            }

            var isThere = await scope.ExecuteAsync(
                """
                INSERT INTO inbox_openings (inbox_id, account_id, is_open, closes_at)
                SELECT id, account_id, 0, 0 FROM inboxes WHERE id = @Id AND account_id = @AccountId AND deleted_at IS NULL
                ON CONFLICT (inbox_id) DO UPDATE SET account_id = excluded.account_id
                """,
                new { asked.Id, after.AccountId }) == 1;
            if (!isThere)
            {
                (errors ??= new FieldErrors()).Add(
                    string.Create(CultureInfo.InvariantCulture, $"rules[{index}].when.inbox.id"),
                    string.Create(CultureInfo.InvariantCulture, $"is no inbox of this account: {asked.Id}."));
            }
        }

        return errors is null ? null : KnownProblems.InvalidFields(errors);
    }

    /// <summary>All that are open, for a snapshot of the feed.</summary>
    public static async Task<List<InboxOpening>> OpenAsync(DbConnection connection)
        => (await connection.QueryAsync<InboxOpening>($"SELECT {Columns} FROM inbox_openings WHERE is_open = 1 ORDER BY inbox_id")).AsList();

    public static async Task<List<InboxOpening>> AllAsync(DbConnection connection)
        => (await connection.QueryAsync<InboxOpening>($"SELECT {Columns} FROM inbox_openings ORDER BY inbox_id")).AsList();

    /// <summary>The inboxes of which a link's rules ask, as edges know them.</summary>
    public async Task<OpenInboxes> OfAsync(LinkContent content, CancellationToken cancellationToken)
    {
        if (!content.Rules.Any(rule => rule.When.Inbox is not null))
        {
            return OpenInboxes.None;
        }

        var open = await database.ReadAsync(OpenAsync, cancellationToken);
        return new OpenInboxes(open.Select(opening => KeyValuePair.Create((ulong)opening.InboxId, opening.ClosesAt)));
    }

    /// <summary>Keeps what an inbox is now, and tells the edges.</summary>
    public static async Task TellAsync(WriteScope scope, InboxOpening opening)
    {
        await scope.ExecuteAsync("UPDATE inbox_openings SET is_open = @IsOpen, closes_at = @ClosesAt WHERE inbox_id = @InboxId", opening);
        scope.Publish(OpeningPublisher.ToChange(opening));
    }

    /// <summary>An inbox that is gone is not watched any more.</summary>
    public static Task<int> ForgetAsync(WriteScope scope, long inboxId)
        => scope.ExecuteAsync("DELETE FROM inbox_openings WHERE inbox_id = @inboxId", new { inboxId });
}
