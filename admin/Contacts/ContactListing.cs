using System.Data.Common;
using Dapper;
using OneLink.Admin.Database;
using OneLink.Admin.Filters;

namespace OneLink.Admin.Contacts;

/// <summary>
/// Pages of contacts. Each is a fixed number of queries: the ids of the page, which an index holds in order; the rows;
/// the count.
/// </summary>
internal sealed class ContactListing(IDatabase database, ISqlDialect dialect)
{
    private const string Resolved = "contacts.account_id = @accountId AND contacts.is_resolved = 1";

    /// <summary>
    /// More matches than this are so many that going through the list in its order comes upon a page of them soon; fewer
    /// are fetched and sorted.
    /// </summary>
    private const int FewMatches = 1_000;

    /// <summary>Contacts that are more than visitors.</summary>
    /// <param name="accountId">Whose.</param>
    /// <param name="labels">Only contacts with any of these; none for all.</param>
    /// <param name="sort">Order.</param>
    /// <param name="page">From 1.</param>
    /// <param name="cancellationToken">Ends the queries.</param>
    public Task<ContactPage> ListAsync(long accountId, IReadOnlyCollection<string> labels, ContactSort sort, int page, CancellationToken cancellationToken)
    {
        var where = labels.Count == 0
            ? Resolved
            : Resolved + " AND contacts.id IN (SELECT contact_id FROM contact_labels WHERE account_id = @accountId AND title IN @labels)";
        return CountedAsync(accountId, where, new DynamicParameters(new { accountId, labels }), sort, page, cancellationToken);
    }

    /// <summary>Contacts that a filter lets by, visitors not among them.</summary>
    public Task<ContactPage> FilterAsync(long accountId, FilterCondition condition, ContactSort sort, int page, CancellationToken cancellationToken)
    {
        var parameters = new DynamicParameters(condition.Parameters);
        parameters.Add("accountId", accountId);
        var where = condition.Sql.Length == 0 ? Resolved : $"{Resolved} AND ({condition.Sql})";
        return CountedAsync(accountId, where, parameters, sort, page, cancellationToken);
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
        return database.ReadAsync(
            async connection => (await connection.QueryAsync<Contact>(
                $"SELECT {ContactRepository.Columns} FROM contacts WHERE {Resolved} {more} AND contacts.id > @afterId ORDER BY contacts.id LIMIT @limit",
                parameters)).AsList(),
            cancellationToken);
    }

    /// <summary>Those of the given contacts that are more than visitors.</summary>
    public Task<ContactPage> AmongAsync(long accountId, IReadOnlyCollection<long> ids, ContactSort sort, int page, CancellationToken cancellationToken)
        => CountedAsync(accountId, Resolved + " AND contacts.id IN @ids", new DynamicParameters(new { accountId, ids }), sort, page, cancellationToken);

    /// <summary>Contacts, visitors too, with a part of their name, e-mail address, phone number (in any case of letters) or identifier.</summary>
    /// <param name="accountId">Whose.</param>
    /// <param name="text">The part.</param>
    /// <param name="isResolved">Whether visitors are left out.</param>
    /// <param name="sort">Order.</param>
    /// <param name="page">From 1.</param>
    /// <param name="cancellationToken">Ends the queries.</param>
    public Task<ContactPage> SearchAsync(
        long accountId, string text, bool isResolved, ContactSort sort, int page, CancellationToken cancellationToken)
    {
        var part = text.Trim();
        var lowered = part.ToLowerInvariant();
        var parameters = new DynamicParameters(new { accountId, part, lowered });
        var matches = $"""
            {(isResolved ? Resolved : "contacts.account_id = @accountId")}
            AND ({dialect.Contains("contacts.search_text", "@lowered")} OR {dialect.Contains("contacts.identifier", "@part")})
            """;
        return database.ReadConsistentlyAsync(
            async (connection, transaction) =>
            {
                if (await FewMatchesAsync(connection, transaction, accountId, part, matches, parameters) is { } ids)
                {
                    parameters.Add("ids", ids);
                    matches = "+contacts.account_id = @accountId AND contacts.id IN @ids";
                }

                // One more than a page tells whether there is another.
                var found = await IdsAsync(connection, transaction, matches, parameters, sort, page, ContactPage.Size + 1);
                var contacts = await ContactRepository.InOrderAsync(connection, transaction, accountId, [.. found.Take(ContactPage.Size)]);
                return new ContactPage(contacts, contacts.Count, found.Count > ContactPage.Size);
            },
            cancellationToken);
    }

    /// <returns>All matches, or null where there are many, or the index cannot say.</returns>
    private async Task<List<long>?> FewMatchesAsync(
        DbConnection connection, DbTransaction transaction, long accountId, string part, string matches, DynamicParameters parameters)
    {
        if (dialect.TextIndexTerm(accountId, part) is not { } term)
        {
            return null;
        }

        parameters.Add("term", term);
        var ids = (await connection.QueryAsync<long>(
            $"SELECT contacts.id FROM contacts WHERE {dialect.InTextIndex("contacts", "@term")} AND {matches} LIMIT {FewMatches + 1}",
            parameters,
            transaction)).AsList();
        return ids.Count > FewMatches ? null : ids;
    }

    private Task<ContactPage> CountedAsync(
        long accountId, string where, DynamicParameters parameters, ContactSort sort, int page, CancellationToken cancellationToken)
        => database.ReadConsistentlyAsync(
            async (connection, transaction) =>
            {
                var count = await connection.ExecuteScalarAsync<long>($"SELECT COUNT(*) FROM contacts WHERE {where}", parameters, transaction);
                var ids = await IdsAsync(connection, transaction, where, parameters, sort, page, ContactPage.Size);
                return new ContactPage(await ContactRepository.InOrderAsync(connection, transaction, accountId, ids), count, HasMore: false);
            },
            cancellationToken);

    private static async Task<List<long>> IdsAsync(
        DbConnection connection, DbTransaction transaction, string where, DynamicParameters parameters, ContactSort sort, int page, int limit)
    {
        parameters.Add("limit", limit);
        parameters.Add("offset", (long)(page - 1) * ContactPage.Size);
        return (await connection.QueryAsync<long>(
            $"SELECT contacts.id FROM contacts WHERE {where} ORDER BY {sort.ToSql()} LIMIT @limit OFFSET @offset", parameters, transaction)).AsList();
    }
}
