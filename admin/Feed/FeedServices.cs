using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;
using OneLink.Admin.ClickLimits;
using OneLink.Admin.Feed.FanOut;
using OneLink.Admin.Hosting;
using OneLink.Shared.Feed;

namespace OneLink.Admin.Feed;

internal static class FeedServices
{
    public static void AddFeed(this IServiceCollection services, AdminSettings settings)
    {
        services.AddSingleton(new ClickLease(settings.ClickLeaseLength));
        services.AddSingleton<ClickLimitBook>();
        services.AddSingleton(FeedRetention.Default);
        services.AddSingleton<ChangeSignal>();
        services.AddSingleton<ChangeLog>();
        services.AddSingleton<SharedChanges>();
        services.AddSingleton<ChangeLogReader>();
        services.AddSingleton<ChangeLogTrimmer>();
        services.AddSingleton<VisitorSaltStore>();
        services.AddSingleton<FeedMetrics>();
        services.AddSingleton<FeedStream>();
        services.AddSingleton<FeedSnapshot>();
        services.AddSingleton<FeedDocuments>();
        services.AddHostedService<FeedUpkeep>();
        services.AddHostedService<ChangeFanOut>();

        // Fast rather than small: a snapshot is made as quickly as it is sent, and most of what it holds repeats itself anyway.
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = [FeedFormat.ContentType];
        });
        services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);
    }

    /// <summary>Snapshots are compressed where the edge takes that; the stream of changes, a few hundred bytes at a time, is not.</summary>
    public static void UseFeed(this WebApplication app)
        => app.UseWhen(
            context => context.Request.Path.Equals(FeedEndpoints.SnapshotPath, StringComparison.Ordinal), branch => branch.UseResponseCompression());

    public static void MapFeed(this IEndpointRouteBuilder routes)
    {
        // Made now, so that no edge at all shows as 0 and not as a missing metric.
        routes.ServiceProvider.GetRequiredService<FeedMetrics>();
        FeedEndpoints.Map(routes);
    }
}
