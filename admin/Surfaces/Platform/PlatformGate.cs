using OneLink.Admin.Access.AccessTokens;
using OneLink.Admin.Accounts;
using OneLink.Admin.AgentBots;
using OneLink.Admin.PlatformApps;
using OneLink.Admin.Surfaces.Access;
using OneLink.Admin.Surfaces.Errors;
using OneLink.Admin.Surfaces.Parameters;
using OneLink.Admin.Users;

namespace OneLink.Admin.Surfaces.Platform;

/// <summary>
/// Lets platform apps in. What is asked, in the order in which clients may rely on the refusals: 1. a token of a platform
/// app; 2. a record that exists; 3. one that the app may reach.
/// </summary>
internal sealed class PlatformGate(
    AccessTokenRepository tokens,
    PlatformAppRepository apps,
    PermissibleRepository permissibles,
    AccountRepository accounts,
    UserRepository users,
    AgentBotRepository bots) : ISurfaceGate
{
    /// <summary>Names of the records in paths.</summary>
    public const string AccountIdName = "account_id";

    public const string UserIdName = "user_id";
    public const string BotIdName = "agent_bot_id";

    private static readonly ApiError NoApp = ApiError.Handled(StatusCodes.Status401Unauthorized, "Invalid access_token");
    private static readonly ApiError NotThere = ApiError.Framework(StatusCodes.Status404NotFound);

    public static ApiError NotPermissible { get; } = ApiError.Handled(StatusCodes.Status401Unauthorized, "Non permissible resource");

    public async ValueTask<ApiError?> AdmitAsync(HttpContext context)
    {
        // 1.
        if (TokenHeader.Read(context.Request) is not { } token
            || await tokens.FindOwnerAsync(token, context.RequestAborted) is not { Kind: TokenOwnerKind.PlatformApp } owner
            || await apps.FindAsync(owner.Id, context.RequestAborted) is not { } app)
        {
            return NoApp;
        }

        // 2.
        var (caller, permissible) = await FindAsync(new PlatformCaller(app, context.TraceIdentifier), context);
        if (caller is null)
        {
            return NotThere;
        }

        // 3.
        if (permissible is not null && !await permissibles.HasAsync(app.Id, permissible, context.RequestAborted))
        {
            return NotPermissible;
        }

        context.Features.Set(caller);
        return null;
    }

    /// <summary>The record that the path names, if it names one.</summary>
    private async Task<(PlatformCaller? Caller, Permissible? Permissible)> FindAsync(PlatformCaller caller, HttpContext context)
    {
        var path = context.Request.RouteValues;
        if (path.TryGetValue(AccountIdName, out var accountId))
        {
            return await accounts.FindAsync(RecordId.Of(accountId as string), context.RequestAborted) is { } account
                ? (caller with { Account = account }, Permissible.Account(account.Id))
                : default;
        }

        if (path.TryGetValue(UserIdName, out var userId))
        {
            return await users.FindAsync(RecordId.Of(userId as string), context.RequestAborted) is { } user
                ? (caller with { User = user }, Permissible.User(user.Id))
                : default;
        }

        if (path.TryGetValue(BotIdName, out var botId))
        {
            return await bots.FindAsync(RecordId.Of(botId as string), context.RequestAborted) is { } bot
                ? (caller with { Bot = bot }, Permissible.AgentBot(bot.Id))
                : default;
        }

        return (caller, null);
    }
}
