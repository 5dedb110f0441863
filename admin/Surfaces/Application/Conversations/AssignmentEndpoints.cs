using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.AgentBots;
using OneLink.Admin.Conversations;
using OneLink.Admin.Surfaces.Application.Teams;
using OneLink.Admin.Surfaces.Errors;
using OneLink.Admin.Surfaces.Parameters;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces.Application.Conversations;

/// <summary>
/// Whose a conversation is: <c>assignee_id</c> names a person, or with <c>assignee_type: AgentBot</c> a bot; without it
/// <c>team_id</c> a team. The answer is whoever has it now, null for nobody.
/// </summary>
internal static class AssignmentEndpoints
{
    private const string AgentBotType = "AgentBot";

    public static void Map(IEndpointRouteBuilder account)
        => OpenedConversation.BehindDoor(account).MapPost("/assignments", Assign).AllowBots();

    internal static async Task<Results<JsonHttpResult<AssigneeResponse>, JsonHttpResult<TeamResponse>, JsonNull, ApiErrorResult>> Assign(
        HttpContext context,
        ApplicationCaller caller,
        OpenedConversation opened,
        RequestParameters parameters,
        ConversationChanges changes,
        AgentView agents,
        AgentBotRepository bots,
        TeamView teams)
    {
        var read = new ParameterReader(parameters, new RecordErrors());
        var (assigneeId, teamId) = (read.Integer("assignee_id"), read.Integer("team_id"));
        var isBot = read.TextOrNull("assignee_type").Or(null) is AgentBotType;
        if (read.Errors.Any)
        {
            return ApplicationResults.Invalid(read.Errors);
        }

        var (account, id, author) = (caller.AccountId, opened.Value.Id, caller.Author);
        if (isBot && assigneeId.Value is { } botId)
        {
            var outcome = await changes.AssignBotAsync(account, id, botId, author, context.RequestAborted);
            if (!outcome.TryGet(out var changed))
            {
                return ApplicationResults.Refusal(outcome);
            }

            return changed.AssigneeAgentBotId == botId && await bots.FindAsync(botId, context.RequestAborted) is { } bot
                ? TypedResults.Json(new AssigneeResponse(null, BotResponse.Of(bot)), ApplicationJson.Relaxed.AssigneeResponse)
                : new JsonNull();
        }

        if (assigneeId.IsGiven || isBot)
        {
            var outcome = await changes.AssignAsync(account, id, assigneeId.Value, author, context.RequestAborted);
            if (!outcome.TryGet(out var changed))
            {
                return ApplicationResults.Refusal(outcome);
            }

            return changed.AssigneeId is { } userId
                && (await agents.OfUsersAsync(account, [userId], context.RequestAborted)).GetValueOrDefault(userId) is { } agent
                    ? TypedResults.Json(new AssigneeResponse(agent, null), ApplicationJson.Relaxed.AssigneeResponse)
                    : new JsonNull();
        }

        if (teamId.IsGiven)
        {
            var outcome = await changes.AssignTeamAsync(account, id, teamId.Value, author, context.RequestAborted);
            if (!outcome.TryGet(out var changed))
            {
                return ApplicationResults.Refusal(outcome);
            }

            return changed.TeamId is { } given
                && (await teams.OfAsync(account, [given], caller.User?.Id, context.RequestAborted)).GetValueOrDefault(given) is { } team
                    ? TypedResults.Json(team, ApplicationJson.Relaxed.TeamResponse)
                    : new JsonNull();
        }

        return new JsonNull();
    }
}
