using System.Globalization;
using System.Text.Json.Nodes;
using OneLink.Admin.Database;
using OneLink.Admin.Domains;
using OneLink.Admin.Events;
using OneLink.Admin.LinkClicks;
using OneLink.Admin.Links;
using OneLink.Admin.Webhooks;

namespace OneLink.Admin.Surfaces.OnSync.Webhooks;

/// <summary>What webhooks of this API are told of links: that one was made, and each tap of a person.</summary>
internal sealed class LinkNotices(IDatabase database, DomainRepository domains, LinkRecipients recipients) : IWebhookNotices
{
    public string Surface => WebhookSurface.OnSync;

    public async Task<IReadOnlyList<WebhookNotice>> OfAsync(LoggedEvent happened, CancellationToken cancellationToken)
    {
        if (happened.Name is not (EventNames.LinkCreated or EventNames.LinkClicked)
            || await database.ReadAsync(connection => LinkRepository.ByIdsAsync(connection, transaction: null, [happened.EntityId]), cancellationToken) is not [var link]
            || link.AccountId != happened.AccountId
            || await domains.ByIdAsync(link.DomainId, cancellationToken) is not { } domain)
        {
            return [];
        }

        var data = Describe(link, domain);
        if (happened.Name is EventNames.LinkCreated)
        {
            return [new WebhookNotice(OnSyncEvents.LinkCreated, data) { Surface = Surface }];
        }

        var recipient = await recipients.FindAsync(happened.AccountId, happened.EntityId, cancellationToken);
        data["contactId"] = recipient is null ? null : PublicId.Contact(recipient.ContactId);
        data["messageId"] = recipient?.MessageId is { } message ? PublicId.Message(message) : null;
        data["campaign"] = recipient?.Campaign;
        data["click"] = Click(happened);
        return
        [
            new WebhookNotice(OnSyncEvents.LinkClicked, data)
            {
                Surface = Surface,
                OrderingKey = recipient?.ConversationId?.ToString(CultureInfo.InvariantCulture),
            },
        ];
    }

    /// <summary>As the event has it, with its time as this API shows times.</summary>
    private static JsonObject Click(LoggedEvent happened)
    {
        var click = happened.Data.DeepClone().AsObject();
        click["at"] = ApiTime.Iso(click["at"]!.GetValue<long>());
        return click;
    }

    private static JsonObject Describe(StoredLink link, LinkDomain domain) => new()
    {
        ["id"] = link.Id.ToString(),
        ["orgId"] = PublicId.Org(link.AccountId),
        ["shortUrl"] = ShortUrls.Of(domain, link.Slug),
        ["url"] = link.Content.Url,
        ["domain"] = domain.Authority,
        ["slug"] = link.Slug,
        ["title"] = link.Content.Title,
        ["externalId"] = link.Content.ExternalId,
        ["tags"] = new JsonArray([.. link.Content.Tags]),
    };
}
