using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Files;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Surfaces.Errors;
using OneLink.Admin.Surfaces.Parameters;
using OneLink.Admin.Validation;
using OneLink.Admin.Widget;

namespace OneLink.Admin.Surfaces.Application.Inboxes;

/// <summary>Where conversations come in. Agents see the inboxes that they work in.</summary>
internal static class InboxEndpoints
{
    public static void Map(IEndpointRouteBuilder account)
    {
        var inboxes = account.MapGroup("/inboxes");
        inboxes.MapGet("", List);
        inboxes.MapGet("/{id}", Show);
        inboxes.MapPost("", Create).RequireAdministrator();
        inboxes.MapPut("/{id}", Update).RequireAdministrator();
        inboxes.MapPatch("/{id}", Update).RequireAdministrator();
        inboxes.MapDelete("/{id}", Delete).RequireAdministrator();
        inboxes.MapDelete("/{id}/avatar", RemoveAvatar).RequireAdministrator();
        inboxes.MapPost("/{id}/reset_secret", ResetSecret).RequireAdministrator();
    }

    internal static async Task<JsonHttpResult<InboxListPayload>> List(
        HttpContext context, ApplicationCaller caller, InboxRepository inboxes, WidgetSnippet snippet)
        => TypedResults.Json(
            new InboxListPayload([.. (await caller.InboxesAsync(inboxes, context.RequestAborted)).Select(inbox => InboxResponse.Of(inbox, caller.IsAdministrator, snippet))]),
            ApplicationJson.Relaxed.InboxListPayload);

    internal static async Task<Results<JsonHttpResult<InboxResponse>, ApiErrorResult>> Show(
        HttpContext context, ApplicationCaller caller, RecordId id, InboxRepository inboxes, WidgetSnippet snippet)
        => await inboxes.FindAsync(caller.AccountId, id, context.RequestAborted) is not { } inbox ? ApplicationResults.NotFound()
            : await caller.MayUseAsync(inbox, inboxes, context.RequestAborted) ? Answer(caller, snippet, new RecordOutcome<Inbox>(inbox))
            : new ApiErrorResult(ApiError.NotAllowed());

    internal static async Task<Results<JsonHttpResult<InboxResponse>, ApiErrorResult>> Create(
        HttpContext context, ApplicationCaller caller, RequestParameters parameters, InboxChanges changes, AvatarUploads avatars, WidgetSnippet snippet)
    {
        var errors = new RecordErrors();
        var channel = InboxParameters.ChannelType(parameters);
        var input = InboxParameters.Input(parameters, errors, channel);
        var avatar = await avatars.ReadAsync(caller.AccountId, parameters, errors, context.RequestAborted);
        return errors.Any
            ? ApplicationResults.Invalid(errors)
            : Answer(caller, snippet, await changes.CreateAsync(caller.AccountId, channel, input with { Avatar = avatar }, caller.Performer, context.RequestAborted));
    }

    internal static async Task<Results<JsonHttpResult<InboxResponse>, ApiErrorResult>> Update(
        HttpContext context, ApplicationCaller caller, RecordId id, RequestParameters parameters, InboxRepository inboxes, InboxChanges changes, AvatarUploads avatars, WidgetSnippet snippet)
    {
        if (await inboxes.FindAsync(caller.AccountId, id, context.RequestAborted) is not { } inbox)
        {
            return ApplicationResults.NotFound();
        }

        var errors = new RecordErrors();
        var input = InboxParameters.Input(parameters, errors, inbox.Channel);
        var avatar = await avatars.ReadAsync(caller.AccountId, parameters, errors, context.RequestAborted);
        return errors.Any
            ? ApplicationResults.Invalid(errors)
            : Answer(caller, snippet, await changes.UpdateAsync(caller.AccountId, id, input with { Avatar = avatar }, caller.Performer, context.RequestAborted));
    }

    internal static async Task<Results<JsonHttpResult<InboxDeletionResponse>, ApiErrorResult>> Delete(
        HttpContext context, ApplicationCaller caller, RecordId id, InboxChanges changes)
        => await changes.DeleteAsync(caller.AccountId, id, context.RequestAborted)
            ? TypedResults.Json(InboxDeletionResponse.Accepted, ApplicationJson.Relaxed.InboxDeletionResponse)
            : ApplicationResults.NotFound();

    internal static async Task<Results<Ok, ApiErrorResult>> RemoveAvatar(HttpContext context, ApplicationCaller caller, RecordId id, InboxChanges changes)
        => ApplicationResults.Gone((await changes.UpdateAsync(
            caller.AccountId, id, new InboxInput { Avatar = Avatar.None }, caller.Performer, context.RequestAborted)).TryGet(out _));

    /// <summary>Only an API inbox has a webhook that it signs.</summary>
    internal static async Task<Results<JsonHttpResult<InboxResponse>, ApiErrorResult>> ResetSecret(
        HttpContext context, ApplicationCaller caller, RecordId id, InboxRepository inboxes, InboxChanges changes, WidgetSnippet snippet)
        => await inboxes.FindAsync(caller.AccountId, id, context.RequestAborted) is { Channel: InboxChannel.Api }
            ? Answer(caller, snippet, await changes.ResetSecretAsync(caller.AccountId, id, caller.Performer, context.RequestAborted))
            : ApplicationResults.NotFound();

    private static Results<JsonHttpResult<InboxResponse>, ApiErrorResult> Answer(ApplicationCaller caller, WidgetSnippet snippet, RecordOutcome<Inbox> outcome)
        => ApplicationResults.Of(outcome, inbox => InboxResponse.Of(inbox, caller.IsAdministrator, snippet), ApplicationJson.Relaxed.InboxResponse);
}
