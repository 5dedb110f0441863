using Dapper;
using OneLink.Admin.Database;
using OneLink.Admin.Messages;

namespace OneLink.Admin.Surveys;

/// <summary>Finds surveys.</summary>
internal sealed class SurveyListing(IDatabase database)
{
    /// <summary>That of a conversation, in whatever account that is neither suspended nor gone.</summary>
    /// <param name="uuid">Of the conversation.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public Task<Survey?> FindAsync(string uuid, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<Message, Place, Survey>(
                $"""
                SELECT {MessageRepository.Columns},
                       c.display_id AS DisplayId, c.contact_id AS ContactId, i.name AS InboxName, i.avatar_url AS InboxAvatarUrl, a.locale AS Locale
                FROM conversations c
                JOIN messages ON messages.conversation_id = c.id AND messages.content_type = 'input_csat'
                JOIN inboxes i ON i.id = c.inbox_id AND i.deleted_at IS NULL
                JOIN accounts a ON a.id = c.account_id AND a.deleted_at IS NULL AND a.status = 'active'
                WHERE c.uuid = @uuid ORDER BY messages.id DESC LIMIT 1
                """,
                static (message, place) => new Survey
                {
                    Message = message,
                    DisplayId = place.DisplayId,
                    ContactId = place.ContactId,
                    InboxName = place.InboxName,
                    InboxAvatarUrl = place.InboxAvatarUrl,
                    Locale = place.Locale,
                },
                new { uuid },
                splitOn: "DisplayId")).FirstOrDefault(),
            cancellationToken);

    private sealed record Place
    {
        public required long DisplayId { get; init; }

        public required long ContactId { get; init; }

        public required string InboxName { get; init; }

        public string? InboxAvatarUrl { get; init; }

        public required string Locale { get; init; }
    }
}
