using System.Text.Json;
using System.Text.Json.Nodes;
using OneLink.Admin.Contacts;
using OneLink.Admin.Events;
using OneLink.Admin.Surfaces.OnSync.Contacts;
using OneLink.Admin.Webhooks;

namespace OneLink.Admin.Surfaces.OnSync.Webhooks;

/// <summary>What webhooks of this API are told of contacts.</summary>
internal sealed class ContactNotices(ContactRepository contacts, ContactLabels labels) : IWebhookNotices
{
    public string Surface => WebhookSurface.OnSync;

    public async Task<IReadOnlyList<WebhookNotice>> OfAsync(LoggedEvent happened, CancellationToken cancellationToken)
    {
        var name = happened.Name switch
        {
            EventNames.ContactCreated => OnSyncEvents.ContactCreated,
            EventNames.ContactUpdated => OnSyncEvents.ContactUpdated,
            _ => null,
        };
        return name is not null
            && await contacts.FindAsync(happened.AccountId, happened.EntityId, cancellationToken) is { } contact
            && await labels.FindAsync(happened.AccountId, happened.EntityId, cancellationToken) is { } tags
            ? [new WebhookNotice(name, Describe(contact, tags)) { Surface = Surface }]
            : [];
    }

    private static JsonObject Describe(Contact contact, IReadOnlyList<string> tags)
        => JsonSerializer.SerializeToNode(ContactView.Of(contact, tags), OnSyncJson.Relaxed.ContactResponse)!.AsObject();
}
