namespace OneLink.Admin.Idempotency;

internal static class IdempotencyServices
{
    public static void AddIdempotency(this IServiceCollection services)
    {
        services.AddSingleton<IdempotencyStore>();
        services.AddSingleton<IdempotentWrites>();
        services.AddSingleton<CallsUnderWay>();
        services.AddHostedService<IdempotencyTrimmer>();
    }
}
