using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Accounts;
using OneLink.Admin.Database;
using OneLink.Admin.PlatformApps;
using OneLink.Admin.Surfaces.Errors;
using OneLink.Admin.Surfaces.Parameters;
using OneLink.Admin.Users;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces.Platform;

/// <summary>Who is in an account, and as what.</summary>
internal static class AccountUserEndpoints
{
    public static void Map(IEndpointRouteBuilder members)
    {
        members.MapGet("", List);
        members.MapPost("", Put);
        members.MapDelete("", Remove);
    }

    internal static async Task<JsonHttpResult<IReadOnlyList<AccountUserResponse>>> List(HttpContext context, PlatformCaller caller, MembershipRepository memberships)
        => TypedResults.Json<IReadOnlyList<AccountUserResponse>>(
            [.. (await memberships.OfAccountAsync(caller.Account.Id, context.RequestAborted)).Select(place => place.Membership).OrderBy(place => place.Id).Select(AccountUserResponse.Of)],
            PlatformJson.Relaxed.IReadOnlyListAccountUserResponse);

    /// <summary>Who is in the account already may get another role. Whoever is brought in must be one that the app may reach.</summary>
    internal static async Task<Results<JsonHttpResult<AccountUserResponse>, ApiErrorResult>> Put(
        HttpContext context,
        PlatformCaller caller,
        RequestParameters parameters,
        Members members,
        UserRepository users,
        MembershipRepository memberships,
        PermissibleRepository permissibles,
        IDatabase database)
    {
        var read = new ParameterReader(parameters, new RecordErrors());
        var userId = read.Integer("user_id").Or(null) ?? 0;
        var role = read.TextOrNull("role").Or(null) ?? AccountRole.Agent;
        if (read.Errors.Any)
        {
            return PlatformResults.Invalid(read.Errors);
        }

        if (await users.FindAsync(userId, context.RequestAborted) is not null
            && await memberships.FindAsync(caller.Account.Id, userId, context.RequestAborted) is null
            && !await permissibles.HasAsync(caller.AppId, Permissible.User(userId), context.RequestAborted))
        {
            return new ApiErrorResult(PlatformGate.NotPermissible);
        }

        var outcome = await database.WriteAsync(
            scope => members.PutAsync(scope, caller.ActorIn(caller.Account.Id), userId, new MemberInput { Role = role }, inviterId: null), context.RequestAborted);
        return PlatformResults.Of(outcome, AccountUserResponse.Of, PlatformJson.Relaxed.AccountUserResponse);
    }

    /// <summary>Of somebody who is not in the account nothing is to be done, and that is no failure.</summary>
    internal static async Task<Results<Ok, ApiErrorResult>> Remove(
        HttpContext context, PlatformCaller caller, RequestParameters parameters, Members members, IDatabase database)
    {
        var read = new ParameterReader(parameters, new RecordErrors());
        var userId = read.Integer("user_id").Or(null) ?? 0;
        if (read.Errors.Any)
        {
            return PlatformResults.Invalid(read.Errors);
        }

        await database.WriteAsync(scope => members.RemoveAsync(scope, caller.ActorIn(caller.Account.Id), userId), context.RequestAborted);
        return TypedResults.Ok();
    }
}
