using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Contacts;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Surfaces.Errors;
using OneLink.Admin.Surfaces.Parameters;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces.Application.Contacts;

/// <summary>Contacts in inboxes.</summary>
internal static class ContactInboxEndpoints
{
    public static void Map(IEndpointRouteBuilder account)
    {
        account.MapPost("/contacts/{id}/contact_inboxes", Add);
        account.MapGet("/contacts/{id}/contactable_inboxes", Contactable);
        account.MapPost("/contact_inboxes/filter", Find);
    }

    internal static async Task<Results<JsonHttpResult<ContactInboxResponse>, ApiErrorResult>> Add(
        HttpContext context,
        ApplicationCaller caller,
        RecordId id,
        RequestParameters parameters,
        ContactRepository contacts,
        InboxRepository inboxes,
        ContactInboxes contactInboxes)
    {
        var read = new ParameterReader(parameters, new RecordErrors());
        var (inboxId, sourceId) = (read.Integer("inbox_id").Or(null), read.TextOrNull("source_id").Or(null));
        if (read.Errors.Any)
        {
            return ApplicationResults.Invalid(read.Errors);
        }

        if (await contacts.FindAsync(caller.AccountId, id, context.RequestAborted) is not { } contact
            || inboxId is null
            || await inboxes.FindAsync(caller.AccountId, inboxId.Value, context.RequestAborted) is not { } inbox)
        {
            return ApplicationResults.NotFound();
        }

        if (!await caller.MayUseAsync(inbox, inboxes, context.RequestAborted))
        {
            return new ApiErrorResult(ApiError.NotAllowed());
        }

        var outcome = await contactInboxes.AddAsync(contact, inbox, sourceId, context.RequestAborted);
        return ApplicationResults.Of(
            outcome, row => new ContactInboxResponse(row.SourceId, InboxSlimResponse.Of(inbox)), ApplicationJson.Relaxed.ContactInboxResponse);
    }

    internal static async Task<Results<JsonHttpResult<ContactInboxListPayload>, ApiErrorResult>> Contactable(
        HttpContext context, ApplicationCaller caller, RecordId id, ContactRepository contacts, InboxRepository inboxes, ContactInboxes contactInboxes)
    {
        if (await contacts.FindAsync(caller.AccountId, id, context.RequestAborted) is not { } contact)
        {
            return ApplicationResults.NotFound();
        }

        var contactable = await contactInboxes.ContactableAsync(
            contact, await caller.InboxesAsync(inboxes, context.RequestAborted), context.RequestAborted);
        return TypedResults.Json(
            new ContactInboxListPayload([.. contactable.Select(found => new ContactInboxResponse(found.SourceId, InboxSlimResponse.Of(found.Inbox)))]),
            ApplicationJson.Relaxed.ContactInboxListPayload);
    }

    /// <summary>The contact whom an inbox knows under a source id; 404 without a body where there is none.</summary>
    internal static async Task<Results<JsonHttpResult<ContactResponse>, EmptyNotFound, ApiErrorResult>> Find(
        HttpContext context,
        ApplicationCaller caller,
        RequestParameters parameters,
        InboxRepository inboxes,
        ContactInboxRepository contactInboxes,
        ContactRepository contacts,
        ContactView view)
    {
        var read = new ParameterReader(parameters, new RecordErrors());
        var (inboxId, sourceId) = (read.Integer("inbox_id").Or(null), read.Text("source_id").Or(null));
        if (read.Errors.Any)
        {
            return ApplicationResults.Invalid(read.Errors);
        }

        if (inboxId is null || await inboxes.FindAsync(caller.AccountId, inboxId.Value, context.RequestAborted) is not { } inbox)
        {
            return ApplicationResults.NotFound();
        }

        if (!await caller.MayUseAsync(inbox, inboxes, context.RequestAborted))
        {
            return new ApiErrorResult(ApiError.NotAllowed());
        }

        return sourceId is not null
            && await contactInboxes.FindAsync(caller.AccountId, inbox.Id, sourceId, context.RequestAborted) is { } row
            && await contacts.FindAsync(caller.AccountId, row.ContactId, context.RequestAborted) is { } contact
                ? TypedResults.Json(await view.OfAsync(contact, withInboxes: true, context.RequestAborted), ApplicationJson.Relaxed.ContactResponse)
                : new EmptyNotFound();
    }
}
