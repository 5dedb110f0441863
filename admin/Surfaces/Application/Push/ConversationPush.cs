using System.Text.Json;
using System.Text.Json.Nodes;
using OneLink.Admin.Accounts;
using OneLink.Admin.Contacts;
using OneLink.Admin.Conversations;
using OneLink.Admin.Database;
using OneLink.Admin.Messages;
using OneLink.Admin.Surfaces.Application.Conversations;
using OneLink.Admin.Surfaces.Application.Messages;

namespace OneLink.Admin.Surfaces.Application.Push;

/// <summary>What realtime events and webhooks tell of conversations and messages, as they are now.</summary>
internal sealed class ConversationPush(
    IDatabase database,
    ConversationRepository conversations,
    ContactInboxRepository contactInboxes,
    ConversationView conversationView,
    MessageView messageView)
{
    /// <returns>Null where it is gone.</returns>
    public async Task<PushedConversation?> ConversationAsync(long accountId, long id, CancellationToken cancellationToken)
    {
        if (await conversations.ByIdAsync(accountId, id, cancellationToken) is not { } conversation)
        {
            return null;
        }

        var response = (await conversationView.OfAsync(accountId, userId: null, [conversation], cancellationToken))[0];
        var data = JsonSerializer.SerializeToNode(response, ApplicationJson.Relaxed.ConversationResponse)!.AsObject();
        var places = await contactInboxes.OfContactsAsync(accountId, [conversation.ContactId], cancellationToken);
        var place = places.Find(row => row.Id == conversation.ContactInboxId);
        data["channel"] = response.Meta.Channel;
        data["contact_inbox"] = place is null ? null : new JsonObject
        {
            ["id"] = place.Id,
            ["contact_id"] = place.ContactId,
            ["inbox_id"] = place.InboxId,
            ["source_id"] = place.SourceId,
            ["hmac_verified"] = place.IsHmacVerified != 0,
            ["created_at"] = ApiTime.Iso(place.CreatedAt),
            ["updated_at"] = ApiTime.Iso(place.UpdatedAt),
        };
        return new PushedConversation(conversation, data)
        {
            // A contact who has proved to be the one it is sees all its conversations wherever it has proved it.
            ContactInboxIds = place is null ? []
                : place.IsHmacVerified != 0 ? [.. places.Where(row => row.IsHmacVerified != 0).Select(row => row.Id)]
                : [place.Id],
            SourceId = place?.SourceId,
        };
    }

    /// <returns>Null where it is gone.</returns>
    public async Task<PushedMessage?> MessageAsync(long accountId, long id, CancellationToken cancellationToken)
    {
        var found = await database.ReadAsync(connection => MessageRepository.ByIdAsync(connection, transaction: null, accountId, [id]), cancellationToken);
        if (!found.TryGetValue(id, out var message) || await ConversationAsync(accountId, message.ConversationId, cancellationToken) is not { } conversation)
        {
            return null;
        }

        var response = await messageView.OfAsync(conversation.Conversation, message, cancellationToken);
        var data = JsonSerializer.SerializeToNode(response, ApplicationJson.Relaxed.MessageResponse)!.AsObject();
        return new PushedMessage(message, conversation, data);
    }

    /// <summary>The account as webhooks name it.</summary>
    public static JsonObject Describe(Account account) => new() { ["id"] = account.Id, ["name"] = account.Name };
}
