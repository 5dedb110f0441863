using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using OneLink.Admin.Conversations;
using OneLink.Admin.Surfaces.Errors;
using OneLink.Admin.Surfaces.Parameters;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces.Application.Conversations;

/// <summary>The people who take part in a conversation.</summary>
internal static class ParticipantEndpoints
{
    public static void Map(IEndpointRouteBuilder account)
    {
        var participants = account.MapGroup("/conversations/{conversation_id}/participants");
        participants.MapGet("", List);
        participants.MapPost("", Add);
        participants.MapPut("", Replace);
        participants.MapPatch("", Replace);
        participants.MapDelete("", Remove);
    }

    internal static async Task<Results<JsonHttpResult<IReadOnlyList<AgentResponse>>, ApiErrorResult>> List(
        HttpContext context,
        ApplicationCaller caller,
        [FromRoute(Name = "conversation_id")] RecordId conversationId,
        ConversationDoor door,
        ConversationParticipants participants,
        AgentView agents)
    {
        var (conversation, refusal) = await door.OpenAsync(caller, conversationId, context.RequestAborted);
        return conversation is null
            ? refusal!
            : await PeopleAsync(conversation, await participants.FindAsync(conversation, context.RequestAborted), agents, context.RequestAborted);
    }

    internal static Task<Results<JsonHttpResult<IReadOnlyList<AgentResponse>>, ApiErrorResult>> Add(
        HttpContext context,
        ApplicationCaller caller,
        [FromRoute(Name = "conversation_id")] RecordId conversationId,
        RequestParameters parameters,
        ConversationDoor door,
        ConversationParticipants participants,
        AgentView agents)
        => ChangeAsync(context, caller, conversationId, parameters, door, participants.AddAsync, agents);

    internal static Task<Results<JsonHttpResult<IReadOnlyList<AgentResponse>>, ApiErrorResult>> Replace(
        HttpContext context,
        ApplicationCaller caller,
        [FromRoute(Name = "conversation_id")] RecordId conversationId,
        RequestParameters parameters,
        ConversationDoor door,
        ConversationParticipants participants,
        AgentView agents)
        => ChangeAsync(context, caller, conversationId, parameters, door, participants.ReplaceAsync, agents);

    internal static async Task<Results<Ok, ApiErrorResult>> Remove(
        HttpContext context,
        ApplicationCaller caller,
        [FromRoute(Name = "conversation_id")] RecordId conversationId,
        RequestParameters parameters,
        ConversationDoor door,
        ConversationParticipants participants)
    {
        var (conversation, refusal) = await door.OpenAsync(caller, conversationId, context.RequestAborted);
        if (conversation is null)
        {
            return refusal!;
        }

        var (userIds, errors) = Read(parameters);
        if (errors.Any)
        {
            return ApplicationResults.Invalid(errors);
        }

        await participants.RemoveAsync(conversation, userIds, context.RequestAborted);
        return TypedResults.Ok();
    }

    private static async Task<Results<JsonHttpResult<IReadOnlyList<AgentResponse>>, ApiErrorResult>> ChangeAsync(
        HttpContext context,
        ApplicationCaller caller,
        long conversationId,
        RequestParameters parameters,
        ConversationDoor door,
        Func<Conversation, IReadOnlyCollection<long>, CancellationToken, Task<RecordOutcome<List<long>>>> change,
        AgentView agents)
    {
        var (conversation, refusal) = await door.OpenAsync(caller, conversationId, context.RequestAborted);
        if (conversation is null)
        {
            return refusal!;
        }

        var (userIds, errors) = Read(parameters);
        if (errors.Any)
        {
            return ApplicationResults.Invalid(errors);
        }

        var outcome = await change(conversation, userIds, context.RequestAborted);
        return outcome.TryGet(out var after)
            ? await PeopleAsync(conversation, after, agents, context.RequestAborted)
            : ApplicationResults.Refusal(outcome);
    }

    private static (long[] UserIds, RecordErrors Errors) Read(RequestParameters parameters)
    {
        var read = new ParameterReader(parameters, new RecordErrors());
        return (read.Integers("user_ids").Or(null) ?? [], read.Errors);
    }

    private static async Task<JsonHttpResult<IReadOnlyList<AgentResponse>>> PeopleAsync(
        Conversation conversation, List<long> userIds, AgentView agents, CancellationToken cancellationToken)
    {
        var people = await agents.OfUsersAsync(conversation.AccountId, userIds, cancellationToken);
        return TypedResults.Json<IReadOnlyList<AgentResponse>>(
            [.. userIds.Where(people.ContainsKey).Select(id => people[id])], ApplicationJson.Relaxed.IReadOnlyListAgentResponse);
    }
}
