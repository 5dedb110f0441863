using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Notifications;
using OneLink.Admin.Surfaces.Application.Contacts;
using OneLink.Admin.Surfaces.Application.Conversations;
using OneLink.Admin.Surfaces.Errors;
using OneLink.Admin.Surfaces.Parameters;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces.Application.Notifications;

/// <summary>What the caller should look at: everybody sees only his own.</summary>
internal static class NotificationEndpoints
{
    private const int PageSize = 15;

    /// <summary>Everything that is not put off.</summary>
    private static readonly NotificationChoice NotSnoozed = new(WithRead: true, WithSnoozed: false);

    public static void Map(IEndpointRouteBuilder account)
    {
        var notifications = account.MapGroup("/notifications");
        notifications.MapGet("", List);
        notifications.MapGet("/unread_count", UnreadCount);
        notifications.MapPost("/read_all", ReadAll);
        notifications.MapPost("/destroy_all", DeleteAll);
        notifications.MapPut("/{id}", Read);
        notifications.MapPatch("/{id}", Read);
        notifications.MapPost("/{id}/unread", Unread);
        notifications.MapPost("/{id}/snooze", Snooze);
        notifications.MapDelete("/{id}", Delete);
    }

    internal static async Task<Results<JsonHttpResult<NotificationListData>, ApiErrorResult>> List(
        HttpContext context, ApplicationCaller caller, RequestParameters parameters, NotificationRepository notifications, NotificationView view)
    {
        var read = new ParameterReader(parameters, new RecordErrors());
        var includes = read.Texts("includes").Or(null) ?? [];
        var order = read.Choice("sort_order", static text => text is "asc" or "desc").Or(null);
        if (read.Errors.Any)
        {
            return ApplicationResults.Invalid(read.Errors);
        }

        var (account, user) = (caller.AccountId, caller.User!.Id);
        var choice = new NotificationChoice(includes.Contains("read", StringComparer.Ordinal), includes.Contains("snoozed", StringComparer.Ordinal));
        var page = PageNumber.Of(parameters);
        var (count, unread) = await notifications.CountAsync(account, user, choice, context.RequestAborted);
        var found = page.Value > (int.MaxValue / PageSize)
            ? []
            : await notifications.PageAsync(account, user, choice, order is "asc", (page.Value - 1) * PageSize, PageSize, context.RequestAborted);
        return TypedResults.Json(
            new NotificationListData(new NotificationListData.Page(
                new NotificationListData.Counts(unread, count, page.Shown), await view.OfAsync(account, user, found, context.RequestAborted))),
            ApplicationJson.Relaxed.NotificationListData);
    }

    internal static async Task<JsonHttpResult<long>> UnreadCount(HttpContext context, ApplicationCaller caller, NotificationRepository notifications)
        => TypedResults.Json(
            (await notifications.CountAsync(caller.AccountId, caller.User!.Id, NotSnoozed, context.RequestAborted)).Unread, ApplicationJson.Relaxed.Int64);

    /// <summary>Of one conversation where the request names it, <c>primary_actor_type: Conversation</c>; else all.</summary>
    internal static async Task<Results<Ok, ApiErrorResult>> ReadAll(
        HttpContext context, ApplicationCaller caller, RequestParameters parameters, NotificationRepository notifications)
    {
        var read = new ParameterReader(parameters, new RecordErrors());
        var type = read.Choice("primary_actor_type", static text => text is "Conversation").Or(null);
        var conversationId = read.Integer("primary_actor_id").Or(null);
        if (type is not null && conversationId is null)
        {
            read.Errors.Blank("primary_actor_id");
        }

        if (read.Errors.Any)
        {
            return ApplicationResults.Invalid(read.Errors);
        }

        await notifications.ReadAllAsync(caller.AccountId, caller.User!.Id, type is null ? null : conversationId, context.RequestAborted);
        return TypedResults.Ok();
    }

    /// <summary>All of them, or with <c>type: read</c> those that are read.</summary>
    internal static async Task<Results<Ok, ApiErrorResult>> DeleteAll(
        HttpContext context, ApplicationCaller caller, RequestParameters parameters, NotificationRepository notifications)
    {
        var read = new ParameterReader(parameters, new RecordErrors());
        var type = read.Choice("type", static text => text is "read" or "all").Or(null);
        if (read.Errors.Any)
        {
            return ApplicationResults.Invalid(read.Errors);
        }

        await notifications.DeleteAllAsync(caller.AccountId, caller.User!.Id, onlyRead: type is "read", context.RequestAborted);
        return TypedResults.Ok();
    }

    internal static async Task<Results<JsonHttpResult<NotificationResponse>, ApiErrorResult>> Read(
        HttpContext context, ApplicationCaller caller, RecordId id, NotificationRepository notifications, NotificationView view, TimeProvider clock)
        => await ShownAsync(
            await notifications.SetAsync(caller.AccountId, caller.User!.Id, id, clock.GetUtcNow().ToUnixTimeMilliseconds(), snoozedUntil: null, context.RequestAborted),
            view,
            context.RequestAborted);

    internal static async Task<Results<Ok, ApiErrorResult>> Unread(HttpContext context, ApplicationCaller caller, RecordId id, NotificationRepository notifications)
        => ApplicationResults.Gone(
            await notifications.SetAsync(caller.AccountId, caller.User!.Id, id, readAt: null, snoozedUntil: null, context.RequestAborted) is not null);

    /// <summary>Until a time, in Unix seconds or ISO 8601.</summary>
    internal static async Task<Results<JsonHttpResult<NotificationResponse>, ApiErrorResult>> Snooze(
        HttpContext context, ApplicationCaller caller, RecordId id, RequestParameters parameters, NotificationRepository notifications, NotificationView view)
    {
        var read = new ParameterReader(parameters, new RecordErrors());
        var until = ConversationParameters.Time(read, "snoozed_until");
        if (until is null && !read.Errors.Any)
        {
            read.Errors.Blank("snoozed_until");
        }

        return read.Errors.Any
            ? ApplicationResults.Invalid(read.Errors)
            : await ShownAsync(
                await notifications.SetAsync(caller.AccountId, caller.User!.Id, id, readAt: null, until, context.RequestAborted), view, context.RequestAborted);
    }

    internal static async Task<Results<Ok, ApiErrorResult>> Delete(HttpContext context, ApplicationCaller caller, RecordId id, NotificationRepository notifications)
        => ApplicationResults.Gone(await notifications.DeleteAsync(caller.AccountId, caller.User!.Id, id, context.RequestAborted));

    private static async Task<Results<JsonHttpResult<NotificationResponse>, ApiErrorResult>> ShownAsync(
        Notification? notification, NotificationView view, CancellationToken cancellationToken)
        => notification is not null && await view.OfAsync(notification, cancellationToken) is { } response
            ? TypedResults.Json(response, ApplicationJson.Relaxed.NotificationResponse)
            : ApplicationResults.NotFound();
}
