using OneLink.Admin.Surveys;

namespace OneLink.Admin.Surfaces.Client;

/// <summary>A survey as the contact sees it.</summary>
internal sealed record SurveyResponse
{
    /// <summary>Of the message.</summary>
    public required long Id { get; init; }

    /// <summary>Null where it has not been answered.</summary>
    public required SurveyAnswerResponse? CsatSurveyResponse { get; init; }

    public required string DisplayType { get; init; }

    public required string? Content { get; init; }

    public required string? InboxAvatarUrl { get; init; }

    public required string InboxName { get; init; }

    public required string Locale { get; init; }

    /// <summary>The number that people see.</summary>
    public required long ConversationId { get; init; }

    public required string CreatedAt { get; init; }

    public static SurveyResponse Of(Survey survey, StoredSurveyAnswer? answer) => new()
    {
        Id = survey.Message.Id,
        CsatSurveyResponse = answer is null ? null : SurveyAnswerResponse.Of(answer),
        DisplayType = survey.DisplayType,
        Content = survey.Message.Content,
        InboxAvatarUrl = survey.InboxAvatarUrl,
        InboxName = survey.InboxName,
        Locale = survey.Locale,
        ConversationId = survey.DisplayId,
        CreatedAt = ApiTime.Iso(survey.Message.CreatedAt),
    };
}
