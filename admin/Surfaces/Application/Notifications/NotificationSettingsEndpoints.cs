using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Notifications;
using OneLink.Admin.Surfaces.Errors;
using OneLink.Admin.Surfaces.Parameters;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces.Application.Notifications;

/// <summary>What the caller wants to be told of in the account.</summary>
internal static class NotificationSettingsEndpoints
{
    private const string Wrapper = "notification_settings";

    public static void Map(IEndpointRouteBuilder account)
    {
        var settings = account.MapGroup("/notification_settings");
        settings.MapGet("", Show);
        settings.MapPut("", Update);
        settings.MapPatch("", Update);
    }

    internal static async Task<JsonHttpResult<NotificationSettingsResponse>> Show(
        HttpContext context, ApplicationCaller caller, NotificationSettingsRepository repository)
        => Shown(caller, await repository.FindAsync(caller.AccountId, caller.User!.Id, context.RequestAborted));

    /// <summary>A list that is left out stays as it is.</summary>
    internal static async Task<Results<JsonHttpResult<NotificationSettingsResponse>, ApiErrorResult>> Update(
        HttpContext context, ApplicationCaller caller, RequestParameters parameters, NotificationSettingsRepository repository)
    {
        if (parameters.Under(Wrapper) is not { } fields)
        {
            return new ApiErrorResult(ApiError.MissingParameter(Wrapper));
        }

        var (account, user) = (caller.AccountId, caller.User!.Id);
        var stored = await repository.FindAsync(account, user, context.RequestAborted);
        var read = new ParameterReader(fields, new RecordErrors());
        var settings = new NotificationSettings(
            Flags(read, "selected_email_flags", NotificationSettingsResponse.EmailPrefix).Or(stored.EmailFlags),
            Flags(read, "selected_push_flags", NotificationSettingsResponse.PushPrefix).Or(stored.PushFlags));
        if (read.Errors.Any)
        {
            return ApplicationResults.Invalid(read.Errors);
        }

        await repository.StoreAsync(account, user, settings, context.RequestAborted);
        return Shown(caller, settings);
    }

    private static Given<long> Flags(ParameterReader read, string name, string prefix)
    {
        if (read.Texts(name) is not { IsGiven: true, Value: { } names })
        {
            return Given<long>.Not;
        }

        var flags = 0L;

        // Forms say with a blank that there are none.
        foreach (var flag in names.Where(text => text.Length > 0))
        {
            if (NotificationType.All.FirstOrDefault(type => string.Equals(prefix + type, flag, StringComparison.Ordinal)) is { } known)
            {
                flags |= NotificationType.BitOf(known);
            }
            else
            {
                read.Errors.NotIncluded(name);
            }
        }

        return flags;
    }

    private static JsonHttpResult<NotificationSettingsResponse> Shown(ApplicationCaller caller, NotificationSettings settings)
        => TypedResults.Json(NotificationSettingsResponse.Of(caller.Membership!, settings), ApplicationJson.Relaxed.NotificationSettingsResponse);
}
