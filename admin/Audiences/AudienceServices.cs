namespace OneLink.Admin.Audiences;

internal static class AudienceServices
{
    public static void AddAudiences(this IServiceCollection services)
    {
        services.AddSingleton<AudienceRepository>();
        services.AddSingleton<AudienceMembers>();
        services.AddSingleton<AudienceCells>();
        services.AddSingleton<AudienceChanges>();
    }
}
