using System.Text.Json;
using System.Text.Json.Nodes;
using OneLink.Admin.Contacts;
using OneLink.Admin.Database;
using OneLink.Admin.Events;
using OneLink.Admin.Json;

namespace OneLink.Admin.Webhooks;

/// <summary>What webhooks are told of contacts. Nobody is told of a deletion or a merge, as upstream.</summary>
internal sealed class ContactWebhooks : IWebhookPayloads
{
    public async Task<IReadOnlyList<WebhookPayload>> OfAsync(WriteScope scope, LoggedEvent happened)
    {
        var name = happened.Name switch
        {
            EventNames.ContactCreated => WebhookEvents.ContactCreated,
            EventNames.ContactUpdated => WebhookEvents.ContactUpdated,
            _ => null,
        };
        if (name is null || await ContactRepository.FindAsync(scope, happened.AccountId, happened.EntityId) is not { } contact)
        {
            return [];
        }

        var body = Describe(contact);
        body["event"] = name;
        body["account"] = new JsonObject
        {
            ["id"] = contact.AccountId,
            ["name"] = await scope.ScalarAsync<string>("SELECT name FROM accounts WHERE id = @AccountId", new { contact.AccountId }),
        };
        if (happened.ChangedAttributesJson is not null)
        {
            body["changed_attributes"] = new JsonArray([.. happened.Changes.ByName.Select(change => new JsonObject
            {
                [change.Key] = JsonSerializer.SerializeToNode(change.Value, EventJson.Default.AttributeChange),
            })]);
        }

        return [new WebhookPayload(name, body)];
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
