using System.Text.Json.Nodes;
using OneLink.Admin.Database;
using OneLink.Admin.Domains;
using OneLink.Admin.Events;
using OneLink.Admin.Links;
using OneLink.Admin.Webhooks;

namespace OneLink.Admin.Surfaces.OnSync.Webhooks;

/// <summary>What webhooks of this API are told of links. Of taps they are told nothing: those are counted where they are stored, and not one by one.</summary>
internal sealed class LinkNotices(IDatabase database, DomainRepository domains) : IWebhookNotices
{
    public string Surface => WebhookSurface.OnSync;

    public async Task<IReadOnlyList<WebhookNotice>> OfAsync(LoggedEvent happened, CancellationToken cancellationToken)
    {
        if (happened.Name is not EventNames.LinkCreated
            || await database.ReadAsync(connection => LinkRepository.ByIdsAsync(connection, transaction: null, [happened.EntityId]), cancellationToken) is not [var link]
            || link.AccountId != happened.AccountId
            || await domains.ByIdAsync(link.DomainId, cancellationToken) is not { } domain)
        {
            return [];
        }

        return [new WebhookNotice(OnSyncEvents.LinkCreated, Describe(link, domain)) { Surface = Surface }];
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
