using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Conversations;
using OneLink.Admin.Surfaces.Errors;
using OneLink.Admin.Surfaces.Parameters;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces.Application.Conversations;

/// <summary>Changes of single conversations.</summary>
internal static class ConversationChangeEndpoints
{
    public static void Map(IEndpointRouteBuilder account)
    {
        var conversation = OpenedConversation.BehindDoor(account);
        conversation.MapPut("", Update).AllowBots();
        conversation.MapPatch("", Update).AllowBots();
        conversation.MapPost("/toggle_status", ToggleStatus).AllowBots();
        conversation.MapPost("/toggle_priority", TogglePriority).AllowBots();
        conversation.MapPost("/toggle_typing_status", ToggleTyping).AllowBots();
        conversation.MapPost("/custom_attributes", ReplaceAttributes).AllowBots();
        conversation.MapPost("/update_last_seen", See);
        conversation.MapPost("/unread", Unsee);
        conversation.MapPost("/mute", Mute);
        conversation.MapPost("/unmute", Unmute);
    }

    internal static async Task<Results<JsonHttpResult<ConversationResponse>, ApiErrorResult>> Update(
        HttpContext context, ApplicationCaller caller, OpenedConversation opened, RequestParameters parameters, ConversationChanges changes, ConversationView view)
    {
        var read = new ParameterReader(parameters, new RecordErrors());
        var priority = ConversationParameters.Priority(read);
        if (read.Errors.Any)
        {
            return ApplicationResults.Invalid(read.Errors);
        }

        return priority.IsGiven
            ? await ShownAsync(
                caller, await changes.SetPriorityAsync(caller.AccountId, opened.Value.Id, priority.Value, caller.Author, context.RequestAborted), view, context.RequestAborted)
            : TypedResults.Json(await view.OfAsync(caller, opened.Value, context.RequestAborted), ApplicationJson.Relaxed.ConversationResponse);
    }

    internal static async Task<Results<JsonHttpResult<StatusPayload>, ApiErrorResult>> ToggleStatus(
        HttpContext context, ApplicationCaller caller, OpenedConversation opened, RequestParameters parameters, ConversationChanges changes)
    {
        var read = new ParameterReader(parameters, new RecordErrors());
        var (status, snoozedUntil) = (ConversationParameters.Status(read), ConversationParameters.Time(read, "snoozed_until"));
        if (read.Errors.Any)
        {
            return ApplicationResults.Invalid(read.Errors);
        }

        // An agent who opens a conversation takes it over; an administrator only opens it.
        var takenBy = caller is { User: { } user, IsAdministrator: false } ? user.Id : (long?)null;
        var isHandover = caller.Bot is not null && opened.Value.Status == ConversationStatus.Pending && status == ConversationStatus.Open;
        var outcome = isHandover
            ? await changes.HandOverAsync(caller.AccountId, opened.Value.Id, caller.Author, context.RequestAborted)
            : await changes.SetStatusAsync(caller.AccountId, opened.Value.Id, status, snoozedUntil, takenBy, caller.Author, context.RequestAborted);
        return ApplicationResults.Of(outcome, StatusPayload.Of, ApplicationJson.Relaxed.StatusPayload);
    }

    internal static async Task<Results<Ok, ApiErrorResult>> TogglePriority(
        HttpContext context, ApplicationCaller caller, OpenedConversation opened, RequestParameters parameters, ConversationChanges changes)
    {
        var read = new ParameterReader(parameters, new RecordErrors());
        var priority = ConversationParameters.Priority(read).Or(null);
        return read.Errors.Any
            ? ApplicationResults.Invalid(read.Errors)
            : Done(await changes.SetPriorityAsync(caller.AccountId, opened.Value.Id, priority, caller.Author, context.RequestAborted));
    }

    /// <summary>On and off; anything else says nothing.</summary>
    internal static async Task<Results<Ok, ApiErrorResult>> ToggleTyping(
        HttpContext context, ApplicationCaller caller, OpenedConversation opened, RequestParameters parameters, TypingSignal typing)
    {
        var read = new ParameterReader(parameters, new RecordErrors());
        var (status, isPrivate) = (read.TextOrNull("typing_status").Or(null), read.Flag("is_private").Or(null) ?? false);
        if (read.Errors.Any)
        {
            return ApplicationResults.Invalid(read.Errors);
        }

        if (status is "on" or "off")
        {
            typing.Raise(new TypingChange(caller.AccountId, opened.Value.Id, caller.Performer, status is "on", isPrivate));
        }

        return TypedResults.Ok();
    }

    internal static async Task<Results<JsonHttpResult<CustomAttributesPayload>, ApiErrorResult>> ReplaceAttributes(
        HttpContext context, ApplicationCaller caller, OpenedConversation opened, RequestParameters parameters, ConversationChanges changes)
    {
        var read = new ParameterReader(parameters, new RecordErrors());
        var attributes = read.Object("custom_attributes");
        if (read.Errors.Any)
        {
            return ApplicationResults.Invalid(read.Errors);
        }

        // Attributes that were left out by mistake must not take all away.
        if (!attributes.IsGiven)
        {
            return new ApiErrorResult(ApiError.MissingParameter("custom_attributes"));
        }

        return ApplicationResults.Of(
            await changes.ReplaceAttributesAsync(caller.AccountId, opened.Value.Id, attributes.Value, caller.Author, context.RequestAborted),
            changed => new CustomAttributesPayload(changed.CustomAttributes),
            ApplicationJson.Relaxed.CustomAttributesPayload);
    }

    internal static async Task<Results<JsonHttpResult<ConversationResponse>, ApiErrorResult>> See(
        HttpContext context, ApplicationCaller caller, OpenedConversation opened, ConversationReads reads, ConversationView view)
        => await ShownAsync(caller, await reads.SeeAsync(opened.Value, caller.Author, context.RequestAborted), view, context.RequestAborted);

    internal static async Task<Results<JsonHttpResult<ConversationResponse>, ApiErrorResult>> Unsee(
        HttpContext context, ApplicationCaller caller, OpenedConversation opened, ConversationReads reads, ConversationView view)
        => await ShownAsync(caller, await reads.UnseeAsync(opened.Value, caller.Author, context.RequestAborted), view, context.RequestAborted);

    internal static async Task<Results<Ok, ApiErrorResult>> Mute(
        HttpContext context, ApplicationCaller caller, OpenedConversation opened, ConversationChanges changes)
        => Done(await changes.MuteAsync(caller.AccountId, opened.Value.Id, caller.Author, context.RequestAborted));

    internal static async Task<Results<Ok, ApiErrorResult>> Unmute(
        HttpContext context, ApplicationCaller caller, OpenedConversation opened, ConversationChanges changes)
        => Done(await changes.UnmuteAsync(caller.AccountId, opened.Value.Id, caller.Author, context.RequestAborted));

    private static async Task<Results<JsonHttpResult<ConversationResponse>, ApiErrorResult>> ShownAsync(
        ApplicationCaller caller, RecordOutcome<Conversation> outcome, ConversationView view, CancellationToken cancellationToken)
        => outcome.TryGet(out var conversation)
            ? TypedResults.Json(await view.OfAsync(caller, conversation, cancellationToken), ApplicationJson.Relaxed.ConversationResponse)
            : ApplicationResults.Refusal(outcome);

    private static Results<Ok, ApiErrorResult> Done(RecordOutcome<Conversation> outcome)
        => outcome.TryGet(out _) ? TypedResults.Ok() : ApplicationResults.Refusal(outcome);
}
