using OneLink.Admin.Automation.Actions;

namespace OneLink.Admin.Summaries;

internal static class SummaryServices
{
    public static void AddSummaries(this IServiceCollection services)
    {
        services.AddSingleton<SummaryQueue>();
        services.AddSingleton<SummaryModel>();
        services.AddSingleton<Transcript>();
        services.AddSingleton<IConversationAction, SummarizeAction>();
        services.AddHostedService<SummaryWriter>();
    }
}
