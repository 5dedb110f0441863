using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Contacts;
using OneLink.Admin.Conversations;
using OneLink.Admin.Limits;
using OneLink.Admin.Surfaces.Application.Contacts;
using OneLink.Admin.Surfaces.Errors;
using OneLink.Admin.Surfaces.Parameters;

namespace OneLink.Admin.Surfaces.Application.Conversations;

/// <summary>Pages and counts of conversations.</summary>
internal static class ConversationListEndpoints
{
    public static void Map(IEndpointRouteBuilder account)
    {
        var conversations = account.MapGroup("/conversations");
        conversations.MapGet("", List);
        conversations.MapGet("/meta", Count);
        conversations.MapGet("/search", Search);
        conversations.MapPost("/filter", Filter);
        account.MapGet("/contacts/{id}/conversations", OfContact);
    }

    internal static async Task<Results<JsonHttpResult<ConversationListData>, ApiErrorResult>> List(
        HttpContext context, ApplicationCaller caller, RequestParameters parameters, ConversationQueries queries, ConversationListing listing, ConversationView view)
    {
        var (query, refusal) = await queries.ReadAsync(caller, parameters, context.RequestAborted);
        return query is null
            ? refusal!
            : TypedResults.Json(
                new ConversationListData(await PayloadAsync(caller, await listing.ListAsync(query, context.RequestAborted), view, context.RequestAborted)),
                ApplicationJson.Relaxed.ConversationListData);
    }

    internal static async Task<Results<JsonHttpResult<ConversationCountsPayload>, ApiErrorResult>> Count(
        HttpContext context, ApplicationCaller caller, RequestParameters parameters, ConversationQueries queries, ConversationListing listing, CostlyCallLimits limits)
    {
        if (caller.User is { } user && await limits.TakeConversationCountsAsync(caller.AccountId, user.Id, context.RequestAborted) is { IsAdmitted: false } refused)
        {
            return new ApiErrorResult(ApiError.OverLimit(refused.RetryAfter));
        }

        var (query, refusal) = await queries.ReadAsync(caller, parameters, context.RequestAborted);
        return query is null
            ? refusal!
            : TypedResults.Json(
                new ConversationCountsPayload(ConversationCountsResponse.Of(await listing.CountAsync(query, context.RequestAborted))),
                ApplicationJson.Relaxed.ConversationCountsPayload);
    }

    internal static async Task<Results<JsonHttpResult<ConversationListPayload>, ApiErrorResult>> Search(
        HttpContext context, ApplicationCaller caller, RequestParameters parameters, ConversationQueries queries, ConversationListing listing, ConversationView view)
    {
        var (query, refusal) = await queries.ReadAsync(caller, parameters, context.RequestAborted);
        return query is null
            ? refusal!
            : TypedResults.Json(
                await PayloadAsync(caller, await listing.ListAsync(query, context.RequestAborted), view, context.RequestAborted),
                ApplicationJson.Relaxed.ConversationListPayload);
    }

    internal static async Task<Results<JsonHttpResult<ConversationListPayload>, ApiErrorResult>> Filter(
        HttpContext context,
        ApplicationCaller caller,
        RequestParameters parameters,
        ConversationDoor door,
        ConversationFilter filter,
        ConversationListing listing,
        ConversationView view)
    {
        if (FilterPayload.Of(parameters) is not { } rows)
        {
            return new ApiErrorResult(ApiError.Unprocessable("payload must be a list of conditions"));
        }

        var compiled = await filter.CompileAsync(caller.AccountId, rows, context.RequestAborted);
        if (!compiled.TryGet(out var condition, out var error))
        {
            return new ApiErrorResult(ApiError.Unprocessable(error));
        }

        var query = new ConversationQuery
        {
            AccountId = caller.AccountId,
            UserId = caller.User?.Id,
            InboxIds = await door.InboxIdsAsync(caller, context.RequestAborted),
            Filter = condition,
            Page = PageNumber.Of(parameters).Value,
        };
        var payload = await PayloadAsync(caller, await listing.ListAsync(query, context.RequestAborted), view, context.RequestAborted);
        return TypedResults.Json(payload with { Meta = payload.Meta with { AssignedCount = null } }, ApplicationJson.Relaxed.ConversationListPayload);
    }

    internal static async Task<Results<JsonHttpResult<ContactConversationsPayload>, ApiErrorResult>> OfContact(
        HttpContext context,
        ApplicationCaller caller,
        RecordId id,
        ContactRepository contacts,
        ConversationDoor door,
        ConversationListing listing,
        ConversationView view)
    {
        if (await contacts.FindAsync(caller.AccountId, id, context.RequestAborted) is null)
        {
            return ApplicationResults.NotFound();
        }

        var found = await listing.OfContactAsync(caller.AccountId, id, await door.InboxIdsAsync(caller, context.RequestAborted), context.RequestAborted);
        return TypedResults.Json(
            new ContactConversationsPayload(await view.OfAsync(caller, found, context.RequestAborted)), ApplicationJson.Relaxed.ContactConversationsPayload);
    }

    private static async Task<ConversationListPayload> PayloadAsync(
        ApplicationCaller caller, ConversationPage page, ConversationView view, CancellationToken cancellationToken)
        => new(ConversationCountsResponse.Of(page.Counts), await view.OfAsync(caller, page.Conversations, cancellationToken));
}
