namespace OneLink.Admin.Sessions;

internal static class SessionServices
{
    public static void AddSessions(this IServiceCollection services)
    {
        services.AddSingleton<SessionRepository>();
        services.AddSingleton<SessionDoor>();
        services.AddSingleton<SessionGate>();
        services.AddSingleton<SignInLimits>();
        services.AddSingleton<PasswordCheck>();
        services.AddSingleton<SignInDesk>();
        services.AddHostedService<SessionSweeper>();
    }

    public static void MapSessions(this IEndpointRouteBuilder routes) => SessionEndpoints.Map(routes);
}
