using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Access.AccessTokens;
using OneLink.Admin.Accounts;
using OneLink.Admin.AgentBots;
using OneLink.Admin.Database;
using OneLink.Admin.Files;
using OneLink.Admin.PlatformApps;
using OneLink.Admin.Surfaces.Errors;
using OneLink.Admin.Surfaces.Parameters;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces.Platform;

/// <summary>The bots that the app looks after. Without an account it is a bot for every account.</summary>
internal static class PlatformBotEndpoints
{
    public static void Map(IEndpointRouteBuilder bots)
    {
        const string One = $"/{{{PlatformGate.BotIdName}}}";
        bots.MapGet("", List);
        bots.MapPost("", Create);
        bots.MapGet(One, Show);
        bots.MapPatch(One, Update);
        bots.MapPut(One, Update);
        bots.MapDelete(One, Delete);
        bots.MapDelete(One + "/avatar", RemoveAvatar);
    }

    internal static async Task<JsonHttpResult<IReadOnlyList<PlatformBotResponse>>> List(
        HttpContext context, PlatformCaller caller, AgentBotRepository bots, AccessTokenRepository tokens)
    {
        var shown = new List<PlatformBotResponse>();
        foreach (var bot in await bots.OfPlatformAppAsync(caller.AppId, context.RequestAborted))
        {
            shown.Add(PlatformBotResponse.Of(bot, await tokens.FindTokenAsync(TokenOwner.AgentBot(bot.Id), context.RequestAborted)));
        }

        return TypedResults.Json<IReadOnlyList<PlatformBotResponse>>(shown, PlatformJson.Relaxed.IReadOnlyListPlatformBotResponse);
    }

    internal static async Task<Results<JsonHttpResult<PlatformBotResponse>, ApiErrorResult>> Create(
        HttpContext context,
        PlatformCaller caller,
        RequestParameters parameters,
        AgentBotChanges changes,
        AccountRepository accounts,
        PermissibleRepository permissibles,
        AccessTokenRepository tokens,
        AvatarUploads avatars,
        IDatabase database)
    {
        var read = new ParameterReader(parameters, new RecordErrors());
        var input = await InputAsync(parameters, read, avatars, context.RequestAborted);
        if (read.Errors.Any)
        {
            return PlatformResults.Invalid(read.Errors);
        }

        if (!await MayNameAsync(caller, input, accounts, permissibles, context.RequestAborted))
        {
            return new ApiErrorResult(PlatformGate.NotPermissible);
        }

        var outcome = await database.WriteAsync(
            async scope =>
            {
                var made = await changes.CreateAsync(scope, input);
                if (made.TryGet(out var bot))
                {
                    await PermissibleRepository.GrantAsync(scope, caller.AppId, Permissible.AgentBot(bot.Id), bot.CreatedAt);
                }

                return made;
            },
            context.RequestAborted);
        return await AnswerAsync(outcome, tokens, context.RequestAborted);
    }

    internal static Task<JsonHttpResult<PlatformBotResponse>> Show(HttpContext context, PlatformCaller caller, AccessTokenRepository tokens)
        => ShowAsync(caller.Bot, tokens, context.RequestAborted);

    internal static async Task<Results<JsonHttpResult<PlatformBotResponse>, ApiErrorResult>> Update(
        HttpContext context,
        PlatformCaller caller,
        RequestParameters parameters,
        AgentBotChanges changes,
        AccountRepository accounts,
        PermissibleRepository permissibles,
        AccessTokenRepository tokens,
        AvatarUploads avatars)
    {
        var read = new ParameterReader(parameters, new RecordErrors());
        var input = await InputAsync(parameters, read, avatars, context.RequestAborted);
        if (read.Errors.Any)
        {
            return PlatformResults.Invalid(read.Errors);
        }

        return await MayNameAsync(caller, input, accounts, permissibles, context.RequestAborted)
            ? await AnswerAsync(await changes.UpdateAsync(caller.Bot.Id, input, context.RequestAborted), tokens, context.RequestAborted)
            : new ApiErrorResult(PlatformGate.NotPermissible);
    }

    internal static async Task<Ok> Delete(HttpContext context, PlatformCaller caller, AgentBotChanges changes)
    {
        await changes.DeleteAsync(caller.Bot, context.RequestAborted);
        return TypedResults.Ok();
    }

    internal static async Task<Ok> RemoveAvatar(HttpContext context, PlatformCaller caller, AgentBotChanges changes)
    {
        await changes.UpdateAsync(caller.Bot.Id, new AgentBotInput { Avatar = Avatar.None }, context.RequestAborted);
        return TypedResults.Ok();
    }

    /// <summary>A bot can be given only to an account that the app may reach. One that does not exist is the rules' to refuse.</summary>
    private static async Task<bool> MayNameAsync(
        PlatformCaller caller, AgentBotInput input, AccountRepository accounts, PermissibleRepository permissibles, CancellationToken cancellationToken)
        => input.AccountId.Or(null) is not { } accountId
            || await accounts.FindAsync(accountId, cancellationToken) is null
            || await permissibles.HasAsync(caller.AppId, Permissible.Account(accountId), cancellationToken);

    private static async Task<Results<JsonHttpResult<PlatformBotResponse>, ApiErrorResult>> AnswerAsync(
        RecordOutcome<AgentBot> outcome, AccessTokenRepository tokens, CancellationToken cancellationToken)
        => outcome.TryGet(out var bot) ? await ShowAsync(bot, tokens, cancellationToken) : PlatformResults.Refusal(outcome);

    private static async Task<JsonHttpResult<PlatformBotResponse>> ShowAsync(AgentBot bot, AccessTokenRepository tokens, CancellationToken cancellationToken)
        => TypedResults.Json(
            PlatformBotResponse.Of(bot, await tokens.FindTokenAsync(TokenOwner.AgentBot(bot.Id), cancellationToken)), PlatformJson.Relaxed.PlatformBotResponse);

    /// <summary>Its picture is no account's: the bot may be given to another one.</summary>
    private static async Task<AgentBotInput> InputAsync(
        RequestParameters parameters, ParameterReader read, AvatarUploads avatars, CancellationToken cancellationToken)
        => new()
        {
            Name = read.Text("name"),
            Description = read.Text("description"),
            OutgoingUrl = read.TextOrNull("outgoing_url"),
            AvatarUrl = read.TextOrNull("avatar_url"),
            AccountId = read.Integer("account_id"),
            Avatar = await avatars.ReadAsync(accountId: null, parameters, read.Errors, cancellationToken),
        };
}
