namespace OneLink.Admin.Surveys;

internal static class SurveyServices
{
    public static void AddSurveys(this IServiceCollection services)
    {
        services.AddSingleton<SurveyAnswers>();
        services.AddSingleton<SurveyListing>();
    }
}
