namespace OneLink.Admin.SecondFactors;

internal static class SecondFactorServices
{
    public static void AddSecondFactors(this IServiceCollection services)
    {
        services.AddSingleton<SecondFactorRepository>();
        services.AddSingleton<SecondFactorDesk>();
        services.AddSingleton<Proof>();
    }

    public static void MapSecondFactors(this IEndpointRouteBuilder routes) => SecondFactorEndpoints.Map(routes);
}
