namespace OneLink.Admin.Campaigns;

internal static class CampaignServices
{
    public static void AddCampaigns(this IServiceCollection services)
    {
        services.AddSingleton<CampaignRepository>();
        services.AddSingleton<CampaignRecipients>();
        services.AddSingleton<CampaignReports>();
        services.AddSingleton<CampaignChanges>();
        services.AddSingleton<CampaignStep>();
        services.AddHostedService<CampaignRunner>();
    }
}
