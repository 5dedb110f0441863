using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Surfaces.Errors;
using OneLink.Admin.Surfaces.Parameters;
using OneLink.Admin.Users;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces.Application;

/// <summary>The person whose token it is.</summary>
internal static class ProfileEndpoints
{
    public static void Map(IEndpointRouteBuilder profile)
    {
        profile.MapGet("", Show);
        profile.MapPut("", Update);
        profile.MapPatch("", Update);
    }

    internal static async Task<JsonHttpResult<ProfileResponse>> Show(HttpContext context, ApplicationCaller caller, ProfileView view)
        => TypedResults.Json(await view.OfAsync(caller.User!, context.RequestAborted), ApplicationJson.Relaxed.ProfileResponse);

    internal static async Task<Results<JsonHttpResult<ProfileResponse>, ApiErrorResult>> Update(
        HttpContext context, ApplicationCaller caller, RequestParameters parameters, ProfileChanges changes, ProfileView view)
    {
        if (parameters.Under("profile") is not { } fields)
        {
            return new ApiErrorResult(ApiError.MissingParameter("profile"));
        }

        var read = new ParameterReader(fields, new RecordErrors());
        var input = Read(read);
        if (read.Errors.Any)
        {
            return new ApiErrorResult(ApiError.Invalid(read.Errors));
        }

        var outcome = await changes.ApplyAsync(caller.User!, input, context.RequestAborted);
        return outcome.TryGet(out var user)
            ? TypedResults.Json(await view.OfAsync(user, context.RequestAborted), ApplicationJson.Relaxed.ProfileResponse)
            : new ApiErrorResult(ApiError.Invalid(outcome.Errors!));
    }

    private static ProfileInput Read(ParameterReader read) => new()
    {
        Name = read.Text("name"),
        DisplayName = read.Text("display_name"),
        Email = read.Text("email"),
        PhoneNumber = read.TextOrNull("phone_number"),
        MessageSignature = read.Text("message_signature"),
        UiSettings = read.Object("ui_settings"),
        CurrentPassword = read.Text("current_password").Or(null),
        Password = read.Text("password").Or(null),
        PasswordConfirmation = read.Text("password_confirmation"),
    };
}
