using System.Globalization;
using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.Conversations;

/// <summary>Finds conversations by their number, or by whom they are with.</summary>
internal sealed class ConversationSearch(IDatabase database, ISqlDialect dialect)
{
    /// <summary>Conversations of a page.</summary>
    public const int PageSize = 15;

    /// <summary>Contacts whose conversations are looked at; who gives two letters wants to give more.</summary>
    private const int MostContacts = 1_000;

    /// <summary>The newest conversations, among which a text too short for the index is looked for.</summary>
    private const int MostConversations = 10_000;

    /// <param name="accountId">Whose.</param>
    /// <param name="text">The number, or a part of the contact's name, e-mail address, phone number or identifier.</param>
    /// <param name="inboxIds">Only in these inboxes; null for all.</param>
    /// <param name="page">From 1.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>The newest first.</returns>
    public Task<List<Conversation>> FindAsync(long accountId, string text, IReadOnlyList<long>? inboxIds, int page, CancellationToken cancellationToken)
    {
        var term = dialect.TextIndexTerm(accountId, text);
        var matches = $"({dialect.Contains("contacts.search_text", "@lowered")} OR {dialect.Contains("contacts.identifier", "@text")})";
        var source = term is null
            ? $"(SELECT * FROM conversations WHERE account_id = @accountId ORDER BY created_at DESC LIMIT {MostConversations})"
            : "conversations";
        var ofContact = term is null
            ? $"EXISTS (SELECT 1 FROM contacts WHERE contacts.id = conversations.contact_id AND {matches})"
            : $"conversations.contact_id IN (SELECT contacts.id FROM contacts WHERE contacts.id IN ({dialect.TextIndexIds("contacts", "@term")}) AND +contacts.account_id = @accountId AND {matches} LIMIT {MostContacts})";
        return database.ReadFromReplicaAsync(
            async connection => (await connection.QueryAsync<Conversation>(
                $"""
                SELECT {ConversationRepository.Columns} FROM {source} conversations
                WHERE conversations.account_id = @accountId AND (conversations.display_id = @number OR {ofContact})
                {(inboxIds is null ? "" : "AND conversations.inbox_id IN @inboxIds")}
                ORDER BY conversations.created_at DESC, conversations.id DESC LIMIT {PageSize} OFFSET @offset
                """,
                new
                {
                    accountId,
                    text,
                    lowered = text.ToLowerInvariant(),
                    number = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1,
                    term,
                    inboxIds = inboxIds ?? [],
                    offset = (page - 1L) * PageSize,
                })).AsList(),
            cancellationToken);
    }
}
