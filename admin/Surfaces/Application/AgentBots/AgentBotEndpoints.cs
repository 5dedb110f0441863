using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.AgentBots;
using OneLink.Admin.Database;
using OneLink.Admin.Files;
using OneLink.Admin.Surfaces.Errors;
using OneLink.Admin.Surfaces.Parameters;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces.Application.AgentBots;

/// <summary>The account's bots, which it changes, and those of the installation, which it only sees.</summary>
internal static class AgentBotEndpoints
{
    public static void Map(IEndpointRouteBuilder account)
    {
        var bots = account.MapGroup("/agent_bots");
        bots.MapGet("", List);
        bots.MapGet("/{id}", Show);
        bots.MapPost("", Create).RequireAdministrator();
        bots.MapPatch("/{id}", Update).RequireAdministrator();
        bots.MapPut("/{id}", Update).RequireAdministrator();
        bots.MapDelete("/{id}", Delete).RequireAdministrator();
        bots.MapDelete("/{id}/avatar", RemoveAvatar).RequireAdministrator();
        bots.MapPost("/{id}/reset_access_token", ResetToken).RequireAdministrator();
        bots.MapPost("/{id}/reset_secret", ResetSecret).RequireAdministrator();
    }

    internal static async Task<JsonHttpResult<IReadOnlyList<AgentBotResponse>>> List(
        HttpContext context, ApplicationCaller caller, AgentBotRepository bots, AgentBotView view)
    {
        var shown = new List<AgentBotResponse>();
        foreach (var bot in await bots.OpenToAsync(caller.AccountId, context.RequestAborted))
        {
            shown.Add(await view.OfAsync(bot, caller, context.RequestAborted));
        }

        return TypedResults.Json<IReadOnlyList<AgentBotResponse>>(shown, ApplicationJson.Relaxed.IReadOnlyListAgentBotResponse);
    }

    internal static async Task<Results<JsonHttpResult<AgentBotResponse>, ApiErrorResult>> Show(
        HttpContext context, ApplicationCaller caller, RecordId id, AgentBotRepository bots, AgentBotView view)
        => await bots.FindAsync(id, context.RequestAborted) is { } bot && (bot.AccountId is null || bot.AccountId == caller.AccountId)
            ? await ShowAsync(context, caller, bot, view)
            : ApplicationResults.NotFound();

    internal static async Task<Results<JsonHttpResult<AgentBotResponse>, ApiErrorResult>> Create(
        HttpContext context,
        ApplicationCaller caller,
        RequestParameters parameters,
        AgentBotChanges changes,
        AgentBotView view,
        AvatarUploads avatars,
        IDatabase database)
    {
        var (input, refusal) = await InputAsync(context, caller, parameters, avatars);
        return input is not null
            ? await AnswerAsync(
                context, caller, await database.WriteAsync(scope => changes.CreateAsync(scope, input with { AccountId = caller.AccountId }), context.RequestAborted), view)
            : refusal!;
    }

    internal static async Task<Results<JsonHttpResult<AgentBotResponse>, ApiErrorResult>> Update(
        HttpContext context,
        ApplicationCaller caller,
        RecordId id,
        RequestParameters parameters,
        AgentBotRepository bots,
        AgentBotChanges changes,
        AgentBotView view,
        AvatarUploads avatars)
    {
        if (await OwnAsync(context, caller, id, bots) is null)
        {
            return ApplicationResults.NotFound();
        }

        var (input, refusal) = await InputAsync(context, caller, parameters, avatars);
        return input is not null
            ? await AnswerAsync(context, caller, await changes.UpdateAsync(id, input, context.RequestAborted), view)
            : refusal!;
    }

