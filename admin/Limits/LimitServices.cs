namespace OneLink.Admin.Limits;

internal static class LimitServices
{
    public static void AddLimits(this IServiceCollection services)
    {
        services.AddSingleton<IRateLimiter, ProcessRateLimiter>();
        services.AddSingleton<RateLimitMiddleware>();
        services.AddSingleton<VisitorLimits>();
        services.AddSingleton<CostlyCallLimits>();
        services.AddSingleton<HourlyLimits>();
    }

    public static void UseLimits(this WebApplication app)
    {
        var limits = app.Services.GetRequiredService<RateLimitMiddleware>();
        app.Use(next => context => limits.InvokeAsync(context, next));
    }
}
