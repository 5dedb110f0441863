using OneLink.Analytics.Embedded.Connections;
using OneLink.Analytics.Embedded.Health;

namespace OneLink.Analytics.Embedded.Http;

/// <summary>Kestrel and logging around the engine.</summary>
internal static class HttpHost
{
    /// <summary>Parameters of a statement travel in the address; a server takes 1 MiB as well (<c>http_max_uri_size</c>).</summary>
    private const int MaxRequestLineBytes = 1024 * 1024;

    /// <summary>Longest wait at the end for requests under way; their statements end by <c>max_execution_time</c> at the latest.</summary>
    private static readonly TimeSpan LongestDrain = TimeSpan.FromSeconds(30);

    internal static WebApplication Build(EmbeddedOptions options, Engine engine, StatementLanes lanes)
    {
        // The engine's calls block: without enough ready threads the pool would add one every half second only.
        var threads = (2 * (options.Limits.ConcurrentReads + options.Limits.ConcurrentWrites)) + Environment.ProcessorCount;
        ThreadPool.SetMinThreads(threads, Environment.ProcessorCount);

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
        });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddFilter("OneLink", LogLevel.Information);
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
        // What it would say of a port in use is said once, by Program.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        // The endpoint catches and logs what goes wrong; an exception that leaves it is its way to break off an answer.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Critical);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(options.Address, options.Port);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestLineSize = MaxRequestLineBytes;
            kestrel.Limits.MaxRequestBufferSize = 2 * MaxRequestLineBytes;
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = LongestDrain);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(engine);
        builder.Services.AddSingleton(lanes);
        builder.Services.AddSingleton(new Credentials(options));
        builder.Services.AddSingleton<StatementCounters>();
        builder.Services.AddSingleton<StatementEndpoint>();
        return builder.Build();
    }

    /// <summary>Statements are taken at "/" alone; GET without one answers as a server does.</summary>
    internal static void MapStatements(this WebApplication app)
    {
        var statements = app.Services.GetRequiredService<StatementEndpoint>();
        app.Use(static (context, next) =>
        {
            context.Response.Headers["X-ClickHouse-Server-Display-Name"] = "onelink";
            context.Response.Headers["X-ClickHouse-Timezone"] = "UTC";
            return next(context);
        });
        app.MapPost("/", statements.HandleAsync);
        app.MapMethods("/", ["GET", "HEAD"], context =>
            context.Request.Query.ContainsKey("query") ? statements.HandleAsync(context) : context.Response.WriteAsync("Ok.\n"));
    }
}
