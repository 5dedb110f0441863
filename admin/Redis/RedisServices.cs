namespace OneLink.Admin.Redis;

internal static class RedisServices
{
    public static void AddRedis(this IServiceCollection services)
    {
        services.AddSingleton(RedisPatience.Default);
        services.AddSingleton<RedisMetrics>();
        services.AddSingleton<RedisConnection>();
        services.AddSingleton<Backplane>();
        services.AddHostedService(provider => provider.GetRequiredService<RedisConnection>());
        services.AddHostedService(provider => provider.GetRequiredService<Backplane>());
    }
}
