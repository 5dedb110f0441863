using OneLink.Admin.Access.AccessTokens;
using OneLink.Admin.Accounts;
using OneLink.Admin.AgentBots;
using OneLink.Admin.Sessions;
using OneLink.Admin.Surfaces.Access;
using OneLink.Admin.Surfaces.Errors;
using OneLink.Admin.Surfaces.Parameters;
using OneLink.Admin.Users;

namespace OneLink.Admin.Surfaces.Application;

/// <summary>
/// Lets people and bots in. What is asked, in the order in which clients may rely on the refusals:
/// 1. a token at all, or else the cookie of a session; 2. one that is known; 3. a person's, or a bot's where bots may go; 4. an account that exists;
/// 5. one that is not suspended, also for strangers; 6. a place in it; 7. the role that the endpoint asks for, which nobody has in a frame of another site's page.
/// </summary>
internal sealed class ApplicationGate(
    AccessTokenRepository tokens,
    UserRepository users,
    AgentBotRepository bots,
    AccountRepository accounts,
    MembershipRepository memberships,
    SessionDoor sessions) : ISurfaceGate
{
    /// <summary>Name of the account in a path.</summary>
    public const string AccountIdName = "account_id";

    private static readonly ApiError UnknownToken = ApiError.Handled(StatusCodes.Status401Unauthorized, "Invalid Access Token");
    private static readonly ApiError NotForBots = ApiError.Handled(StatusCodes.Status401Unauthorized, "Access to this endpoint is not authorized for bots");
    private static readonly ApiError Suspended = ApiError.Handled(StatusCodes.Status401Unauthorized, "Account is suspended");
    private static readonly ApiError Stranger = ApiError.Handled(StatusCodes.Status401Unauthorized, "You are not authorized to access this account");
    private static readonly ApiError NotInAFrame = ApiError.Handled(StatusCodes.Status401Unauthorized, "Open OneLink in a window of its own for this");
    private static readonly ApiError StrangeBot = ApiError.Handled(StatusCodes.Status401Unauthorized, "Bot is not authorized to access this account");

    public async ValueTask<ApiError?> AdmitAsync(HttpContext context)
    {
        var metadata = context.GetEndpoint()!.Metadata;
        var (caller, stopped) = await IdentifyAsync(context, metadata);
        if (caller is null)
        {
            return stopped;
        }

        if (context.Request.RouteValues.TryGetValue(AccountIdName, out var accountId))
        {
            var (admitted, refusal) = await EnterAsync(caller, accountId as string, context.RequestAborted);
            if (refusal is not null)
            {
                return refusal;
            }

            caller = admitted!;
        }
        else if (caller.EmbeddedAccountId is not null && !HttpMethods.IsGet(context.Request.Method))
        {
            // What is the person's own is good for all accounts of his.
            return NotInAFrame;
        }

        // 7.
        if (metadata.GetMetadata<AdministratorsOnly>() is not null && (!caller.IsAdministrator || caller.EmbeddedAccountId is not null))
        {
            return ApiError.NotAllowed();
        }

        context.Features.Set(caller);
        return null;
    }

    private async Task<(ApplicationCaller? Caller, ApiError? Refusal)> IdentifyAsync(HttpContext context, EndpointMetadataCollection metadata)
    {
        // 1.
        if (TokenHeader.Read(context.Request) is not { } token)
        {
            var (signedIn, problem) = await sessions.AdmitAsync(context);
            return signedIn is not null ? (new ApplicationCaller { User = signedIn.User, EmbeddedAccountId = signedIn.Session.EmbeddedAccountId }, null)
                : (null, problem is null ? ApiError.NotSignedIn() : ApiError.Handled(problem.Status, problem.Detail!));
        }

        // 2.
        if (await tokens.FindOwnerAsync(token, context.RequestAborted) is not { } owner)
        {
            return (null, UnknownToken);
        }

        // 3.
        var caller = owner.Kind switch
        {
            TokenOwnerKind.User => new ApplicationCaller { User = await users.FindAsync(owner.Id, context.RequestAborted) },
            TokenOwnerKind.AgentBot when metadata.GetMetadata<BotsAllowed>() is not null
                => new ApplicationCaller { Bot = await bots.FindAsync(owner.Id, context.RequestAborted) },
            _ => null,
        };
        return caller switch
        {
            null => (null, NotForBots),
            { User: null, Bot: null } => (null, UnknownToken),
            _ => (caller, null),
        };
    }

    private async Task<(ApplicationCaller? Caller, ApiError? Refusal)> EnterAsync(
        ApplicationCaller caller, string? accountId, CancellationToken cancellationToken)
    {
        // 4.
        if (await accounts.FindAsync(RecordId.Of(accountId), cancellationToken) is not { } account)
        {
            return (null, ApiError.NotFound());
        }

        // 5.
        if (account.IsSuspended)
        {
            return (null, Suspended);
        }

        // 6.
        if (caller.Bot is { } bot)
        {
            return await bots.ActsInAsync(bot, account.Id, cancellationToken) ? (caller with { Account = account }, null) : (null, StrangeBot);
        }

        if (caller.EmbeddedAccountId is { } embedded && embedded != account.Id)
        {
            return (null, Stranger);
        }

        return await memberships.FindAsync(account.Id, caller.User!.Id, cancellationToken) is { } membership
            ? (caller with { Account = account, Membership = membership }, null)
            : (null, Stranger);
    }
}
