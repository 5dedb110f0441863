using System.Text.Json.Nodes;
using OneLink.Admin.Accounts;
using OneLink.Admin.Contacts;
using OneLink.Admin.Events;
using OneLink.Admin.Json;
using OneLink.Admin.Surfaces.Application.Push;
using OneLink.Admin.Webhooks;

namespace OneLink.Admin.Surfaces.Application.Webhooks;

/// <summary>What webhooks are told of contacts. Nobody is told of a deletion or a merge, as upstream.</summary>
internal sealed class ContactWebhooks(ContactRepository contacts, AccountRepository accounts) : IWebhookNotices
{
    public async Task<IReadOnlyList<WebhookNotice>> OfAsync(LoggedEvent happened, CancellationToken cancellationToken)
    {
        var name = happened.Name switch
        {
            EventNames.ContactCreated => WebhookEvents.ContactCreated,
            EventNames.ContactUpdated => WebhookEvents.ContactUpdated,
            _ => null,
        };
        if (name is null
            || await contacts.FindAsync(happened.AccountId, happened.EntityId, cancellationToken) is not { } contact
            || await accounts.FindAsync(happened.AccountId, cancellationToken) is not { } account)
        {
            return [];
        }

        var body = Describe(contact);
        body["event"] = name;
        body["account"] = ConversationPush.Describe(account);
        if (happened.ChangedAttributesJson is not null)
        {
            body["changed_attributes"] = ChangedAttributes.Of(happened);
        }

        return [new WebhookNotice(name, body)];
    }

    /// <summary>A contact as webhooks see it.</summary>
    public static JsonObject Describe(Contact contact) => new()
    {
        ["additional_attributes"] = AttributeObject.Parse(contact.AdditionalAttributes),
        ["avatar"] = contact.AvatarUrl ?? "",
        ["blocked"] = contact.Blocked,
        ["custom_attributes"] = AttributeObject.Parse(contact.CustomAttributes),
        ["email"] = contact.Email,
        ["id"] = contact.Id,
        ["identifier"] = contact.Identifier,
        ["name"] = contact.Name,
        ["phone_number"] = contact.PhoneNumber,
        ["thumbnail"] = contact.AvatarUrl ?? "",
    };
}
