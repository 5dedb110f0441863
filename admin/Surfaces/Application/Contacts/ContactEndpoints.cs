using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Contacts;
using OneLink.Admin.Database;
using OneLink.Admin.Files;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Surfaces.Errors;
using OneLink.Admin.Surfaces.Parameters;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces.Application.Contacts;

/// <summary>Making, showing and changing single contacts. Lists are in <see cref="ContactListEndpoints"/>.</summary>
internal static class ContactEndpoints
{
    public static void Map(IEndpointRouteBuilder account)
    {
        var contacts = account.MapGroup("/contacts");
        contacts.MapPost("", Create);
        contacts.MapGet("/{id}", Show);
        contacts.MapPut("/{id}", Update);
        contacts.MapPatch("/{id}", Update);
        contacts.MapDelete("/{id}", Delete).RequireAdministrator();
        contacts.MapDelete("/{id}/avatar", RemoveAvatar);
        contacts.MapPost("/{id}/destroy_custom_attributes", RemoveAttributes);
        account.MapPost("/actions/contact_merge", Merge);
    }

    internal static async Task<Results<JsonHttpResult<NewContactPayload>, ApiErrorResult>> Create(
        HttpContext context,
        ApplicationCaller caller,
        RequestParameters parameters,
        ContactChanges changes,
        ContactInboxes contactInboxes,
        InboxRepository inboxes,
        IDatabase database,
        ContactView view,
        AvatarUploads avatars)
    {
        var read = new ParameterReader(parameters, new RecordErrors());
        var input = ContactParameters.Input(read) with { Avatar = await avatars.ReadAsync(caller.AccountId, parameters, read.Errors, context.RequestAborted) };
        var inboxId = read.Integer("inbox_id").Or(null);
        var sourceId = read.TextOrNull("source_id").Or(null);
        if (read.Errors.Any)
        {
            return ApplicationResults.Invalid(read.Errors);
        }

        Inbox? inbox = null;
        if (inboxId is not null)
        {
            inbox = await inboxes.FindAsync(caller.AccountId, inboxId.Value, context.RequestAborted);
            if (inbox is null)
            {
                return ApplicationResults.NotFound();
            }
        }

        ContactInbox? row = null;
        var outcome = await database.WriteAsync(
            async scope =>
            {
                var made = await changes.CreateAsync(scope, caller.AccountId, input, caller.Performer);
                if (inbox is null || !made.TryGet(out var contact))
                {
                    return made;
                }

                var added = await contactInboxes.AddAsync(scope, contact, inbox, sourceId);
                if (added.TryGet(out row))
                {
                    return made;
                }

                // Neither without the other.
                scope.Rollback();
                return new RecordOutcome<Contact>(added.Errors!);
            },
            context.RequestAborted);
        if (!outcome.TryGet(out var stored))
        {
            return ApplicationResults.Refusal(outcome);
        }

        return TypedResults.Json(
            new NewContactPayload(new NewContactPayload.Parts(
                await view.OfAsync(stored, withInboxes: true, context.RequestAborted),
                new NewContactInbox(inbox is null ? null : InboxSlimResponse.Of(inbox), row?.SourceId))),
            ApplicationJson.Relaxed.NewContactPayload);
    }

    internal static async Task<Results<JsonHttpResult<ContactPayload>, ApiErrorResult>> Show(
        HttpContext context, ApplicationCaller caller, RecordId id, RequestParameters parameters, ContactRepository contacts, ContactView view)
        => await contacts.FindAsync(caller.AccountId, id, context.RequestAborted) is { } contact
            ? await PayloadAsync(contact, view, ContactParameters.WithInboxes(parameters), context.RequestAborted)
            : ApplicationResults.NotFound();

