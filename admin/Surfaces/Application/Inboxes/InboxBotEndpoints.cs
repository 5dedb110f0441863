using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.AgentBots;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Surfaces.Errors;
using OneLink.Admin.Surfaces.Parameters;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces.Application.Inboxes;

/// <summary>The bot that answers in an inbox.</summary>
internal static class InboxBotEndpoints
{
    public static void Map(IEndpointRouteBuilder account)
    {
        account.MapPost("/inboxes/{id}/set_agent_bot", Connect).RequireAdministrator();
    }

    /// <summary>Connects the bot named, or none.</summary>
    internal static async Task<Results<Ok, ApiErrorResult>> Connect(
        HttpContext context, ApplicationCaller caller, RecordId id, RequestParameters parameters, AgentBotRepository bots, InboxChanges changes)
    {
        var read = new ParameterReader(parameters, new RecordErrors());
        var botId = read.Integer("agent_bot").Or(null);
        if (read.Errors.Any)
        {
            return ApplicationResults.Invalid(read.Errors);
        }

        if (botId is { } given && (await bots.FindAsync(given, context.RequestAborted) is not { } bot || (bot.AccountId is { } owner && owner != caller.AccountId)))
        {
            return ApplicationResults.NotFound();
        }

        return ApplicationResults.Gone((await changes.ConnectBotAsync(caller.AccountId, id, botId, caller.Performer, context.RequestAborted)).TryGet(out _));
    }
}
