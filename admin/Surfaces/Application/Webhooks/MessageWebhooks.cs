using System.Text.Json.Nodes;
using OneLink.Admin.Accounts;
using OneLink.Admin.Contacts;
using OneLink.Admin.Events;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Json;
using OneLink.Admin.Messages;
using OneLink.Admin.Surfaces.Application.Push;
using OneLink.Admin.Users;
using OneLink.Admin.Webhooks;

namespace OneLink.Admin.Surfaces.Application.Webhooks;

/// <summary>What webhooks are told of messages: notes among agents too, what the system notes never.</summary>
internal sealed class MessageWebhooks(ConversationPush push, AccountRepository accounts, InboxRepository inboxes, UserRepository users, ContactRepository contacts) : IWebhookNotices
{
    public async Task<IReadOnlyList<WebhookNotice>> OfAsync(LoggedEvent happened, CancellationToken cancellationToken)
    {
        var name = happened.Name switch
        {
            EventNames.MessageCreated => WebhookEvents.MessageCreated,
            EventNames.MessageUpdated => WebhookEvents.MessageUpdated,
            _ => null,
        };
        if (name is null
            || await push.MessageAsync(happened.AccountId, happened.EntityId, cancellationToken) is not { Message.IsActivity: false } pushed
            || await accounts.FindAsync(happened.AccountId, cancellationToken) is not { } account
            || await inboxes.FindAsync(happened.AccountId, pushed.Message.InboxId, cancellationToken) is not { } inbox)
        {
            return [];
        }

        var message = pushed.Message;
        var body = new JsonObject
        {
            ["event"] = name,
            ["id"] = message.Id,
            ["content"] = message.Content,
            ["content_type"] = message.ContentType,
            ["content_attributes"] = AttributeObject.Parse(message.ContentAttributes),
            ["additional_attributes"] = AttributeObject.Parse(message.AdditionalAttributes),
            ["message_type"] = MessageType.Name(message.MessageType),
            ["private"] = message.IsPrivate != 0,
            ["source_id"] = message.SourceId,
            ["created_at"] = ApiTime.Iso(message.CreatedAt),
            ["sender"] = await SenderAsync(message, cancellationToken) ?? pushed.Data["sender"]?.DeepClone(),
            ["inbox"] = new JsonObject { ["id"] = inbox.Id, ["name"] = inbox.Name },
            ["account"] = ConversationPush.Describe(account),
            ["conversation"] = pushed.Conversation.Data.DeepClone(),
        };
        if (pushed.Data["attachments"] is { } attachments)
        {
            body["attachments"] = attachments.DeepClone();
        }

        return [new WebhookNotice(name, body) { InboxId = inbox.Id, OrderingKey = ConversationWebhooks.OrderingKey(pushed.Conversation) }];
    }

    /// <summary>People and contacts as webhooks name them; of others what the API shows.</summary>
    private async Task<JsonObject?> SenderAsync(Message message, CancellationToken cancellationToken)
        => message switch
        {
            { SenderKind: SenderKind.User, SenderId: { } id } when await users.FindAsync(id, cancellationToken) is { } user
                => new JsonObject { ["id"] = user.Id, ["name"] = user.Name, ["email"] = user.Email, ["type"] = "user" },
            { SenderKind: SenderKind.Contact, SenderId: { } id } when await contacts.FindAsync(message.AccountId, id, cancellationToken) is { } contact
                => ContactWebhooks.Describe(contact),
            _ => null,
        };
}
