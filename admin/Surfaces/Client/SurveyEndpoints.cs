using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Events;
using OneLink.Admin.Messages;
using OneLink.Admin.Surfaces.Access;
using OneLink.Admin.Surfaces.Errors;
using OneLink.Admin.Surfaces.Parameters;
using OneLink.Admin.Surveys;

namespace OneLink.Admin.Surfaces.Client;

/// <summary>The survey of a resolved conversation, for pages that know no more than the conversation's uuid.</summary>
internal static class SurveyEndpoints
{
    private const string SubmittedValues = "submitted_values";

    private static readonly ApiError TooLate = ApiError.Unprocessable("You cannot update the CSAT survey after 14 days");

    public static void Map(IEndpointRouteBuilder routes)
    {
        var survey = routes.MapGroup($"/public/api/v1/csat_survey/{{{SurveyGate.ConversationName}}}").AdmittedBy(routes.ServiceProvider.GetRequiredService<SurveyGate>());
        survey.MapGet("", Show);
        survey.MapPut("", Answer);
        survey.MapPatch("", Answer);
    }

    internal static async Task<JsonHttpResult<SurveyResponse>> Show(HttpContext context, SurveyCaller caller, SurveyAnswers answers)
        => await ShownAsync(caller.Survey, answers, context.RequestAborted);

    /// <summary>The values are those of the message, within <c>message</c> or bare.</summary>
    internal static async Task<Results<JsonHttpResult<SurveyResponse>, ApiErrorResult>> Answer(
        HttpContext context, SurveyCaller caller, RequestParameters parameters, MessageChanges changes, SurveyAnswers answers, TimeProvider clock)
    {
        var message = caller.Survey.Message;
        if (MessageRules.HasEnded(message, clock.GetUtcNow()))
        {
            return new ApiErrorResult(TooLate);
        }

        if ((parameters.Under("message")?.Tree ?? parameters.Tree)[SubmittedValues] is not { } values)
        {
            return new ApiErrorResult(ApiError.MissingParameter(SubmittedValues));
        }

        var outcome = await changes.SubmitAsync(
            message.AccountId, message.ConversationId, message.Id, values, new Performer(Performer.Contact, caller.Survey.ContactId), context.RequestAborted);
        return outcome.TryGet(out _) ? await ShownAsync(caller.Survey, answers, context.RequestAborted)
            : new ApiErrorResult(outcome.Errors is { } errors ? ApiError.Invalid(errors) : ApiError.Framework(StatusCodes.Status404NotFound));
    }

    private static async Task<JsonHttpResult<SurveyResponse>> ShownAsync(Survey survey, SurveyAnswers answers, CancellationToken cancellationToken)
        => TypedResults.Json(
            SurveyResponse.Of(survey, await answers.FindAsync(survey.Message.AccountId, survey.Message.Id, cancellationToken)), ClientJson.Relaxed.SurveyResponse);
}
