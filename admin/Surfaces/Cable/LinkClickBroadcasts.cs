using System.Text.Json.Nodes;
using Dapper;
using OneLink.Admin.Conversations;
using OneLink.Admin.Database;
using OneLink.Admin.Domains;
using OneLink.Admin.Events;
using OneLink.Admin.LinkClicks;
using OneLink.Admin.Links;
using OneLink.Admin.Realtime;

namespace OneLink.Admin.Surfaces.Cable;

/// <summary>Tells the people of an inbox that a contact has tapped a link that was made for a conversation there.</summary>
internal sealed class LinkClickBroadcasts(IDatabase database, LinkRecipients recipients, DomainRepository domains) : IBroadcastSource
{
    public async Task<IReadOnlyList<Broadcast>> OfAsync(LoggedEvent happened, CancellationToken cancellationToken)
    {
        if (happened.Name is not EventNames.LinkClicked
            || await recipients.FindAsync(happened.AccountId, happened.EntityId, cancellationToken) is not { ConversationId: { } conversationId } recipient)
        {
            return [];
        }

        var (conversation, links) = await database.ReadAsync(
            async connection => (
                await connection.QueryFirstOrDefaultAsync<Conversation>(
                    $"SELECT {ConversationRepository.Columns} FROM conversations WHERE account_id = @AccountId AND id = @conversationId",
                    new { recipient.AccountId, conversationId }),
                await LinkRepository.ByIdsAsync(connection, transaction: null, [recipient.LinkId])),
            cancellationToken);
        if (conversation is null || links is not [var link] || await domains.ByIdAsync(link.DomainId, cancellationToken) is not { } domain)
        {
            return [];
        }

        var data = new JsonObject
        {
            ["account_id"] = happened.AccountId,
            ["inbox_id"] = conversation.InboxId,
            ["conversation_id"] = conversation.DisplayId,
            ["contact_id"] = recipient.ContactId,
            ["message_id"] = recipient.MessageId,
            ["link_id"] = link.Id.ToString(),
            ["short_url"] = ShortUrls.Of(domain, link.Slug),
            ["url"] = link.Content.Url,
            ["campaign"] = recipient.Campaign,
            ["click"] = happened.Data.DeepClone(),
        };
        return [new Broadcast(happened.AccountId, happened.Name, data, Audience.OfInbox(conversation.InboxId))];
    }
}
