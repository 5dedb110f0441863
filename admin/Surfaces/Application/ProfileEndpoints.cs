using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Access.AccessTokens;
using OneLink.Admin.Accounts;
using OneLink.Admin.Database;
using OneLink.Admin.Files;
using OneLink.Admin.Sessions;
using OneLink.Admin.Surfaces.Errors;
using OneLink.Admin.Surfaces.Parameters;
using OneLink.Admin.Users;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces.Application;

/// <summary>The person whose token it is.</summary>
internal static class ProfileEndpoints
{
    private const string AccountId = "account_id";

    public static void Map(IEndpointRouteBuilder profile)
    {
        profile.MapGet("", Show);
        profile.MapPut("", Update);
        profile.MapPatch("", Update);
        profile.MapPost("/reset_access_token", ResetToken);
        profile.MapPost("/availability", SetAvailability);
        profile.MapPost("/auto_offline", SetAutoOffline);
        profile.MapPut("/set_active_account", SetActiveAccount);
    }

    internal static async Task<JsonHttpResult<ProfileResponse>> Show(HttpContext context, ApplicationCaller caller, ProfileView view)
    {
        var profile = await view.OfAsync(caller.User!, context.RequestAborted);

        // The token is good for all accounts of the person, and outside of the frame.
        return TypedResults.Json(caller.EmbeddedAccountId is null ? profile : profile with { AccessToken = null }, ApplicationJson.Relaxed.ProfileResponse);
    }

    internal static async Task<Results<JsonHttpResult<ProfileResponse>, ApiErrorResult>> Update(
        HttpContext context, ApplicationCaller caller, RequestParameters parameters, ProfileChanges changes, ProfileView view, AvatarUploads avatars)
    {
        if (parameters.Under("profile") is not { } fields)
        {
            return new ApiErrorResult(ApiError.MissingParameter("profile"));
        }

        var read = new ParameterReader(fields, new RecordErrors());
        var picture = await avatars.ReadAsync(accountId: null, fields, read.Errors, context.RequestAborted);
        var input = Read(read, picture);
        if (read.Errors.Any)
        {
            return new ApiErrorResult(ApiError.Invalid(read.Errors));
        }

        var outcome = await changes.ApplyAsync(caller.User!, input, context.Features.Get<SignedIn>()?.Session.Id, context.RequestAborted);
        return outcome.TryGet(out var user)
            ? TypedResults.Json(await view.OfAsync(user, context.RequestAborted), ApplicationJson.Relaxed.ProfileResponse)
            : new ApiErrorResult(ApiError.Invalid(outcome.Errors!));
    }

    /// <summary>A new access token; the old one is dead at once.</summary>
    internal static async Task<JsonHttpResult<ProfileResponse>> ResetToken(
        HttpContext context, ApplicationCaller caller, AccessTokenRepository tokens, IDatabase database, ProfileView view)
    {
        await database.WriteAsync(scope => tokens.ReplaceAsync(scope, TokenOwner.User(caller.User!.Id)), context.RequestAborted);
        return await Show(context, caller, view);
    }

    internal static Task<Results<JsonHttpResult<ProfileResponse>, ApiErrorResult>> SetAvailability(
        HttpContext context, ApplicationCaller caller, RequestParameters parameters, Members members, IDatabase database, ProfileView view)
        => SetAsync(
            context,
            caller,
            parameters,
            static read => read.TextOrNull("availability") is { Value: not null } given ? new MemberInput { Availability = given } : Missing(read, "availability"),
            members,
            database,
            view);

    internal static Task<Results<JsonHttpResult<ProfileResponse>, ApiErrorResult>> SetAutoOffline(
        HttpContext context, ApplicationCaller caller, RequestParameters parameters, Members members, IDatabase database, ProfileView view)
        => SetAsync(
            context,
            caller,
            parameters,
            static read => read.Flag("auto_offline") is { Value: not null } given ? new MemberInput { AutoOffline = given } : Missing(read, "auto_offline"),
            members,
            database,
            view);

    /// <summary>The account that the person works in from now on.</summary>
    internal static async Task<Results<Ok, ApiErrorResult>> SetActiveAccount(
        HttpContext context, ApplicationCaller caller, RequestParameters parameters, IDatabase database, TimeProvider clock)
    {
        if (parameters.Under("profile") is not { } fields)
        {
            return new ApiErrorResult(ApiError.MissingParameter("profile"));
        }

        var read = new ParameterReader(fields, new RecordErrors());
        var accountId = read.Integer(AccountId).Or(null) ?? 0;
        if (read.Errors.Any)
        {
            return ApplicationResults.Invalid(read.Errors);
        }

        var at = clock.GetUtcNow().ToUnixTimeMilliseconds();
        return ApplicationResults.Gone(await database.WriteAsync(
            async scope => await MembershipRepository.FindAsync(scope, accountId, caller.User!.Id) is { } membership
                && await MembershipRepository.UpdateAsync(scope, membership with { ActiveAt = at, UpdatedAt = at }) == 1,
            context.RequestAborted));
    }

    /// <summary>Changes the person's place in the account that the request names.</summary>
    private static async Task<Results<JsonHttpResult<ProfileResponse>, ApiErrorResult>> SetAsync(
        HttpContext context,
        ApplicationCaller caller,
        RequestParameters parameters,
        Func<ParameterReader, MemberInput> input,
        Members members,
        IDatabase database,
        ProfileView view)
    {
        if (parameters.Under("profile") is not { } fields)
        {
            return new ApiErrorResult(ApiError.MissingParameter("profile"));
        }

        var read = new ParameterReader(fields, new RecordErrors());
        var accountId = read.Integer(AccountId).Or(null) ?? 0;
        var wish = input(read);
        if (read.Errors.Any)
        {
            return ApplicationResults.Invalid(read.Errors);
        }

        var outcome = await database.WriteAsync(
            scope => members.UpdateAsync(scope, caller.ActorOf(context, accountId), caller.User!.Id, wish), context.RequestAborted);
        return outcome.TryGet(out _) ? await Show(context, caller, view) : ApplicationResults.Refusal(outcome);
    }

    private static MemberInput Missing(ParameterReader read, string name)
    {
        if (!read.Errors.Any)
        {
            read.Errors.Blank(name);
        }

        return new MemberInput();
    }

    /// <param name="read">The fields.</param>
    /// <param name="picture">That came as a file. A field that is null takes the picture away.</param>
    private static ProfileInput Read(ParameterReader read, Given<Avatar> picture) => new()
    {
        Name = read.Text("name"),
        DisplayName = read.Text("display_name"),
        Email = read.Text("email"),
        PhoneNumber = read.TextOrNull("phone_number"),
        MessageSignature = read.Text("message_signature"),
        UiSettings = read.Object("ui_settings"),
        Avatar = picture.IsGiven ? picture : read.TextOrNull("avatar") is { IsGiven: true, Value: null } ? Avatar.None : picture,
        CurrentPassword = read.Text("current_password").Or(null),
        Password = read.Text("password").Or(null),
        PasswordConfirmation = read.Text("password_confirmation"),
    };
}
