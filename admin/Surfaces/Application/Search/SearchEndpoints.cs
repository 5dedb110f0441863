using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Surfaces.Application.Contacts;
using OneLink.Admin.Surfaces.Errors;
using OneLink.Admin.Surfaces.Parameters;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces.Application.Search;

/// <summary>One text looked for in conversations, contacts and messages, in all of them or in one kind. Agents find what is in their inboxes.</summary>
internal static class SearchEndpoints
{
    public static void Map(IEndpointRouteBuilder account)
    {
        var search = account.MapGroup("/search");
        search.MapGet("", All);
        search.MapGet("/conversations", InConversations);
        search.MapGet("/contacts", InContacts);
        search.MapGet("/messages", InMessages);
    }

    internal static Task<Results<JsonHttpResult<SearchPayload>, ApiErrorResult>> All(
        HttpContext context, ApplicationCaller caller, RequestParameters parameters, SearchDesk desk)
        => AnswerAsync(parameters, async (text, page) => new SearchPayload.Found
        {
            Conversations = await desk.ConversationsAsync(caller, text, page, context.RequestAborted),
            Contacts = await desk.ContactsAsync(caller, text, page, context.RequestAborted),
            Messages = await desk.MessagesAsync(caller, text, page, context.RequestAborted),
        });

    internal static Task<Results<JsonHttpResult<SearchPayload>, ApiErrorResult>> InConversations(
        HttpContext context, ApplicationCaller caller, RequestParameters parameters, SearchDesk desk)
        => AnswerAsync(parameters, async (text, page) => new SearchPayload.Found { Conversations = await desk.ConversationsAsync(caller, text, page, context.RequestAborted) });

    internal static Task<Results<JsonHttpResult<SearchPayload>, ApiErrorResult>> InContacts(
        HttpContext context, ApplicationCaller caller, RequestParameters parameters, SearchDesk desk)
        => AnswerAsync(parameters, async (text, page) => new SearchPayload.Found { Contacts = await desk.ContactsAsync(caller, text, page, context.RequestAborted) });

    internal static Task<Results<JsonHttpResult<SearchPayload>, ApiErrorResult>> InMessages(
        HttpContext context, ApplicationCaller caller, RequestParameters parameters, SearchDesk desk)
        => AnswerAsync(parameters, async (text, page) => new SearchPayload.Found { Messages = await desk.MessagesAsync(caller, text, page, context.RequestAborted) });

    private static async Task<Results<JsonHttpResult<SearchPayload>, ApiErrorResult>> AnswerAsync(
        RequestParameters parameters, Func<string, int, Task<SearchPayload.Found>> find)
    {
        var read = new ParameterReader(parameters, new RecordErrors());
        if (read.TextOrNull("q").Or(null) is not { } text)
        {
            return read.Errors.Any
                ? ApplicationResults.Invalid(read.Errors)
                : new ApiErrorResult(ApiError.Unprocessable("Specify search string with parameter q"));
        }

        return TypedResults.Json(new SearchPayload(await find(text.Trim(), PageNumber.Of(parameters).Value)), ApplicationJson.Relaxed.SearchPayload);
    }
}
