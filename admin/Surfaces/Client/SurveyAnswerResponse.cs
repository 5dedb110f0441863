using OneLink.Admin.Surveys;

namespace OneLink.Admin.Surfaces.Client;

/// <summary>What the contact has answered.</summary>
internal sealed record SurveyAnswerResponse(long Id, long Rating, string? FeedbackMessage, string CreatedAt, string UpdatedAt)
{
    public static SurveyAnswerResponse Of(StoredSurveyAnswer answer)
        => new(answer.Id, answer.Rating, answer.FeedbackMessage, ApiTime.Iso(answer.CreatedAt), ApiTime.Iso(answer.UpdatedAt));
}
