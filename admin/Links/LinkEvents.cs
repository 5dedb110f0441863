using OneLink.Admin.Database;
using OneLink.Admin.Events;
using OneLink.Admin.Webhooks;

namespace OneLink.Admin.Links;

/// <summary>The events of links. An event costs as much as a link, and links are made by the million: raised only where a webhook is told.</summary>
internal static class LinkEvents
{
    public static async Task RaiseCreatedAsync(WriteScope scope, long accountId, IReadOnlyList<StoredLink> created)
    {
        if (!await WebhookRepository.IsToldAsync(scope, accountId, WebhookSurface.OnSync, OnSyncEvents.LinkCreated))
        {
            return;
        }

        foreach (var link in created)
        {
            scope.Raise(new DomainEvent(EventNames.LinkCreated, accountId, link.Id.Value));
        }
    }
}
