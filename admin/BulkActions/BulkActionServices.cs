using OneLink.Admin.Jobs;

namespace OneLink.Admin.BulkActions;

internal static class BulkActionServices
{
    public static void AddBulkActions(this IServiceCollection services) => services.AddSingleton<IJobKind, BulkActionJobs>();
}
