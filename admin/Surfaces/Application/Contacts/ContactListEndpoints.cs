using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Contacts;
using OneLink.Admin.Limits;
using OneLink.Admin.Presence;
using OneLink.Admin.Surfaces.Errors;
using OneLink.Admin.Surfaces.Parameters;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces.Application.Contacts;

/// <summary>Pages of contacts.</summary>
internal static class ContactListEndpoints
{
    public static void Map(IEndpointRouteBuilder account)
    {
        var contacts = account.MapGroup("/contacts");
        contacts.MapGet("", List);
        contacts.MapGet("/search", Search);
        contacts.MapPost("/filter", Filter);
        contacts.MapGet("/active", Active);
    }

    internal static async Task<Results<JsonHttpResult<ContactListPayload>, ApiErrorResult>> List(
        HttpContext context, ApplicationCaller caller, RequestParameters parameters, ContactListing listing, ContactView view)
    {
        var read = new ParameterReader(parameters, new RecordErrors());
        var labels = (read.Texts("labels").Or(null) ?? []).Where(label => label.Length > 0).ToArray();
        if (read.Errors.Any)
        {
            return ApplicationResults.Invalid(read.Errors);
        }

        var page = PageNumber.Of(parameters);
        var found = await listing.ListAsync(caller.AccountId, labels, ContactParameters.Sort(parameters), page.Value, context.RequestAborted);
        return await PayloadAsync(context, caller, parameters, page, found, view);
    }

    internal static async Task<Results<JsonHttpResult<ContactListPayload>, ApiErrorResult>> Search(
        HttpContext context, ApplicationCaller caller, RequestParameters parameters, ContactSearch search, ContactView view, CostlyCallLimits limits)
    {
        if (await limits.TakeContactSearchAsync(caller.AccountId, context.RequestAborted) is { IsAdmitted: false } refused)
        {
            return new ApiErrorResult(ApiError.OverLimit(refused.RetryAfter));
        }

        var read = new ParameterReader(parameters, new RecordErrors());
        if (read.TextOrNull("q").Or(null) is not { } text)
        {
            return read.Errors.Any
                ? ApplicationResults.Invalid(read.Errors)
                : new ApiErrorResult(ApiError.Unprocessable("Specify search string with parameter q"));
        }

        var page = PageNumber.Of(parameters);
        var found = await search.FindAsync(caller.AccountId, text, isResolved: false, ContactParameters.Sort(parameters), page.Value, context.RequestAborted);
        return await PayloadAsync(context, caller, parameters, page, found, view, isSearch: true);
    }

    internal static async Task<Results<JsonHttpResult<ContactListPayload>, ApiErrorResult>> Filter(
        HttpContext context, ApplicationCaller caller, RequestParameters parameters, ContactFilter filter, ContactListing listing, ContactView view)
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

        var page = PageNumber.Of(parameters);
        var found = await listing.FilterAsync(caller.AccountId, condition, ContactParameters.Sort(parameters), page.Value, context.RequestAborted);
        return await PayloadAsync(context, caller, parameters, page, found, view);
    }

    internal static async Task<JsonHttpResult<ContactListPayload>> Active(
        HttpContext context, ApplicationCaller caller, RequestParameters parameters, PresenceTracker presence, ContactListing listing, ContactView view)
    {
        var page = PageNumber.Of(parameters);
        var found = await listing.AmongAsync(
            caller.AccountId, [.. presence.OnlineContacts(caller.AccountId)], ContactParameters.Sort(parameters), page.Value, context.RequestAborted);
        return await PayloadAsync(context, caller, parameters, page, found, view);
    }

    private static async Task<JsonHttpResult<ContactListPayload>> PayloadAsync(
        HttpContext context, ApplicationCaller caller, RequestParameters parameters, PageNumber page, ContactPage found, ContactView view, bool isSearch = false)
        => TypedResults.Json(
            new ContactListPayload(
                new ContactListMeta(found.Count, page.Shown, isSearch ? found.HasMore : null, found.IsPartial),
                await view.OfAsync(caller.AccountId, found.Contacts, ContactParameters.WithInboxes(parameters), context.RequestAborted)),
            ApplicationJson.Relaxed.ContactListPayload);
}
