using System.Data.Common;
using Dapper;
using OneLink.Admin.Database;
using OneLink.Admin.Filters;

namespace OneLink.Admin.Contacts;

/// <summary>
/// Pages of contacts. Each is a fixed number of queries: the ids of the page, which an index holds in order; the rows;
/// the count.
/// </summary>
internal sealed class ContactListing(IDatabase database)
{
    private const string OfAccount = "contacts.account_id = @accountId";
    private const string Resolved = OfAccount + " AND contacts.is_resolved = 1";

    /// <summary>The same for rows that are read by their ids, see <see cref="IDatabase"/>.</summary>
    private const string ResolvedById = "+contacts.account_id = @accountId AND +contacts.is_resolved = 1";

    /// <summary>
    /// More matches than this are so many that going through the list in its order comes upon a page of them soon; fewer
    /// are fetched and sorted.
    /// </summary>
    private const int FewMatches = 5_000;

    /// <summary>So many of the list are looked at, before the ids of all that match are gathered.</summary>
    private const int Glance = 5_000;

    /// <summary>Contacts of which no count is kept are counted up to so many.</summary>
    private const int MostCounted = 10_000;

    /// <summary>Contacts that are more than visitors.</summary>
    /// <param name="accountId">Whose.</param>
    /// <param name="labels">Only contacts with any of these; none for all.</param>
    /// <param name="sort">Order.</param>
    /// <param name="page">From 1.</param>
    /// <param name="cancellationToken">Ends the queries.</param>
    public Task<ContactPage> ListAsync(long accountId, IReadOnlyCollection<string> labels, ContactSort sort, int page, CancellationToken cancellationToken)
    {
        const string Labelled = "SELECT contact_id FROM contact_labels WHERE account_id = @accountId AND title IN @labels";
        var match = labels.Count == 0
            ? new ContactMatch("1 = 1", Resolved)
            : new ContactMatch(
                "EXISTS (SELECT 1 FROM contact_labels carried WHERE carried.contact_id = contacts.id AND carried.title IN @labels)",
                $"{ResolvedById} AND contacts.id IN ({Labelled})")
            {
                Source = Labelled,
            };
        return CountedAsync(
            accountId,
            match with { KeptTitle = labels.Count == 0 ? "" : labels.Count == 1 ? labels.First() : null },
            new DynamicParameters(new { accountId, labels }),
            sort,
            page,
            cancellationToken);
    }

    /// <summary>Contacts that a filter lets by, visitors not among them.</summary>
    public Task<ContactPage> FilterAsync(long accountId, FilterCondition condition, ContactSort sort, int page, CancellationToken cancellationToken)
    {
        var parameters = new DynamicParameters(condition.Parameters);
        parameters.Add("accountId", accountId);
        var match = condition.Sql.Length == 0
            ? new ContactMatch("1 = 1", Resolved) { KeptTitle = "" }
            : new ContactMatch($"({condition.Sql})", $"{Resolved} AND ({condition.Sql})")
            {
                Source = condition.Sources.Count > 0 ? condition.Sources[0] : null,
                Filter = condition,
            };
        return CountedAsync(accountId, match, parameters, sort, page, cancellationToken);
    }

