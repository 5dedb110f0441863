using System.Data.Common;
using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.Contacts;

/// <summary>
/// All contacts of an account page by page, visitors too: the newest first, or those changed since a time in the order of
/// their changes. Pages follow a key, so that what is made or removed meanwhile shifts none.
/// </summary>
internal sealed class ContactCursorList(IDatabase database, ISqlDialect dialect)
{
    /// <param name="accountId">Whose.</param>
    /// <param name="search">Part of the name, e-mail address or phone number in any case of letters, or of the identifier; null for all.</param>
    /// <param name="tag">A label that they carry; null for all.</param>
    /// <param name="changedAfter">Unix milliseconds; null for the newest first.</param>
    /// <param name="after">The last of the page before.</param>
    /// <param name="limit">Most.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>With their labels.</returns>
    public Task<List<(Contact Contact, IReadOnlyList<string> Tags)>> PageAsync(
        long accountId, string? search, string? tag, long? changedAfter, ContactCursor? after, int limit, CancellationToken cancellationToken)
        => database.ReadConsistentlyFromReplicaAsync(
            async (connection, transaction) =>
            {
                var part = search?.Trim() ?? "";
                var parameters = new DynamicParameters(
                    new { accountId, part, lowered = part.ToLowerInvariant(), tag, changedAfter, limit, afterId = after?.Id, afterAt = after?.ChangedAt });
                List<string> conditions = ["contacts.account_id = @accountId"];
                if (part.Length > 0)
                {
                    conditions.Add($"({dialect.Contains("contacts.search_text", "@lowered")} OR {dialect.Contains("contacts.identifier", "@part")})");
                    if (dialect.TextIndexTerm(accountId, part) is { } term)
                    {
                        parameters.Add("term", term);
                        conditions.Add($"contacts.id IN ({dialect.TextIndexIds("contacts", "@term")})");
                    }
                }

                if (tag is not null)
                {
                    conditions.Add("contacts.id IN (SELECT contact_id FROM contact_labels WHERE account_id = @accountId AND title = @tag)");
                }

                if (changedAfter is not null)
                {
                    conditions.Add("contacts.updated_at > @changedAfter");
                }

                if (after is not null)
                {
                    conditions.Add(changedAfter is null ? "contacts.id < @afterId" : "(contacts.updated_at, contacts.id) > (@afterAt, @afterId)");
                }

                var order = changedAfter is null ? "contacts.id DESC" : "contacts.updated_at, contacts.id";
                var contacts = (await connection.QueryAsync<Contact>(
                    $"SELECT {ContactRepository.Columns} FROM contacts WHERE {string.Join(" AND ", conditions)} ORDER BY {order} LIMIT @limit", parameters, transaction)).AsList();
                var tags = await TagsAsync(connection, transaction, accountId, [.. contacts.Select(contact => contact.Id)]);
                return contacts.ConvertAll(contact => (contact, (IReadOnlyList<string>)[.. tags[contact.Id]]));
            },
            cancellationToken);

    private static async Task<ILookup<long, string>> TagsAsync(DbConnection connection, DbTransaction transaction, long accountId, IReadOnlyList<long> ids)
        => (await connection.QueryAsync<(long ContactId, string Title)>(
            "SELECT contact_id, title FROM contact_labels WHERE account_id = @accountId AND contact_id IN @ids ORDER BY id", new { accountId, ids }, transaction))
            .ToLookup(row => row.ContactId, row => row.Title);
}
