using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.AgentBots;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Json;
using OneLink.Admin.Surfaces.Application.AgentBots;
using OneLink.Admin.Surfaces.Errors;
using OneLink.Admin.Surfaces.Parameters;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces.Application.Inboxes;

/// <summary>The bot that answers in an inbox.</summary>
internal static class InboxBotEndpoints
{
    public static void Map(IEndpointRouteBuilder account)
    {
        account.MapGet("/inboxes/{id}/agent_bot", Show);
        account.MapPost("/inboxes/{id}/set_agent_bot", Connect).RequireAdministrator();
    }

    /// <summary>The bot; an empty object where there is none.</summary>
    internal static async Task<Results<JsonHttpResult<InboxBotPayload>, ApiErrorResult>> Show(
        HttpContext context, ApplicationCaller caller, RecordId id, InboxRepository inboxes, AgentBotRepository bots, AgentBotView view)
    {
        if (await inboxes.FindAsync(caller.AccountId, id, context.RequestAborted) is not { } inbox)
        {
            return ApplicationResults.NotFound();
        }

        if (!await caller.MayUseAsync(inbox, inboxes, context.RequestAborted))
        {
            return new ApiErrorResult(ApiError.NotAllowed());
        }

        var bot = inbox.AgentBotId is { } botId ? await bots.FindAsync(botId, context.RequestAborted) : null;
        var shown = bot is null ? null : await view.OfAsync(bot, caller, context.RequestAborted);
        return TypedResults.Json(
            new InboxBotPayload(shown is null ? AttributeObject.Empty : JsonSerializer.Serialize(shown, ApplicationJson.Relaxed.AgentBotResponse)),
            ApplicationJson.Relaxed.InboxBotPayload);
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
