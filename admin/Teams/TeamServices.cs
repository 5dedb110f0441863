namespace OneLink.Admin.Teams;

internal static class TeamServices
{
    public static void AddTeams(this IServiceCollection services)
    {
        services.AddSingleton<TeamRepository>();
        services.AddSingleton<TeamChanges>();
        services.AddSingleton<TeamMembers>();
    }
}
