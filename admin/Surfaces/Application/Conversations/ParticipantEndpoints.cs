using Microsoft.AspNetCore.Http.HttpResults;
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
        var participants = OpenedConversation.BehindDoor(account, "/participants");
        participants.MapGet("", List);
        participants.MapPost("", Add);
        participants.MapPut("", Replace);
        participants.MapPatch("", Replace);
        participants.MapDelete("", Remove);
    }

    internal static async Task<Results<JsonHttpResult<IReadOnlyList<AgentResponse>>, ApiErrorResult>> List(
        HttpContext context,
        OpenedConversation opened,
        ConversationParticipants participants,
        AgentView agents)
        => await PeopleAsync(opened.Value, await participants.FindAsync(opened.Value, context.RequestAborted), agents, context.RequestAborted);

    internal static Task<Results<JsonHttpResult<IReadOnlyList<AgentResponse>>, ApiErrorResult>> Add(
        HttpContext context,
        OpenedConversation opened,
        RequestParameters parameters,
        ConversationParticipants participants,
        AgentView agents)
        => ChangeAsync(context, opened.Value, parameters, participants.AddAsync, agents);

    internal static Task<Results<JsonHttpResult<IReadOnlyList<AgentResponse>>, ApiErrorResult>> Replace(
        HttpContext context,
        OpenedConversation opened,
        RequestParameters parameters,
        ConversationParticipants participants,
        AgentView agents)
        => ChangeAsync(context, opened.Value, parameters, participants.ReplaceAsync, agents);

    internal static async Task<Results<Ok, ApiErrorResult>> Remove(
        HttpContext context,
        OpenedConversation opened,
        RequestParameters parameters,
        ConversationParticipants participants)
    {
        var (userIds, errors) = Read(parameters);
        if (errors.Any)
        {
            return ApplicationResults.Invalid(errors);
        }

        await participants.RemoveAsync(opened.Value, userIds, context.RequestAborted);
        return TypedResults.Ok();
    }

    private static async Task<Results<JsonHttpResult<IReadOnlyList<AgentResponse>>, ApiErrorResult>> ChangeAsync(
        HttpContext context,
        Conversation conversation,
        RequestParameters parameters,
        Func<Conversation, IReadOnlyCollection<long>, CancellationToken, Task<RecordOutcome<List<long>>>> change,
        AgentView agents)
    {
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
