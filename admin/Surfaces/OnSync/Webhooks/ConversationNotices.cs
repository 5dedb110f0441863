using System.Globalization;
using System.Text.Json.Nodes;
using OneLink.Admin.Contacts;
using OneLink.Admin.Conversations;
using OneLink.Admin.Events;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Users;
using OneLink.Admin.Webhooks;

namespace OneLink.Admin.Surfaces.OnSync.Webhooks;

/// <summary>What webhooks of this API are told of conversations: that somebody has it now, and that it is resolved.</summary>
internal sealed class ConversationNotices(
    ConversationRepository conversations, ContactInboxRepository places, InboxRepository inboxes, UserRepository users) : IWebhookNotices
{
    private const string Assignee = "assignee_id";
    private const string Status = "status";

    public string Surface => WebhookSurface.OnSync;

    public async Task<IReadOnlyList<WebhookNotice>> OfAsync(LoggedEvent happened, CancellationToken cancellationToken)
    {
        var names = Names(happened);
        if (names.Count == 0 || await conversations.ByIdAsync(happened.AccountId, happened.EntityId, cancellationToken) is not { } conversation)
        {
            return [];
        }

        var data = await DescribeAsync(conversation, cancellationToken);
        return [.. names.Select(name => new WebhookNotice(name, data)
        {
            Surface = Surface,
            InboxId = conversation.InboxId,
            OrderingKey = conversation.Id.ToString(CultureInfo.InvariantCulture),
        })];
    }

    private static List<string> Names(LoggedEvent happened)
    {
        var names = new List<string>();
        if (happened.Name is EventNames.ConversationUpdated)
        {
            if (happened.Changes.ByName.TryGetValue(Assignee, out var assigned) && assigned.Current is not null)
            {
                names.Add(OnSyncEvents.ConversationAssigned);
            }

            if (happened.Changes.ByName.TryGetValue(Status, out var changed) && changed.Current?.GetValue<string>() == ConversationStatus.Name(ConversationStatus.Resolved))
            {
                names.Add(OnSyncEvents.ConversationResolved);
            }
        }

        return names;
    }

    private async Task<JsonObject> DescribeAsync(Conversation conversation, CancellationToken cancellationToken)
    {
        var inbox = await inboxes.FindAsync(conversation.AccountId, conversation.InboxId, cancellationToken);
        var place = (await places.OfContactsAsync(conversation.AccountId, [conversation.ContactId], cancellationToken)).Find(row => row.Id == conversation.ContactInboxId);
        var assignee = conversation.AssigneeId is { } id ? await users.FindAsync(id, cancellationToken) : null;
        return new JsonObject
        {
            ["conversationId"] = inbox is null || place is null ? null : new ConversationAddress(inbox.Channel, place.SourceId).ToString(),
            ["number"] = conversation.DisplayId,
            ["platform"] = inbox?.Channel,
            ["contactId"] = PublicId.Contact(conversation.ContactId),
            ["status"] = ConversationStatus.Name(conversation.Status),
            ["assignee"] = assignee is null ? null : new JsonObject { ["id"] = assignee.Id, ["name"] = assignee.Name, ["email"] = assignee.Email },
            ["createdAt"] = ApiTime.Iso(conversation.CreatedAt),
            ["updatedAt"] = ApiTime.Iso(conversation.UpdatedAt),
        };
    }
}
