using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Contacts;
using OneLink.Admin.Domains;
using OneLink.Admin.LinkClicks;
using OneLink.Admin.Links;
using OneLink.Admin.Stats;
using OneLink.Admin.Surfaces.Application.Conversations;
using OneLink.Admin.Surfaces.Errors;
using OneLink.Admin.Surfaces.Parameters;
using OneLink.Analytics.Client;
using OneLink.Analytics.Queries;

namespace OneLink.Admin.Surfaces.Application.Contacts;

/// <summary>
/// <c>GET …/contacts/{id}/link_clicks</c>: the taps on links that were made for a contact, in messages or by rules. Whose a link
/// is stands in the database alone, so that a contact that is deleted has none at once.
/// </summary>
internal static class ContactLinkClickEndpoint
{
    private const int PageSize = 25;

    /// <summary>Links of the contact that are looked at, the newest ones.</summary>
    private const int MaxLinks = 1_000;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private static readonly ApiErrorResult Away = new(
        ApiError.Handled(StatusCodes.Status503ServiceUnavailable, "Clicks cannot be read now; ask again shortly") with { RetryAfterSeconds = (int)RetryAfter.TotalSeconds });

    public static void Map(IEndpointRouteBuilder account) => account.MapGet("/contacts/{id}/link_clicks", List);

    internal static async Task<Results<JsonHttpResult<ContactLinkClicksPayload>, ApiErrorResult>> List(
        HttpContext context,
        ApplicationCaller caller,
        RecordId id,
        RequestParameters parameters,
        ContactRepository contacts,
        LinkRecipients recipients,
        TapsOfLinks taps,
        StatsTurns turns,
        DomainRepository domains,
        ConversationDoor door)
    {
        if (await contacts.FindAsync(caller.AccountId, id, context.RequestAborted) is null)
        {
            return ApplicationResults.NotFound();
        }

        var page = PageNumber.Of(parameters);
        var links = (await recipients.OfContactAsync(caller.AccountId, id, MaxLinks, context.RequestAborted)).ToDictionary(link => (ulong)link.LinkId);
        if (links.Count == 0)
        {
            return Answer(0, page, []);
        }

        long count;
        List<LinkTap> found;
        using (var turn = await turns.EnterAsync(caller.AccountId, context.RequestAborted))
        {
            if (turn is null)
            {
                return new ApiErrorResult(ApiError.OverLimit(RetryAfter));
            }

            try
            {
                var account = checked((uint)caller.AccountId);
                count = await taps.CountAsync(account, links.Keys, context.RequestAborted);
                found = await taps.PageAsync(account, links.Keys, (page.Value - 1L) * PageSize, PageSize, context.RequestAborted);
            }
            catch (ClickHouseException)
            {
                return Away;
            }
        }

        var ofAccount = await domains.OfAccountAsync(caller.AccountId, context.RequestAborted);
        var inboxes = await door.InboxIdsAsync(caller, context.RequestAborted);
        return Answer(count, page, [.. found.Select(tap => Shown(tap, links[tap.LinkId], ofAccount, inboxes))]);
    }

    private static ContactLinkClickResponse Shown(LinkTap tap, PersonalLink link, AccountDomains domains, IReadOnlyList<long>? inboxes)
        => ContactLinkClickResponse.Of(
            tap,
            link,
            domains.All.FirstOrDefault(domain => domain.Id == link.DomainId) is { } domain ? ShortUrls.Of(domain, link.Slug) : null,
            inboxes is null || (link.InboxId is { } inbox && inboxes.Contains(inbox)));

    private static JsonHttpResult<ContactLinkClicksPayload> Answer(long count, PageNumber page, IReadOnlyList<ContactLinkClickResponse> clicks)
        => TypedResults.Json(new ContactLinkClicksPayload(new ContactLinkClicksMeta(count, page.Shown), clicks), ApplicationJson.Relaxed.ContactLinkClicksPayload);
}
