namespace OneLink.Admin.Demo;

internal static class DemoServices
{
    public static void AddDemo(this IServiceCollection services)
    {
        services.AddSingleton<CredentialsFile>();
        services.AddSingleton<DemoAccount>();
        services.AddHostedService<DemoStarter>();
    }
}