    /// <summary>The next contacts in the order in which they were made, visitors not among them.</summary>
    /// <param name="accountId">Whose.</param>
    /// <param name="condition">What lets them by; null for <paramref name="label"/> to decide.</param>
    /// <param name="label">Only who carries it; null for all.</param>
    /// <param name="afterId">Only those made after this one.</param>
    /// <param name="limit">Most contacts.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public Task<List<Contact>> AfterAsync(
        long accountId, FilterCondition? condition, string? label, long afterId, int limit, CancellationToken cancellationToken)
    {
        var parameters = new DynamicParameters(condition?.Parameters);
        parameters.AddDynamicParams(new { accountId, label, afterId, limit });
        var more = condition is { Sql.Length: > 0 } ? $"AND ({condition.Sql})"
            : condition is null && label is not null ? "AND contacts.id IN (SELECT contact_id FROM contact_labels WHERE account_id = @accountId AND title = @label)"
            : "";
        return database.ReadFromReplicaAsync(
            async connection => (await connection.QueryAsync<Contact>(
                $"SELECT {ContactRepository.Columns} FROM contacts WHERE {Resolved} {more} AND contacts.id > @afterId ORDER BY contacts.id LIMIT @limit",
                parameters)).AsList(),
            cancellationToken);
    }

    /// <summary>Those of the given contacts that are more than visitors.</summary>
    public Task<ContactPage> AmongAsync(long accountId, IReadOnlyCollection<long> ids, ContactSort sort, int page, CancellationToken cancellationToken)
    {
        var match = new ContactMatch("contacts.id IN @ids", ResolvedById + " AND contacts.id IN @ids");
        return CountedAsync(accountId, match, new DynamicParameters(new { accountId, ids }), sort, page, cancellationToken);
    }

    private Task<ContactPage> CountedAsync(
        long accountId, ContactMatch match, DynamicParameters asked, ContactSort sort, int page, CancellationToken cancellationToken)
        => database.ReadConsistentlyFromReplicaAsync(
            async (connection, transaction) =>
            {
                var parameters = new DynamicParameters(asked);
                var byId = match.Filter is { } filter && await FilterNarrowing.FindAsync(connection, transaction, filter, parameters) is { } few
                    ? $"{ResolvedById} AND contacts.id IN ({(few.Count == 0 ? "NULL" : string.Join(',', few))}) AND CASE WHEN {filter.Sql} THEN 1 ELSE 0 END = 1"
                    : match.Fetched;
                var count = await CountAsync(connection, transaction, match, byId, parameters);
                var isPartial = match.KeptTitle is null && count == MostCounted;

                // One more than a page tells whether there is another.
                var offset = (page - 1L) * ContactPage.Size;
                parameters.AddDynamicParams(new { limit = ContactPage.Size + 1, offset });
                var ids = count > FewMatches
                    ? await WalkAsync(connection, transaction, match, parameters, sort)
                    : await PageAsync(connection, transaction, $"contacts WHERE {byId} ORDER BY {sort.ToSql()}", parameters);
                var contacts = await ContactRepository.InOrderAsync(connection, transaction, accountId, [.. ids.Take(ContactPage.Size)]);
                return new ContactPage(contacts, isPartial ? Math.Max(count, offset + ids.Count) : count, HasMore: false, isPartial);
            },
            cancellationToken);

    /// <summary>
    /// Goes through the list in its order. Where its beginning has too few, what matches may stand all together somewhere: the
    /// ids that an index has of them are then gathered first, which makes each further look cheap.
    /// </summary>
    private async Task<List<long>> WalkAsync(DbConnection connection, DbTransaction transaction, ContactMatch match, DynamicParameters parameters, ContactSort sort)
    {
        var contacts = database.Through(sort.Index, "contacts");
        if (match.Source is { } source)
        {
            var found = await PageAsync(connection, transaction, $"(SELECT * FROM {contacts} WHERE {Resolved} ORDER BY {sort.ToSql()} LIMIT {Glance}) contacts WHERE {match.Condition}", parameters);
            return found.Count > ContactPage.Size
                ? found
                : await PageAsync(connection, transaction, $"{contacts} WHERE {Resolved} AND contacts.id IN ({source}) AND {match.Condition} ORDER BY {sort.ToSql()}", parameters);
        }

        return await PageAsync(connection, transaction, $"{contacts} WHERE {Resolved} AND {match.Condition} ORDER BY {sort.ToSql()}", parameters);
    }

    private static async Task<List<long>> PageAsync(DbConnection connection, DbTransaction transaction, string from, DynamicParameters parameters)
        => (await connection.QueryAsync<long>($"SELECT contacts.id FROM {from} LIMIT @limit OFFSET @offset", parameters, transaction)).AsList();

    private static Task<long> CountAsync(DbConnection connection, DbTransaction transaction, ContactMatch match, string where, DynamicParameters parameters)
    {
        if (match.KeptTitle is null)
        {
            return connection.ExecuteScalarAsync<long>($"SELECT COUNT(*) FROM (SELECT 1 FROM contacts WHERE {where} LIMIT {MostCounted}) counted", parameters, transaction);
        }

        parameters.Add("keptTitle", match.KeptTitle);
        return connection.ExecuteScalarAsync<long>(
            "SELECT CAST(COALESCE(SUM(count), 0) AS BIGINT) FROM contact_counts WHERE account_id = @accountId AND title = @keptTitle", parameters, transaction);
    }
}
