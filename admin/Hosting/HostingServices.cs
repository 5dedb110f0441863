using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging.Console;

namespace OneLink.Admin.Hosting;

internal static class HostingServices
{
    /// <summary>Largest body any endpoint reads whole, in bytes: a bulk array of links. Endpoints set tighter limits themselves.</summary>
    public const int LargestBody = 64 * 1024 * 1024;

    /// <returns>What the parts are chosen by.</returns>
    public static AdminSettings AddHosting(this WebApplicationBuilder builder)
    {
        var settings = AdminSettings.Read(builder.Configuration);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(TimeProvider.System);

        builder.Logging.ClearProviders();
        builder.Logging.AddConsole(console => console.FormatterName = LogLineFormatter.FormatterName);
        builder.Services.AddSingleton<ConsoleFormatter, LogLineFormatter>();
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("OneLink.Admin.Access", LogLevel.Warning);

        // What stops the process from starting is said once, on standard error (AdminProcess), without a stack trace.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);

        builder.WebHost.ConfigureKestrel(kestrel => Configure(kestrel, settings));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(10));
        return settings;
    }

    private static void Configure([NotNull] KestrelServerOptions kestrel, AdminSettings settings)
    {
        kestrel.AddServerHeader = false;
        kestrel.Listen(settings.ListenAddress, settings.Port);

        // One byte of room, so that a body over the limit is seen and answered by the endpoint in its own words.
        kestrel.Limits.MaxRequestBodySize = LargestBody + 1;
    }
}
