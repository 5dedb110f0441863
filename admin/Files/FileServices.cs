using OneLink.Admin.Hosting;

namespace OneLink.Admin.Files;

internal static class FileServices
{
    public static void AddFiles(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddSingleton<IFileStorage>(static provider => provider.GetRequiredService<AdminSettings>() is { FileBucket: { } bucket }
            ? new BucketStorage(bucket)
            : new FolderStorage(provider.GetRequiredService<AdminSettings>()));
        services.AddSingleton<Thumbnailer>();
        services.AddSingleton<FileRepository>();
        services.AddSingleton<FileStore>();
        services.AddSingleton<FileLinks>();
        services.AddSingleton<FileUpkeep>();
        services.AddHostedService(static provider => provider.GetRequiredService<FileUpkeep>());
    }

    public static void MapFiles(this IEndpointRouteBuilder routes) => FileEndpoints.Map(routes);
}
