using System.Globalization;
using System.Text.Json.Nodes;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surveys;

/// <summary>What a contact has filled into a survey, as submitted.</summary>
/// <param name="Rating">From 1 to 5; null where there is none yet.</param>
/// <param name="FeedbackMessage">In the contact's words.</param>
internal sealed record SurveyAnswer(long? Rating, string? FeedbackMessage)
{
    private const int MinRating = 1;
    private const int MaxRating = 5;

    /// <param name="values">The submitted values of the message.</param>
    /// <param name="errors">What is wrong with them is added.</param>
    public static SurveyAnswer Read(JsonNode values, RecordErrors errors)
    {
        if ((values as JsonObject)?["csat_survey_response"] is not JsonObject response)
        {
            errors.Invalid("csat_survey_response");
            return new SurveyAnswer(null, null);
        }

        var feedback = response["feedback_message"]?.ToString();
        TextRules.Length(errors, "feedback_message", feedback, TextRules.TextLength);
        return new SurveyAnswer(Rated(response["rating"]?.ToString(), errors), feedback);
    }

    /// <summary>Forms give the number as a text.</summary>
    private static long? Rated(string? text, RecordErrors errors)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var rating) && rating is >= MinRating and <= MaxRating)
        {
            return rating;
        }

        errors.NotIncluded("rating");
        return null;
    }
}
