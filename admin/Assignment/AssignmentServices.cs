namespace OneLink.Admin.Assignment;

internal static class AssignmentServices
{
    public static void AddAssignment(this IServiceCollection services)
    {
        services.AddSingleton<AutoAssignment>();
        services.AddHostedService<AssignmentSweep>();
    }
}