    internal static async Task<Results<JsonHttpResult<ContactPayload>, ApiErrorResult>> Update(
        HttpContext context, ApplicationCaller caller, RecordId id, RequestParameters parameters, ContactChanges changes, ContactView view, AvatarUploads avatars)
    {
        var read = new ParameterReader(parameters, new RecordErrors());
        var input = ContactParameters.Input(read) with { Avatar = await avatars.ReadAsync(caller.AccountId, parameters, read.Errors, context.RequestAborted) };
        return read.Errors.Any
            ? ApplicationResults.Invalid(read.Errors)
            : await ChangedAsync(await changes.UpdateAsync(caller.AccountId, id, input, caller.Performer, context.RequestAborted), view, context.RequestAborted);
    }

    internal static async Task<Results<Ok, ApiErrorResult>> Delete(HttpContext context, ApplicationCaller caller, RecordId id, ContactChanges changes, ContactRepository contacts)
    {
        var contact = await contacts.FindAsync(caller.AccountId, id, context.RequestAborted);
        return contact is null ? ApplicationResults.NotFound() : await changes.DeleteAsync(caller.AccountId, id, caller.Performer, context.RequestAborted) switch
        {
            ContactDeletion.Done => TypedResults.Ok(),
            ContactDeletion.NotThere => ApplicationResults.NotFound(),
            _ => new ApiErrorResult(new ApiError(
                StatusCodes.Status422UnprocessableEntity, new ApiErrorBody { Message = $"{contact.Name} is Online, please try again later" })),
        };
    }

    internal static async Task<Results<JsonHttpResult<ContactPayload>, ApiErrorResult>> RemoveAvatar(
        HttpContext context, ApplicationCaller caller, RecordId id, ContactChanges changes, ContactView view)
        => await ChangedAsync(
            await changes.UpdateAsync(caller.AccountId, id, new ContactInput { Avatar = Avatar.None }, caller.Performer, context.RequestAborted),
            view,
            context.RequestAborted);

    internal static async Task<Results<JsonHttpResult<ContactPayload>, ApiErrorResult>> RemoveAttributes(
        HttpContext context, ApplicationCaller caller, RecordId id, RequestParameters parameters, ContactChanges changes, ContactView view)
    {
        var read = new ParameterReader(parameters, new RecordErrors());
        var names = read.Texts("custom_attributes").Or(null) ?? [];
        return read.Errors.Any
            ? ApplicationResults.Invalid(read.Errors)
            : await ChangedAsync(await changes.RemoveAttributesAsync(caller.AccountId, id, names, caller.Performer, context.RequestAborted), view, context.RequestAborted);
    }

    internal static async Task<Results<JsonHttpResult<ContactResponse>, ApiErrorResult>> Merge(
        HttpContext context, ApplicationCaller caller, RequestParameters parameters, ContactMerge merge, ContactView view)
    {
        var read = new ParameterReader(parameters, new RecordErrors());
        var (stays, goes) = (read.Integer("base_contact_id").Or(null), read.Integer("mergee_contact_id").Or(null));
        if (read.Errors.Any)
        {
            return ApplicationResults.Invalid(read.Errors);
        }

        if (stays is null || goes is null)
        {
            return ApplicationResults.NotFound();
        }

        var outcome = await merge.MergeAsync(caller.AccountId, stays.Value, goes.Value, caller.Performer, context.RequestAborted);
        return outcome.TryGet(out var contact)
            ? TypedResults.Json(await view.OfAsync(contact, withInboxes: true, context.RequestAborted), ApplicationJson.Relaxed.ContactResponse)
            : ApplicationResults.Refusal(outcome);
    }

    private static async Task<Results<JsonHttpResult<ContactPayload>, ApiErrorResult>> ChangedAsync(
        RecordOutcome<Contact> outcome, ContactView view, CancellationToken cancellationToken)
        => outcome.TryGet(out var contact) ? await PayloadAsync(contact, view, withInboxes: true, cancellationToken) : ApplicationResults.Refusal(outcome);

    private static async Task<JsonHttpResult<ContactPayload>> PayloadAsync(
        Contact contact, ContactView view, bool withInboxes, CancellationToken cancellationToken)
        => TypedResults.Json(new ContactPayload(await view.OfAsync(contact, withInboxes, cancellationToken)), ApplicationJson.Relaxed.ContactPayload);
}
