using System.Text;
using System.Text.Json;
using OneLink.Admin.Access.IntegrationKeys;
using OneLink.Admin.Conversations;
using OneLink.Admin.Json;
using OneLink.Admin.Messages;
using OneLink.Admin.Surfaces.OnSync.Errors;

namespace OneLink.Admin.Surfaces.OnSync.Messages;

/// <summary>Reads messages.</summary>
internal static class MessageEndpoints
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 100;
    private const int MaxChanged = 1_000;
    private const string Lines = "application/x-ndjson";

    public static void Map(IEndpointRouteBuilder surface)
    {
        surface.MapGet("/conversations/{conversationId}/messages", OfConversation).RequireOnSyncScope(OnSyncScope.ReadMessages);
        surface.MapGet("/messages", Changed).RequireOnSyncScope(OnSyncScope.ReadMessages);
    }

    internal static async Task<IResult> OfConversation(HttpContext context, OnSyncCaller caller, string conversationId, MessageHistory history, MessageView view)
    {
        var query = new QueryReader(context.Request.Query);
        var limit = query.Limit(DefaultLimit, MaxLimit);
        var before = Cursor(query, "before");
        if (query.Issues.Any)
        {
            return new OnSyncErrorResult(OnSyncError.Invalid(query.Issues.All));
        }

        if (ConversationAddress.Parse(conversationId) is not { } address
            || await history.OfAddressAsync(caller.AccountId, address, before, limit, context.RequestAborted) is not { } found)
        {
            return new OnSyncErrorResult(OnSyncError.NotFound("The account has no such conversation."));
        }

        var page = found.Take(limit).Select(said => said.Message).ToList();
        return new OnSyncResult<MessageListResponse>(
            new MessageListResponse(address.ToString(), [.. found.Take(limit).Select(view.Of)], NextBefore(page, found.ElementAtOrDefault(limit)?.Message)?.ToString(ApiTime.Iso)),
            OnSyncJson.Relaxed.MessageListResponse);
    }

    internal static async Task<IResult> Changed(HttpContext context, OnSyncCaller caller, MessageHistory history, MessageView view)
    {
        var query = new QueryReader(context.Request.Query);
        var limit = query.Limit(DefaultLimit, MaxChanged);
        var updatedAfter = query.Time("updatedAfter");
        var cursor = Cursor(query, "cursor");
        if (query.Issues.Any)
        {
            return new OnSyncErrorResult(OnSyncError.Invalid(query.Issues.All));
        }

        var after = cursor ?? new HistoryCursor(updatedAfter ?? -1, Id: null);
        if (context.Request.Headers.Accept.ToString().Contains(Lines, StringComparison.OrdinalIgnoreCase))
        {
            return Results.Stream(stream => WriteAsync(stream, caller.AccountId, after, history, view, context.RequestAborted), Lines);
        }

        // One more than a page tells whether there is another.
        var found = await history.ChangedAsync(caller.AccountId, after, limit + 1, context.RequestAborted);
        var page = found.Take(limit).ToList();
        return new OnSyncResult<ChangedMessagesResponse>(
            new ChangedMessagesResponse([.. page.Select(view.Of)], found.Count > limit ? Behind(page[^1].Message).ToString(ApiTime.Iso) : null),
            OnSyncJson.Relaxed.ChangedMessagesResponse);
    }

    /// <summary>All that has changed, a line each.</summary>
    private static async Task WriteAsync(
        Stream stream, long accountId, HistoryCursor after, MessageHistory history, MessageView view, CancellationToken cancellationToken)
    {
        List<HistoryMessage> page;
        do
        {
            page = await history.ChangedAsync(accountId, after, MaxChanged, cancellationToken);
            var lines = new StringBuilder();
            foreach (var said in page)
            {
                lines.Append(JsonSerializer.Serialize(view.Of(said), OnSyncJson.Relaxed.MessageResponse)).Append('\n');
                after = Behind(said.Message);
            }

            await stream.WriteAsync(Encoding.UTF8.GetBytes(lines.ToString()), cancellationToken);
        }
        while (page.Count == MaxChanged);
    }

    private static HistoryCursor Behind(Message message) => new(message.UpdatedAt, message.Id);

    /// <summary>A time alone, which is the last message's, unless the next one has the same.</summary>
    private static HistoryCursor? NextBefore(List<Message> page, Message? next)
        => next is null ? null : new HistoryCursor(page[^1].CreatedAt, next.CreatedAt == page[^1].CreatedAt ? page[^1].Id : null);

    private static HistoryCursor? Cursor(QueryReader query, string name)
    {
        if (query.Text(name) is not { } text)
        {
            return null;
        }

        var cursor = HistoryCursor.Parse(text.Replace(' ', '+'), static at => FieldReader.TryParseTime(at, out var time) ? time.ToUnixTimeMilliseconds() : null);
        if (cursor is null)
        {
            query.Issues.WrongText([name], "datetime", "Invalid cursor: send what the page before gave, or an RFC 3339 time such as 2027-01-31T12:00:00Z");
        }

        return cursor;
    }
}
