using OneLink.Admin.Hosting;
using OneLink.Admin.Limits;
using OneLink.Admin.Surfaces.Access;
using OneLink.Admin.Surfaces.Errors;
using OneLink.Admin.Surveys;

namespace OneLink.Admin.Surfaces.Client;

/// <summary>Finds the survey of the conversation that a path names by its uuid, which only those know to whom it was sent.</summary>
internal sealed class SurveyGate(SurveyListing surveys, VisitorLimits limits, AdminSettings settings) : ISurfaceGate
{
    public const string ConversationName = "conversation_uuid";

    public async ValueTask<ApiError?> AdmitAsync(HttpContext context)
    {
        if (await limits.TakeAddressAsync(ClientAddress.Of(context, settings.Proxies), context.RequestAborted) is { IsAdmitted: false } overLimit)
        {
            return ApiError.OverLimit(overLimit.RetryAfter);
        }

        if (await surveys.FindAsync(context.Request.RouteValues[ConversationName] as string ?? "", context.RequestAborted) is not { } survey)
        {
            return ApiError.Framework(StatusCodes.Status404NotFound);
        }

        context.Features.Set(new SurveyCaller(survey));
        return null;
    }
}
