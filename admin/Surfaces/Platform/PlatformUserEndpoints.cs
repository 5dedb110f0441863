using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Access.AccessTokens;
using OneLink.Admin.Accounts;
using OneLink.Admin.Database;
using OneLink.Admin.Hosting;
using OneLink.Admin.PlatformApps;
using OneLink.Admin.Surfaces.Errors;
using OneLink.Admin.Surfaces.Parameters;
using OneLink.Admin.Users;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces.Platform;

/// <summary>The people that the app looks after.</summary>
internal static class PlatformUserEndpoints
{
    private const string EmbedAccountId = "embed_account_id";

    public static void Map(IEndpointRouteBuilder users)
    {
        const string One = $"/{{{PlatformGate.UserIdName}}}";
        users.MapPost("", Create);
        users.MapGet(One, Show);
        users.MapPatch(One, Update);
        users.MapPut(One, Update);
        users.MapDelete(One, Delete);
        users.MapGet(One + "/login", SignIn);
        users.MapPost(One + "/token", Token);
    }

    /// <summary>
    /// An address that somebody has is refused, whoever made him: by its answer the app would get his token. Only of one
    /// that the app may reach already it is answered as upstream does, with the person as he is.
    /// </summary>
    internal static async Task<Results<JsonHttpResult<PlatformUserResponse>, ApiErrorResult>> Create(
        HttpContext context,
        PlatformCaller caller,
        RequestParameters parameters,
        UserChanges changes,
        UserRepository users,
        PermissibleRepository permissibles,
        IDatabase database,
        PlatformUserView view)
    {
        var read = new ParameterReader(parameters, new RecordErrors());
        var input = Input(read);
        if (read.Errors.Any)
        {
            return PlatformResults.Invalid(read.Errors);
        }

        if (await users.FindByEmailAsync(UserRules.Email(input.Email.Or(null)), context.RequestAborted) is { } found
            && await permissibles.HasAsync(caller.AppId, Permissible.User(found.Id), context.RequestAborted))
        {
            return TypedResults.Json(await view.OfAsync(found, context.RequestAborted), PlatformJson.Relaxed.PlatformUserResponse);
        }

        var prepared = changes.Prepare(input);
        if (!prepared.TryGet(out var person))
        {
            return PlatformResults.Refusal(prepared);
        }

        return await AnswerAsync(
            await database.WriteAsync(
                async scope =>
                {
                    var made = await changes.CreateAsync(scope, person);
                    if (made.TryGet(out var user))
                    {
                        await PermissibleRepository.GrantAsync(scope, caller.AppId, Permissible.User(user.Id), user.CreatedAt);
                    }

                    return made;
                },
                context.RequestAborted),
            view,
            context.RequestAborted);
    }

    internal static async Task<JsonHttpResult<PlatformUserResponse>> Show(HttpContext context, PlatformCaller caller, PlatformUserView view)
        => TypedResults.Json(await view.OfAsync(caller.User, context.RequestAborted), PlatformJson.Relaxed.PlatformUserResponse);

    internal static async Task<Results<JsonHttpResult<PlatformUserResponse>, ApiErrorResult>> Update(
        HttpContext context, PlatformCaller caller, RequestParameters parameters, UserChanges changes, PlatformUserView view)
    {
        var read = new ParameterReader(parameters, new RecordErrors());
        var input = Input(read);
        return read.Errors.Any
            ? PlatformResults.Invalid(read.Errors)
            : await AnswerAsync(await changes.UpdateAsync(caller.User.Id, input, context.RequestAborted), view, context.RequestAborted);
    }

    internal static async Task<Ok> Delete(HttpContext context, PlatformCaller caller, UserChanges changes, IDatabase database)
    {
        await database.WriteAsync(scope => changes.DeleteAsync(scope, caller.User.Id), context.RequestAborted);
        return TypedResults.Ok();
    }

    /// <summary>With <c>embed_account_id</c> the link leads to the pages of that account which other sites may frame.</summary>
    internal static async Task<Results<JsonHttpResult<SignInLinkResponse>, ApiErrorResult>> SignIn(
        HttpContext context, PlatformCaller caller, RequestParameters parameters, SignInTokens signIns, MembershipRepository memberships, AdminSettings settings)
    {
        var read = new ParameterReader(parameters, new RecordErrors());
        var embedded = read.Integer(EmbedAccountId).Or(null);
        if (embedded is { } accountId && await memberships.FindAsync(accountId, caller.User.Id, context.RequestAborted) is null)
        {
            read.Errors.Add(EmbedAccountId, RecordErrorCode.MustExist, "must be an account that the user is in");
        }

        if (read.Errors.Any)
        {
            return PlatformResults.Invalid(read.Errors);
        }

        var token = await signIns.IssueAsync(caller.User.Id, context.RequestAborted);
        return TypedResults.Json(
            new SignInLinkResponse(SignInLink.Of(context.Request, settings, caller.User, token, embedded)), PlatformJson.Relaxed.SignInLinkResponse);
    }

    internal static async Task<JsonHttpResult<UserTokenResponse>> Token(HttpContext context, PlatformCaller caller, AccessTokenRepository tokens)
        => TypedResults.Json(
            UserTokenResponse.Of(caller.User, await tokens.FindTokenAsync(TokenOwner.User(caller.User.Id), context.RequestAborted)),
            PlatformJson.Relaxed.UserTokenResponse);

    private static async Task<Results<JsonHttpResult<PlatformUserResponse>, ApiErrorResult>> AnswerAsync(
        RecordOutcome<User> outcome, PlatformUserView view, CancellationToken cancellationToken)
        => outcome.TryGet(out var user)
            ? TypedResults.Json(await view.OfAsync(user, cancellationToken), PlatformJson.Relaxed.PlatformUserResponse)
            : PlatformResults.Refusal(outcome);

    private static UserInput Input(ParameterReader read) => new()
    {
        Name = read.Text("name"),
        DisplayName = read.Text("display_name"),
        Email = read.Text("email"),
        Password = read.Text("password"),
        CustomAttributes = read.Object("custom_attributes"),
    };
}
