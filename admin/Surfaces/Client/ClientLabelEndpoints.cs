using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Conversations;
using OneLink.Admin.Labels;
using OneLink.Admin.Surfaces.Errors;
using OneLink.Admin.Surfaces.Parameters;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces.Client;

/// <summary>Labels that a page gives the conversation of its visitor: only those that the account has made.</summary>
internal static class ClientLabelEndpoints
{
    private const string Labels = "labels";

    public static void Map(IEndpointRouteBuilder inbox)
    {
        var labels = inbox.MapGroup(ClientConversationEndpoints.Path + "/{id}/labels");
        labels.MapPost("", Add);
        labels.MapDelete("", Remove);
    }

    /// <summary>Those that it has stay. None is made: who can see a page would fill the account's list.</summary>
    internal static async Task<Results<JsonHttpResult<IReadOnlyList<string>>, ApiErrorResult>> Add(
        HttpContext context, ClientCaller caller, RecordId id, RequestParameters parameters, ClientDoor door, LabelRepository known, ConversationLabels labels)
    {
        var (conversation, refusal) = await door.OpenAsync(caller, id, context.RequestAborted);
        if (conversation is null)
        {
            return refusal!;
        }

        var (titles, unread) = Titles(parameters);
        if (titles is null)
        {
            return unread!;
        }

        var there = (await known.OfAccountAsync(caller.Inbox.AccountId, context.RequestAborted)).Select(label => label.Title).ToHashSet(StringComparer.Ordinal);
        if (!titles.All(there.Contains))
        {
            var errors = new RecordErrors();
            errors.NotIncluded(Labels);
            return new ApiErrorResult(ApiError.Invalid(errors));
        }

        return await ChangeAsync(caller, conversation, labels, present => [.. present.Union(titles, StringComparer.Ordinal)], context.RequestAborted);
    }

    internal static async Task<Results<JsonHttpResult<IReadOnlyList<string>>, ApiErrorResult>> Remove(
        HttpContext context, ClientCaller caller, RecordId id, RequestParameters parameters, ClientDoor door, ConversationLabels labels)
    {
        var (conversation, refusal) = await door.OpenAsync(caller, id, context.RequestAborted);
        if (conversation is null)
        {
            return refusal!;
        }

        var (titles, unread) = Titles(parameters);
        return titles is null ? unread! : await ChangeAsync(caller, conversation, labels, present => [.. present.Except(titles, StringComparer.Ordinal)], context.RequestAborted);
    }

    private static (string[]? Titles, ApiErrorResult? Refusal) Titles(RequestParameters parameters)
    {
        var read = new ParameterReader(parameters, new RecordErrors());
        var titles = read.Texts(Labels).Or(null);
        return read.Errors.Any ? (null, new ApiErrorResult(ApiError.Invalid(read.Errors)))
            : titles is null ? (null, new ApiErrorResult(ApiError.MissingParameter(Labels)))
            : (titles, null);
    }

    private static async Task<Results<JsonHttpResult<IReadOnlyList<string>>, ApiErrorResult>> ChangeAsync(
        ClientCaller caller, Conversation conversation, ConversationLabels labels, Func<List<string>, IReadOnlyCollection<string>> change, CancellationToken cancellationToken)
    {
        var outcome = await labels.ChangeAsync(conversation.AccountId, conversation.Id, change, ClientConversationEndpoints.AuthorOf(caller), cancellationToken);
        return outcome.TryGet(out var after)
            ? TypedResults.Json<IReadOnlyList<string>>(after, ClientJson.Relaxed.IReadOnlyListString)
            : new ApiErrorResult(outcome.Errors is { } errors ? ApiError.Invalid(errors) : ApiError.Framework(StatusCodes.Status404NotFound));
    }
}