    internal static async Task<Results<Ok, ApiErrorResult>> Delete(
        HttpContext context, ApplicationCaller caller, RecordId id, AgentBotRepository bots, AgentBotChanges changes)
    {
        if (await OwnAsync(context, caller, id, bots) is not { } bot)
        {
            return ApplicationResults.NotFound();
        }

        await changes.DeleteAsync(bot, context.RequestAborted);
        return TypedResults.Ok();
    }

    internal static async Task<Results<JsonHttpResult<AgentBotResponse>, ApiErrorResult>> RemoveAvatar(
        HttpContext context, ApplicationCaller caller, RecordId id, AgentBotRepository bots, AgentBotChanges changes, AgentBotView view)
        => await OwnAsync(context, caller, id, bots) is not null
            ? await AnswerAsync(
                context, caller, await changes.UpdateAsync(id, new AgentBotInput { Avatar = Avatar.None }, context.RequestAborted), view)
            : ApplicationResults.NotFound();

    internal static async Task<Results<JsonHttpResult<AgentBotResponse>, ApiErrorResult>> ResetToken(
        HttpContext context, ApplicationCaller caller, RecordId id, AgentBotRepository bots, AgentBotChanges changes, AgentBotView view)
    {
        if (await OwnAsync(context, caller, id, bots) is not { } bot)
        {
            return ApplicationResults.NotFound();
        }

        await changes.ResetTokenAsync(bot, context.RequestAborted);
        return await ShowAsync(context, caller, bot, view);
    }

    internal static async Task<Results<JsonHttpResult<AgentBotResponse>, ApiErrorResult>> ResetSecret(
        HttpContext context, ApplicationCaller caller, RecordId id, AgentBotRepository bots, AgentBotChanges changes, AgentBotView view)
        => await OwnAsync(context, caller, id, bots) is { } bot
            ? await ShowAsync(context, caller, await changes.ResetSecretAsync(bot, context.RequestAborted), view)
            : ApplicationResults.NotFound();

    /// <summary>A bot that the account may change.</summary>
    private static async Task<AgentBot?> OwnAsync(HttpContext context, ApplicationCaller caller, RecordId id, AgentBotRepository bots)
        => await bots.FindAsync(id, context.RequestAborted) is { } bot && bot.AccountId == caller.AccountId ? bot : null;

    private static async Task<Results<JsonHttpResult<AgentBotResponse>, ApiErrorResult>> AnswerAsync(
        HttpContext context, ApplicationCaller caller, RecordOutcome<AgentBot> outcome, AgentBotView view)
        => outcome.TryGet(out var bot) ? await ShowAsync(context, caller, bot, view) : ApplicationResults.Refusal(outcome);

    private static async Task<JsonHttpResult<AgentBotResponse>> ShowAsync(HttpContext context, ApplicationCaller caller, AgentBot bot, AgentBotView view)
        => TypedResults.Json(await view.OfAsync(bot, caller, context.RequestAborted), ApplicationJson.Relaxed.AgentBotResponse);

    private static async Task<(AgentBotInput? Input, ApiErrorResult? Refusal)> InputAsync(
        HttpContext context, ApplicationCaller caller, RequestParameters parameters, AvatarUploads avatars)
    {
        if (parameters.Under("agent_bot") is not { } fields)
        {
            return (null, new ApiErrorResult(ApiError.MissingParameter("agent_bot")));
        }

        var read = new ParameterReader(fields, new RecordErrors());
        var input = new AgentBotInput
        {
            Name = read.Text("name"),
            Description = read.Text("description"),
            OutgoingUrl = read.TextOrNull("outgoing_url"),
            BotConfig = read.Object("bot_config"),
            AvatarUrl = read.TextOrNull("avatar_url"),
            Avatar = await avatars.ReadAsync(caller.AccountId, fields, read.Errors, context.RequestAborted),
        };

        // There is one kind, by its name or its number.
        read.Choice("bot_type", static kind => kind is "webhook" or "0");
        return read.Errors.Any ? (null, ApplicationResults.Invalid(read.Errors)) : (input, null);
    }
}
